import type { Command, Document, NodeDatabase } from './sdks/node-sdk'
import type { SdkName } from './case'
import type { WxDatabase } from './sdks/wx-server-sdk'

/** The collections of the suite; they have the indexes of `collections/`. */
export type TableName = 'plain' | 'members' | 'entries'

export interface Find {
  where?: object
  orderBy?: [field: string, direction: 'asc' | 'desc'][]
  skip?: number
  limit?: number
  field?: object
}

export interface Stage {
  [name: string]: unknown
}

/** What both SDKs do to a collection, with the differences of their shapes taken away. */
export interface Table {
  /** Gives the id. */
  add(document: object): Promise<string>
  /** Null for a document that does not exist. */
  get(id: string): Promise<Document | null>
  find(options?: Find): Promise<Document[]>
  /** The ids of what is found, in the order of ids. */
  idsOf(where: object): Promise<string[]>
  count(where?: object): Promise<number>
  /** Puts a whole document, new or not, and gives how many there were. */
  set(id: string, fields: object): Promise<number>
  /** Gives how many documents were updated. */
  update(id: string, changes: object): Promise<number>
  updateWhere(where: object, changes: object, options?: { multiple: boolean }): Promise<number>
  /** Gives how many documents were removed. */
  remove(id: string): Promise<number>
  removeWhere(where: object): Promise<number>
  /** Stages as the SDKs name them, without a dollar: `{group: {…}}`. */
  aggregate(...stages: Stage[]): Promise<Document[]>
}

export interface Transaction {
  table(name: TableName): Table
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

/** What a case works with. */
export interface Scope {
  sdk: SdkName
  table(name: TableName): Table
  /** A collection that does not exist. */
  missing: Table
  /** Adds documents, several at a time. */
  seed(name: TableName, documents: object[]): Promise<void>
  _: Command
  serverDate(options?: { offset: number }): unknown
  startTransaction(): Promise<Transaction>
  /** The SDK's own, with its own repetitions. */
  runTransaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /** Waits by the clock that the platform goes by. */
  wait(seconds: number): Promise<void>
  /** The real name of a collection, for what only the SDK itself can say. */
  nameOf(table: TableName): string
  /** The SDK itself: only the one under test is there. */
  node: NodeDatabase
  wx: WxDatabase
}
