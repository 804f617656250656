import tcb from '@cloudbase/node-sdk'

/** The parts of the SDK that are measured; its own types say `any` for transactions. */
interface Documents {
  doc(id: string): {
    get(): Promise<{ data: unknown }>
    set(document: object): Promise<unknown>
    update(update: object): Promise<{ updated: number }>
  }
  where(condition: object): { update(update: object): Promise<{ updated: number }> }
  add(document: object): Promise<unknown>
}
export interface BareSdk {
  collection(name: string): Documents
  startTransaction(): Promise<{
    collection(name: string): Documents
    commit(): Promise<unknown>
    rollback(): Promise<unknown>
  }>
  command: { inc(by: number): unknown; gte(least: number): unknown }
}

let opened: BareSdk | null = null

/** The SDK and nothing around it, with the settings the product uses. */
export function bareSdk(): BareSdk {
  opened ??= tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true }).database() as unknown as BareSdk
  return opened
}
