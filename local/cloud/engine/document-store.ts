import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CollectionRule, IndexRule } from '../collections'
import { collectionMissing, duplicateKey, requestFailed } from '../errors'
import { limits } from '../limits'
import { SqliteFile, type Durability, type Sqlite } from '../sqlite-file'
import { Examined } from './examined'
import { FolderClaim } from './folder-claim'
import { IndexTable, type StoredRow } from './index-table'
import type { Plan } from './plan'
import { parseStored, toText, type Document } from './values'

export interface StoreOptions {
  /** null: in memory. */
  folder: string | null
  durability: Durability
}

/** A document as it is now, in both forms. */
export interface Stored {
  document: Document
  text: string
}

/** One document before and after a write; null where it does not exist. */
export interface Change {
  collection: StoredCollection
  id: string
  before: Stored | null
  after: Document | null
}

/** Documents as JSON text in SQLite, a table per collection and per index. Knows nothing of transactions' locks. */
export class DocumentStore {
  readonly examined = new Examined()
  private readonly file: SqliteFile
  private readonly sqlite: Sqlite
  private readonly claim: FolderClaim | null
  private readonly collections = new Map<string, StoredCollection>()

  /** Throws when the folder is open elsewhere. */
  constructor(options: StoreOptions) {
    if (options.folder !== null) mkdirSync(options.folder, { recursive: true })
    this.claim = options.folder === null ? null : new FolderClaim(options.folder)
    this.file = new SqliteFile(
      options.folder === null ? null : join(options.folder, 'documents.sqlite'),
      options.durability,
    )
    this.sqlite = this.file.sqlite
    this.sqlite.exec('PRAGMA cache_size = -65536')
    this.sqlite.exec(
      'CREATE TABLE IF NOT EXISTS collections (name TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE)',
    )
    this.sqlite.exec(
      'CREATE TABLE IF NOT EXISTS indexes ("table" TEXT PRIMARY KEY, collection TEXT NOT NULL, rule TEXT NOT NULL, multikey INTEGER NOT NULL)',
    )
  }

  /**
   * Brings the collections and their indexes in line with the rules: missing ones are created, changed
   * indexes rebuilt, indexes without a rule dropped. Documents of a collection without a rule stay, unseen.
   */
  arrange(rules: CollectionRule[]): void {
    this.inTransaction(() => {
      for (const rule of rules) {
        const documents = this.documentTable(rule.name)
        const indexes = rule.indexes.map((index) => this.indexTable(rule.name, index, documents))
        this.dropOtherIndexes(rule.name, indexes)
        this.collections.set(
          rule.name,
          new StoredCollection(this.sqlite, rule.name, documents, indexes, this.examined),
        )
      }
    })
  }

  has(name: string): boolean {
    return this.collections.has(name)
  }

  /** Fails with DATABASE_COLLECTION_NOT_EXIST for a collection without a rule. */
  collection(name: string): StoredCollection {
    const collection = this.collections.get(name)
    if (!collection) throw collectionMissing(name)
    return collection
  }

  /** Writes all changes or, when one breaks a unique index or a limit, none. */
  apply(changes: Change[], by: 'insert' | 'update'): void {
    if (changes.length === 0) return
    this.file.willChange(changes.length)
    this.inTransaction(() => {
      // All old keys go before any new one comes, so that documents can exchange unique values.
      for (const { collection, id, before } of changes) if (before) collection.unindex(before.document, id)
      for (const change of changes) change.collection.write(change, by)
    })
  }

  /** What is wrong with the stored data; nothing, if all is well. */
  check(): string[] {
    const integrity = this.sqlite.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[]
    const damage = integrity.map((row) => row.integrity_check).filter((line) => line !== 'ok')
    return [...damage, ...[...this.collections.values()].flatMap((collection) => collection.check())]
  }

  /** How SQLite says it keeps writes. */
  settings(): ReturnType<SqliteFile['settings']> {
    return this.file.settings()
  }

  close(): void {
    this.file.close()
    this.claim?.release()
  }

  private inTransaction(work: () => void): void {
    this.sqlite.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.sqlite.exec('COMMIT')
    } catch (error) {
      this.sqlite.exec('ROLLBACK')
      throw error
    }
  }

  private documentTable(name: string): string {
    const known = this.sqlite.prepare('SELECT number FROM collections WHERE name = ?').get(name) as
      { number: number } | undefined
    if (known) return `documents_${known.number}`
    const { next } = this.sqlite
      .prepare('SELECT coalesce(max(number), 0) + 1 AS next FROM collections')
      .get() as { next: number }
    this.sqlite.prepare('INSERT INTO collections VALUES (?, ?)').run(name, next)
    this.sqlite.exec(
      `CREATE TABLE documents_${next} (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL)`,
    )
    return `documents_${next}`
  }

  private indexTable(collection: string, rule: IndexRule, documents: string): IndexTable {
    const text = JSON.stringify(rule)
    const known = this.sqlite
      .prepare('SELECT "table", multikey FROM indexes WHERE collection = ? AND rule = ?')
      .get(collection, text) as { table: string; multikey: number } | undefined
    if (known)
      return new IndexTable(
        this.sqlite,
        collection,
        rule,
        known.table,
        documents,
        known.multikey === 1,
        this.examined,
      )

    const { next } = this.sqlite
      .prepare(`SELECT coalesce(max(CAST(substr("table", 7) AS INTEGER)), 0) + 1 AS next FROM indexes`)
      .get() as { next: number }
    const table = `index_${next}`
    this.sqlite.exec(
      `CREATE TABLE ${table} (key BLOB NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID`,
    )
    this.sqlite.prepare('INSERT INTO indexes VALUES (?, ?, ?, 0)').run(table, collection, text)
    const index = new IndexTable(this.sqlite, collection, rule, table, documents, false, this.examined)
    for (const row of this.sqlite
      .prepare(`SELECT id, doc AS text FROM ${documents}`)
      .iterate() as Iterable<StoredRow>)
      index.add(parseStored(row.text), row.id, 'insert')
    return index
  }

  private dropOtherIndexes(collection: string, indexes: IndexTable[]): void {
    const tables = this.sqlite
      .prepare('SELECT "table" FROM indexes WHERE collection = ?')
      .all(collection) as {
      table: string
    }[]
    for (const { table } of tables) {
      if (indexes.some((index) => index.table === table)) continue
      this.sqlite.exec(`DROP TABLE ${table}`)
      this.sqlite.prepare('DELETE FROM indexes WHERE "table" = ?').run(table)
    }
  }
}

