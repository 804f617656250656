import { randomBytes } from 'node:crypto'
import { invalidParameter, lockTimeout, requestFailed, unsupported } from '../errors'
import { limits } from '../limits'
import { beginningOf, compilePipeline, type Stage } from './aggregate/pipeline'
import type { Change, DocumentStore, Stored, StoredCollection } from './document-store'
import { FullScans } from './full-scans'
import type { History } from './history'
import type { Locks } from './locks'
import { choosePlan } from './plan'
import { compileProjection } from './projection'
import { compileQuery, conditionsOf } from './query'
import { sorted, type Sort } from './sort'
import { touchedKeys } from './touched-keys'
import type { Transaction } from './transactions'
import { compileUpdate } from './update/update'
import { checkFieldNames, parseStored, toText, type Document, type Value } from './values'

export interface FindOptions {
  sort: Sort
  skip: number
  limit: number
  projection: Document | null
}

/** Few enough to hold in memory, many enough that the disk's part no longer counts. */
const documentsPerLoad = 10_000

/** What became of the place a whole document was put in. */
export type Replaced = 'created' | 'changed' | 'unchanged'

interface Match extends Stored {
  id: string
}

/** The database's operations outside transactions, and the by-id operations inside them. */
export class Database {
  readonly fullScans = new FullScans()

  constructor(
    private readonly store: DocumentStore,
    private readonly history: History,
    private readonly locks: Locks<Transaction>,
    private readonly lockWaitMs: number = limits.lockWaitMs,
  ) {}

  has(collectionName: string): boolean {
    return this.store.has(collectionName)
  }

  /** The matching documents' texts. Fails when they exceed the size of a reply. */
  find(collectionName: string, query: Document, { sort, skip, limit, projection }: FindOptions): string[] {
    const collection = this.store.collection(collectionName)
    const { matches, ordered } = this.matches(collection, query, sort, skip > 0)
    const found = ordered ? first(matches, skip + limit) : sorted([...matches], sort).slice(0, skip + limit)
    return boundedReply(projected(found.slice(skip), projection))
  }

  count(collectionName: string, query: Document): number {
    const collection = this.store.collection(collectionName)
    if (Object.keys(query).length === 0) return collection.count()
    let total = 0
    for (const _match of this.matches(collection, query, []).matches) total += 1
    return total
  }

  /** The rows of a pipeline, no more than the platform answers with. Fails by name for what is not supported. */
  aggregate(collectionName: string, pipeline: Stage[]): string[] {
    const collection = this.store.collection(collectionName)
    const { query, sort, rest, afterSort } = beginningOf(pipeline)
    const joinable = {
      exists: (name: string) => this.store.has(name),
      find: (name: string, wanted: Document) =>
        documents(this.matches(this.store.collection(name), wanted, []).matches),
    }
    compilePipeline(rest, joinable) // what is refused is so before anything is read
    const { matches, ordered } = this.matches(collection, query, sort)
    const remaining = ordered ? afterSort : rest
    if (ordered && Object.keys(query).length === 0 && remaining[0]?.name !== '$limit')
      this.fullScans.add(collection.name, query, sort)
    const limited = pipeline.some(({ name }) => name === '$limit')
    const most = limited ? limits.aggregateMaximumRows : limits.aggregateDefaultRows
    return boundedReply(first(compilePipeline(remaining, joinable)(documents(matches)), most).map(toText))
  }

  /** Adds a document and gives its id. */
  async insert(collectionName: string, document: Document): Promise<string> {
    const collection = this.store.collection(collectionName)
    const after = newDocument(document)
    await this.write('insert', () => [{ collection, id: after._id, before: null, after }])
    return after._id
  }

  /**
   * Updates the first match or all. `updated` counts the documents that changed. Several are changed at one
   * moment, all or none; MongoDB takes them one by one and keeps what it did before one failed.
   */
  async update(
    collectionName: string,
    query: Document,
    update: Document,
    multiple: boolean,
  ): Promise<{ updated: number; document: Document | null }> {
    const collection = this.store.collection(collectionName)
    const updated = compileUpdate(update) // what is refused is so before anything is read
    let document: Document | null = null
    const changes = await this.write('update', () => {
      document = null
      return this.some(collection, query, multiple).flatMap((match) => {
        const result = updated(match.document)
        document = result.document
        return result.changed ? [{ collection, id: match.id, before: match, after: result.document }] : []
      })
    })
    return { updated: changes.length, document }
  }

  /** Puts a whole document, new or not. One that is there already is written no more than by an update. */
  async replace(collectionName: string, id: string, fields: Document): Promise<Replaced> {
    const collection = this.store.collection(collectionName)
    checkFieldNames(fields)
    const after = { _id: id, ...fields }
    const [change] = await this.write('update', () => {
      const before = collection.get(id)
      return isThere(before, after) ? [] : [{ collection, id, before, after }]
    })
    if (!change) return 'unchanged'
    return change.before === null ? 'created' : 'changed'
  }

  /** Removes the first match or all, and gives how many. Several go at one moment, as with `update`. */
  async remove(collectionName: string, query: Document, multiple: boolean): Promise<number> {
    const collection = this.store.collection(collectionName)
    const changes = await this.write('update', () =>
      this.some(collection, query, multiple).map((match) => ({
        collection,
        id: match.id,
        before: match,
        after: null,
      })),
    )
    return changes.length
  }

  /** Puts a document at once, past all locks. For seeding. */
  put(collectionName: string, document: Document): void {
    const collection = this.store.collection(collectionName)
    const after = newDocument(document)
    this.apply([{ collection, id: after._id, before: collection.get(after._id), after }], 'update')
  }

