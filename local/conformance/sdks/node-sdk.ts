import type { CloudBase } from '@cloudbase/node-sdk'
import type { Find, Stage, Table } from '../scope'

export type Document = Record<string, unknown>

export type Command = ReturnType<CloudBase['database']>['command']

/** What the suite uses of the SDK's database, whose own types leave replies open. */
export interface NodeDatabase {
  command: Command
  collection(name: string): NodeCollection
  createCollection(name: string): Promise<unknown>
  startTransaction(): Promise<NodeTransaction>
  runTransaction<Result>(work: (transaction: NodeTransaction) => Promise<Result>): Promise<Result>
  serverDate(options?: { offset: number }): unknown
}

export interface NodeTransaction {
  collection(name: string): NodeCollection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

interface NodeQuery {
  where(query: object): NodeQuery
  orderBy(field: string, direction: 'asc' | 'desc'): NodeQuery
  skip(count: number): NodeQuery
  limit(count: number): NodeQuery
  field(fields: object): NodeQuery
  options(options: object): NodeQuery
  get(): Promise<{ data: Document[] }>
  count(): Promise<{ total: number }>
  update(changes: object): Promise<{ updated: number }>
  updateAndReturn(changes: object): Promise<{ updated: number; doc: Document | null }>
  remove(): Promise<{ deleted: number }>
}

export interface NodeCollection extends NodeQuery {
  doc(id: string): {
    get(): Promise<{ data: Document[] | Document | null }>
    set(fields: object): Promise<{ updated: number }>
    update(changes: object): Promise<{ updated: number }>
    remove(): Promise<{ deleted: number }>
  }
  add(document: object): Promise<{ id: string }>
  options(options: object): NodeCollection
  /** A raw pipeline is taken with `options({raw: true})` only. */
  aggregate(raw?: object[]): { end(): Promise<{ data: Document[] }> }
}

export function nodeTable(collection: NodeCollection): Table {
  const table: Table = {
    add: async (document) => (await collection.add(document)).id,
    get: async (id) => {
      const { data } = await collection.doc(id).get()
      return Array.isArray(data) ? (data[0] ?? null) : data
    },
    find: async (options = {}) => (await queryOf<NodeQuery>(collection, options).get()).data,
    idsOf: async (where) => sortedIds(await table.find({ where })),
    count: async (where) => (await (where ? collection.where(where) : collection).count()).total,
    set: async (id, fields) => (await collection.doc(id).set(fields)).updated,
    update: async (id, changes) => (await collection.doc(id).update(changes)).updated,
    updateWhere: async (where, changes, options) => {
      const query = options ? collection.options(options).where(where) : collection.where(where)
      return (await query.update(changes)).updated
    },
    remove: async (id) => (await collection.doc(id).remove()).deleted,
    removeWhere: async (where) => (await collection.where(where).remove()).deleted,
    aggregate: async (...stages) => (await pipelineOf(collection.aggregate(), stages).end()).data,
  }
  return table
}

export function sortedIds(documents: Document[]): string[] {
  return documents.map(({ _id }) => String(_id)).sort()
}

interface Queryable<Query> {
  where(query: object): Query
  orderBy(field: string, direction: 'asc' | 'desc'): Query
  skip(count: number): Query
  limit(count: number): Query
  field(fields: object): Query
}

/** Builds a query as both SDKs do. */
export function queryOf<Query extends Queryable<Query>>(collection: Query, options: Find): Query {
  let query = options.where ? collection.where(options.where) : collection
  for (const [field, direction] of options.orderBy ?? []) query = query.orderBy(field, direction)
  if (options.skip !== undefined) query = query.skip(options.skip)
  if (options.limit !== undefined) query = query.limit(options.limit)
  return options.field ? query.field(options.field) : query
}

/** Puts stages on a pipeline, by their names, as both SDKs do. */
export function pipelineOf<Pipeline extends object>(pipeline: Pipeline, stages: Stage[]): Pipeline {
  let built = pipeline
  for (const [name, operand] of stages.flatMap((stage) => Object.entries(stage))) {
    const put = (built as Record<string, unknown>)[name]
    if (typeof put !== 'function') throw new Error(`the SDK has no stage ${name}`)
    built = (put as (operand: unknown) => Pipeline).call(built, operand)
  }
  return built
}
