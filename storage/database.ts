import tcb from '@cloudbase/node-sdk'

/** The one door to the document database: what storage may ask of it, and nothing else. */
export interface Database {
  get(collection: Collection, id: string): Promise<Stored | null>
  find(collection: Collection, query: Query): Promise<Stored[]>
  /** Adds a document under its own id. Throws a duplicate error when the id is taken (`isDuplicate`). */
  add(collection: Collection, id: string, document: object): Promise<void>
  /** One conditional update of at most one document; how many met the condition. Small whatever the document's size. */
  update(collection: Collection, where: object, update: object): Promise<number>
  /** The same, with the document after it, or null when none met the condition. */
  change(collection: Collection, where: object, update: object): Promise<Stored | null>
  /** Removes every document that meets the condition; how many there were. For jobs. */
  remove(collection: Collection, where: object): Promise<number>
  begin(): Promise<Transaction>
  /** Operators for conditions and updates. */
  command: Command
}

/** Reaches documents by id only; a conflict ends it. Operations go one after another. */
export interface Transaction {
  get(collection: Collection, id: string): Promise<Stored | null>
  replace(collection: Collection, id: string, document: object): Promise<void>
  add(collection: Collection, id: string, document: object): Promise<void>
  commit(): Promise<void>
  /** Ends the transaction without effect. Never throws: it may be over already. */
  abandon(): Promise<void>
}

export type Collection =
  | 'accounts'
  | 'ledger_entries'
  | 'logins'
  | 'phones'
  | 'phone_codes'
  | 'member_numbers'
  | 'staff'
  | 'programmes'
  | 'reward_stocks'
  | 'redemptions'
  | 'vouchers'
  | 'reviews'
  | 'submissions'
  | 'used_codes'
  | 'keyed_code_tries'
  | 'job_runs'

export type Stored = Record<string, unknown> & { _id: string }

export interface Query {
  where: object
  orderBy?: [field: string, direction: 'asc' | 'desc'][]
  /** Always given: the platform's default of 100 is nobody's intention. */
  limit: number
  /** Only these fields come back, besides `_id`; left out, all. */
  fields?: string[]
}

/** The operators in use; the SDK's own types know fewer. */
export interface Command {
  inc(by: number): unknown
  set(value: unknown): unknown
  remove(): unknown
  push(values: unknown[]): unknown
  eq(value: unknown): unknown
  neq(value: unknown): unknown
  gt(value: unknown): unknown
  gte(value: unknown): unknown
  lt(value: unknown): unknown
  max(value: number): unknown
  in(values: unknown[]): unknown
  exists(there: boolean): unknown
}

/** The parts of the SDK used here; its own types say `any` for transactions and miss operators. */
interface SdkDocument {
  get(): Promise<unknown>
  set(document: object): Promise<unknown>
}
interface SdkQuery {
  field(projection: Record<string, boolean>): SdkQuery
  update(update: object): Promise<unknown>
  orderBy(field: string, direction: string): SdkQuery
  limit(count: number): SdkQuery
  get(): Promise<unknown>
  updateAndReturn(update: object): Promise<unknown>
  remove(): Promise<unknown>
}
interface SdkCollection {
  doc(id: string): SdkDocument
  add(document: object): Promise<unknown>
  where(condition: object): SdkQuery
}
interface SdkTransaction {
  collection(name: string): SdkCollection
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}
interface SdkDatabase {
  collection(name: string): SdkCollection
  startTransaction(): Promise<SdkTransaction>
  command: Command
}

/** Some failures come back as values with a `code`; here every failure is thrown. */
function checked<T>(reply: unknown): T {
  if (typeof reply === 'object' && reply !== null && 'code' in reply && reply.code) {
    const { code, message } = reply as { code: unknown; message?: unknown }
    throw Object.assign(new Error(String(message ?? code)), { code })
  }
  return reply as T
}

let opened: Database | null = null

/** The database of the environment this function runs in; one connection pool per instance. */
export function openDatabase(): Database {
  opened ??= portOf(
    tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true }).database() as unknown as SdkDatabase,
  )
  return opened
}

function portOf(sdk: SdkDatabase): Database {
  return {
    command: sdk.command,
    async get(collection, id) {
      const { data } = checked<{ data: Stored[] }>(await sdk.collection(collection).doc(id).get())
      return data[0] ?? null
    },
    async find(collection, { where, orderBy = [], limit, fields }) {
      let query = sdk.collection(collection).where(where).limit(limit)
      for (const [field, direction] of orderBy) query = query.orderBy(field, direction)
      if (fields) query = query.field(Object.fromEntries(fields.map((field) => [field, true])))
      return checked<{ data: Stored[] }>(await query.get()).data
    },
    async add(collection, id, document) {
      checked(await sdk.collection(collection).add({ _id: id, ...document }))
    },
    async update(collection, where, update) {
      return checked<{ updated: number }>(await sdk.collection(collection).where(where).update(update))
        .updated
    },
    async change(collection, where, update) {
      const reply = await sdk.collection(collection).where(where).updateAndReturn(update)
      return checked<{ doc: Stored | null }>(reply).doc ?? null
    },
    async remove(collection, where) {
      return checked<{ deleted: number }>(await sdk.collection(collection).where(where).remove()).deleted
    },
    async begin() {
      return transactionOf(await sdk.startTransaction())
    },
  }
}

function transactionOf(sdk: SdkTransaction): Transaction {
  return {
    async get(collection, id) {
      return checked<{ data: Stored | null }>(await sdk.collection(collection).doc(id).get()).data
    },
    async replace(collection, id, document) {
      checked(await sdk.collection(collection).doc(id).set(document))
    },
    async add(collection, id, document) {
      checked(await sdk.collection(collection).add({ _id: id, ...document }))
    },
    async commit() {
      checked(await sdk.commit())
    },
    async abandon() {
      try {
        await sdk.rollback()
      } catch {
        // Over already: committed, ended by a conflict, or unreachable and then ended by the platform's 30 s.
      }
    },
  }
}