  /** Adds a great many new documents past all locks, so many to one write on the disk. For seeding. */
  load(collectionName: string, documents: Iterable<Document>): void {
    const collection = this.store.collection(collectionName)
    let batch: Change[] = []
    for (const document of documents) {
      const after = newDocument(document)
      batch.push({ collection, id: after._id, before: null, after })
      if (batch.length < documentsPerLoad) continue
      this.apply(batch, 'insert')
      batch = []
    }
    this.apply(batch, 'insert')
  }

  getIn(transaction: Transaction, collectionName: string, id: string, projection: Document | null): string[] {
    const found = transaction.read(this.store.collection(collectionName), id)
    return boundedReply(projected(found ? [found] : [], projection))
  }

  insertIn(transaction: Transaction, collectionName: string, document: Document): string {
    const collection = this.store.collection(collectionName)
    const added = newDocument(document)
    transaction.insert(collection, added._id, added)
    return added._id
  }

  updateIn(transaction: Transaction, collectionName: string, id: string, update: Document): number {
    const collection = this.store.collection(collectionName)
    const updated = compileUpdate(update)
    const before = transaction.read(collection, id)
    if (!before) return 0
    const { document, changed } = updated(before.document)
    // Like MongoDB, an update that changes nothing writes nothing: it neither locks nor conflicts.
    if (!changed) return 0
    transaction.write(collection, id, before, document)
    return 1
  }

  replaceIn(transaction: Transaction, collectionName: string, id: string, fields: Document): Replaced {
    const collection = this.store.collection(collectionName)
    checkFieldNames(fields)
    const before = transaction.read(collection, id)
    const after = { _id: id, ...fields }
    if (isThere(before, after)) return 'unchanged'
    transaction.write(collection, id, before, after)
    return before === null ? 'created' : 'changed'
  }

  removeIn(transaction: Transaction, collectionName: string, id: string): number {
    const collection = this.store.collection(collectionName)
    const before = transaction.read(collection, id)
    if (!before) return 0
    transaction.write(collection, id, before, null)
    return 1
  }

  /**
   * Plans a write, waits until no transaction has locked what it touches, and applies it. It is planned
   * again after each wait, from the state of that moment.
   */
  private async write(by: 'insert' | 'update', plan: () => Change[]): Promise<Change[]> {
    const deadline = performance.now() + this.lockWaitMs
    for (;;) {
      const changes = plan()
      if (!this.locks.otherOwner(changes.flatMap(touchedKeys), null)) {
        this.apply(changes, by)
        return changes
      }
      if (performance.now() >= deadline) throw lockTimeout(changes[0]?.collection.name ?? '')
      await this.locks.change(deadline)
    }
  }

  private apply(changes: Change[], by: 'insert' | 'update'): void {
    if (changes.length === 0) return
    this.store.apply(changes, by)
    this.history.record(changes)
  }

  private some(collection: StoredCollection, query: Document, multiple: boolean): Match[] {
    const { matches } = this.matches(collection, query, [], true)
    return multiple ? [...matches] : first(matches, 1)
  }

  /** `walks`: reads on past the first documents, even if nothing is asked of them. */
  private matches(
    collection: StoredCollection,
    query: Document,
    sort: Sort,
    walks = false,
  ): { matches: Iterable<Match>; ordered: boolean } {
    const fits = compileQuery(query)
    const plan = choosePlan(collection.indexes, conditionsOf(query), sort)
    const searches = walks || Object.keys(query).length > 0
    const sortsByItself = !plan.ordered && plan.kind !== 'ids'
    if ((searches && !plan.bounded) || sortsByItself) this.fullScans.add(collection.name, query, sort)
    return { matches: filtered(collection.read(plan), fits), ordered: plan.ordered }
  }
}

function* filtered(
  rows: ReturnType<StoredCollection['read']>,
  fits: (document: Document) => boolean,
): Iterable<Match> {
  for (const { id, text } of rows) {
    const document = parseStored(text)
    if (fits(document)) yield { id, text, document }
  }
}

function* documents(matches: Iterable<Match>): Iterable<Document> {
  for (const { document } of matches) yield document
}

/** Whether a document lies there already, its fields in the same order. */
function isThere(before: Stored | null, after: Document): boolean {
  return before !== null && before.text === toText(after)
}

/** Stops reading as soon as it has enough. */
function first<Item>(items: Iterable<Item>, count: number): Item[] {
  const taken: Item[] = []
  if (count <= 0) return taken
  for (const item of items) {
    taken.push(item)
    if (taken.length >= count) break
  }
  return taken
}

function projected(found: Stored[], projection: Document | null): string[] {
  if (!projection || Object.keys(projection).length === 0) return found.map(({ text }) => text)
  const project = compileProjection(projection)
  return found.map(({ document }) => toText(project(document)))
}

function boundedReply(texts: string[]): string[] {
  const size = texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0)
  if (size > limits.replyBytes) throw requestFailed('[LimitExceeded] The result is larger than 16 MB')
  return texts
}

function newDocument(document: Document): Document & { _id: string } {
  checkFieldNames(document)
  const { _id = randomBytes(16).toString('hex'), ...fields } = document
  return { _id: documentId(_id), ...fields }
}

/** Ids are strings here, and SQLite ends one at its first U+0000: ours are, and have none. Fails by name for others. */
export function documentId(id: Value): string {
  if (typeof id !== 'string') throw unsupported('An _id that is not a string')
  if (id === '') throw invalidParameter('The _id must not be empty')
  if (id.includes('\0')) throw unsupported('An _id with U+0000')
  return id
}
