import { randomUUID } from 'node:crypto'
import { CallRecord, type Caller } from '../call-log'
import { functionFailed, type CloudError } from '../errors'
import { defaultAppId } from './call-environment'
import type { FunctionFolder } from './function-folder'

/** One run of a function, from call to reply or death. */
export class Invocation {
  readonly id = `i${randomUUID().replaceAll('-', '')}`
  readonly record: CallRecord
  private readonly onDeath: ((error: CloudError) => void)[] = []

  constructor(
    readonly folder: FunctionFolder,
    readonly caller: Caller,
    operation: string | null,
    attempt = 1,
  ) {
    this.record = new CallRecord({ id: this.id, functionName: folder.name, operation, attempt, caller })
  }

  /** The mini-program that calls; null for a timer. */
  get appId(): string | null {
    return 'timer' in this.caller ? null : (this.caller.appid ?? defaultAppId)
  }

  /** From its death on, nothing the invocation asks is executed or answered. */
  get dead(): boolean {
    return this.record.died
  }

  /** Ends the invocation from outside: out of time, or its instance is lost. */
  die(error: CloudError = functionFailed(this.folder.name, 'the instance died')): void {
    if (this.dead) return
    this.record.died = true
    for (const listener of this.onDeath) listener(error)
  }

  whenDead(listener: (error: CloudError) => void): void {
    this.onDeath.push(listener)
  }
}

/** The invocations under way. Those that are over are not held: only their records live on, in the call log. */
export class Invocations {
  private readonly running = new Map<string, Invocation>()

  get size(): number {
    return this.running.size
  }

  started(invocation: Invocation): void {
    this.running.set(invocation.id, invocation)
  }

  ended(invocation: Invocation): void {
    this.running.delete(invocation.id)
  }

  /** Null for one that has replied or died. */
  find(id: string): Invocation | null {
    const invocation = this.running.get(id)
    return invocation && !invocation.dead ? invocation : null
  }
}

/** Which invocation a request of the SDK says it belongs to: its URL has `TCB_SEQID` before its own number. */
export function invocationIdOf(url: string): string | null {
  const sequence = new URL(url, 'http://local').searchParams.get('seqId') ?? ''
  return /^i[0-9a-f]{32}/.exec(sequence)?.[0] ?? null
}
