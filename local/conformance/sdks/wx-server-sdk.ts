import type { Table } from '../scope'
import { pipelineOf, queryOf, sortedIds, type Command, type Document } from './node-sdk'

/** What the suite uses of wx-server-sdk's database, whose own types leave most of it open. */
export interface WxDatabase {
  command: Command
  collection(name: string): WxCollection
  createCollection(name: string): Promise<unknown>
  startTransaction(): Promise<WxTransaction>
  runTransaction<Result>(work: (transaction: WxTransaction) => Promise<Result>): Promise<Result>
  serverDate(options?: { offset: number }): unknown
}

export interface WxTransaction {
  collection(name: string): WxCollection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

interface WxQuery {
  where(query: object): WxQuery
  orderBy(field: string, direction: 'asc' | 'desc'): WxQuery
  skip(count: number): WxQuery
  limit(count: number): WxQuery
  field(fields: object): WxQuery
  get(): Promise<{ data: Document[] }>
  count(): Promise<{ total: number }>
  update(options: { data: object; multi?: boolean }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

export interface WxCollection extends WxQuery {
  doc(id: string): {
    get(): Promise<{ data: Document | null }>
    set(options: { data: object }): Promise<{ stats: { updated: number; created: number } }>
    update(options: { data: object }): Promise<{ stats: { updated: number } }>
    remove(): Promise<{ stats: { removed: number } }>
  }
  add(options: { data: object }): Promise<{ _id: string }>
  aggregate(): { end(): Promise<{ list: Document[] }> }
}

export function wxTable(collection: WxCollection): Table {
  const table: Table = {
    add: async (data) => (await collection.add({ data }))._id,
    get: async (id) => (await collection.doc(id).get()).data,
    find: async (options = {}) => (await queryOf<WxQuery>(collection, options).get()).data,
    idsOf: async (where) => sortedIds(await table.find({ where })),
    count: async (where) => (await (where ? collection.where(where) : collection).count()).total,
    set: async (id, data) => (await collection.doc(id).set({ data })).stats.updated,
    update: async (id, data) => (await collection.doc(id).update({ data })).stats.updated,
    updateWhere: async (where, data, { multiple } = { multiple: true }) =>
      (await collection.where(where).update({ data, multi: multiple })).stats.updated,
    remove: async (id) => (await collection.doc(id).remove()).stats.removed,
    removeWhere: async (where) => (await collection.where(where).remove()).stats.removed,
    aggregate: async (...stages) => (await pipelineOf(collection.aggregate(), stages).end()).list,
  }
  return table
}