/** One collection's documents and indexes. */
export class StoredCollection {
  private readonly statements
  private readonly ranges = new Map<string, ReturnType<Sqlite['prepare']>>()

  constructor(
    private readonly sqlite: Sqlite,
    readonly name: string,
    private readonly table: string,
    readonly indexes: IndexTable[],
    private readonly examined: Examined,
  ) {
    this.statements = {
      get: sqlite.prepare(`SELECT doc AS text FROM ${table} WHERE id = ?`),
      insert: sqlite.prepare(`INSERT INTO ${table} (id, doc) VALUES (?, ?)`),
      replace: sqlite.prepare(`UPDATE ${table} SET doc = ? WHERE id = ?`),
      remove: sqlite.prepare(`DELETE FROM ${table} WHERE id = ?`),
      count: sqlite.prepare(`SELECT count(*) AS total FROM ${table}`),
      all: sqlite.prepare(`SELECT id, doc AS text FROM ${table} ORDER BY row`),
    }
  }

  get(id: string): Stored | null {
    const text = this.getText(id)
    return text === null ? null : { document: parseStored(text), text }
  }

  getText(id: string): string | null {
    const row = this.statements.get.get(id) as { text: string } | undefined
    if (!row) return null
    this.examined.documents += 1
    return row.text
  }

  /** How many there are, which takes a walk over all of them. */
  count(): number {
    const { total } = this.statements.count.get() as { total: number }
    this.examined.documents += total
    return total
  }

  all(): Document[] {
    return (this.statements.all.all() as { text: string }[]).map((row) => parseStored(row.text))
  }

  /** The plan's candidates, each document once. */
  *read(plan: Plan<IndexTable>): Iterable<StoredRow> {
    if (plan.kind === 'scan') {
      yield* this.examining(this.statements.all.iterate() as Iterable<StoredRow>)
    } else if (plan.kind === 'ids') {
      for (const id of plan.ids) {
        const text = this.getText(id)
        if (text !== null) yield { id, text }
      }
    } else if (plan.kind === 'id-range') {
      yield* this.examining(this.readIds(plan))
    } else {
      const repeats = plan.index.multikey || plan.ranges.length > 1
      const seen = new Set<string>()
      for (const range of plan.ranges) {
        for (const row of plan.index.read(range, plan.reverse)) {
          if (repeats && seen.has(row.id)) continue
          if (repeats) seen.add(row.id)
          yield row
        }
      }
    }
  }

  unindex(document: Document, id: string): void {
    for (const index of this.indexes) index.remove(document, id)
  }

  write({ id, before, after }: Change, by: 'insert' | 'update'): void {
    if (!after) {
      this.statements.remove.run(id)
      return
    }
    const text = toText(after)
    if (Buffer.byteLength(text) > limits.documentBytes)
      throw requestFailed('[InvalidParameter] The document is larger than 16 MB')
    if (before) {
      this.statements.replace.run(text, id)
    } else {
      if (this.getText(id) !== null)
        throw duplicateKey(this.name, '_id_', `_id: ${JSON.stringify(id)}`, 'insert')
      this.statements.insert.run(id, text)
    }
    for (const index of this.indexes) index.add(after, id, by)
  }

  check(): string[] {
    const rows = this.statements.all.all() as { id: string; text: string }[]
    const documents = rows.map(({ id, text }) => ({ id, document: parseStored(text) }))
    return [
      ...documents
        .filter(({ id, document }) => document._id !== id)
        .map(({ id, document }) => `${this.name} keeps ${toText({ _id: document._id ?? null })} under ${id}`),
      ...this.indexes.flatMap((index) =>
        index.check(documents).map((problem) => `${this.name}.${index.name} ${problem}`),
      ),
    ]
  }

  private *examining(rows: Iterable<StoredRow>): Iterable<StoredRow> {
    for (const row of rows) {
      this.examined.documents += 1
      yield row
    }
  }

  private readIds({ range, reverse }: Extract<Plan<IndexTable>, { kind: 'id-range' }>): Iterable<StoredRow> {
    const bounds = [
      range.low && { sql: range.low.inclusive ? 'id >= ?' : 'id > ?', id: range.low.id },
      range.high && { sql: range.high.inclusive ? 'id <= ?' : 'id < ?', id: range.high.id },
    ].filter((bound) => bound !== null)
    const where = bounds.length > 0 ? `WHERE ${bounds.map((bound) => bound.sql).join(' AND ')}` : ''
    const sql = `SELECT id, doc AS text FROM ${this.table} ${where} ORDER BY id ${reverse ? 'DESC' : 'ASC'}`
    let statement = this.ranges.get(sql)
    if (!statement) this.ranges.set(sql, (statement = this.sqlite.prepare(sql)))
    return statement.iterate(...bounds.map((bound) => bound.id)) as Iterable<StoredRow>
  }
}
