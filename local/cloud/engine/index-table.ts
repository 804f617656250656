import type { IndexRule } from '../collections'
import { duplicateKey } from '../errors'
import type { Sqlite } from '../sqlite-file'
import type { Examined } from './examined'
import { indexKeys, valuesOfKey, type IndexField, type Key } from './keys'
import type { KeyRange, PlannableIndex } from './plan'
import { toText, type Document } from './values'

export interface StoredRow {
  id: string
  text: string
}

/** One index: a table of (key, document id) that SQLite keeps in the order of keys. */
export class IndexTable implements PlannableIndex {
  readonly name: string
  readonly unique: boolean
  readonly fields: IndexField[]
  private readonly statements

  constructor(
    sqlite: Sqlite,
    private readonly collection: string,
    rule: IndexRule,
    readonly table: string,
    documents: string,
    public multikey: boolean,
    private readonly examined: Examined,
  ) {
    this.name = rule.name
    this.unique = rule.unique
    this.fields = rule.fields
    const read = (direction: 'ASC' | 'DESC') =>
      sqlite.prepare(
        `SELECT x.id AS id, d.doc AS text FROM ${table} x JOIN ${documents} d ON d.id = x.id
          WHERE x.key >= ? AND x.key < ? ORDER BY x.key ${direction}, x.id ${direction}`,
      )
    this.statements = {
      forwards: read('ASC'),
      backwards: read('DESC'),
      insert: sqlite.prepare(`INSERT OR IGNORE INTO ${table} VALUES (?, ?)`),
      remove: sqlite.prepare(`DELETE FROM ${table} WHERE key = ? AND id = ?`),
      owner: sqlite.prepare(`SELECT id FROM ${table} WHERE key = ? AND id <> ? LIMIT 1`),
      all: sqlite.prepare(`SELECT key, id FROM ${table}`),
      multikey: sqlite.prepare('SELECT multikey FROM indexes WHERE "table" = ?'),
      becomeMultikey: sqlite.prepare('UPDATE indexes SET multikey = 1 WHERE "table" = ? AND multikey = 0'),
    }
  }

  keysOf(document: Document): Key[] {
    return indexKeys(document, this.fields).keys
  }

  /** The document other than `id` that has `key`, if there is one. */
  owner(key: Key, id: string): string | null {
    const row = this.statements.owner.get(key, id) as { id: string } | undefined
    if (!row) return null
    this.examined.indexRows += 1
    return row.id
  }

  remove(document: Document, id: string): void {
    for (const key of this.keysOf(document)) this.statements.remove.run(key, id)
  }

  /** Fails with E11000 when the index is unique and another document has the key. */
  add(document: Document, id: string, by: 'insert' | 'update'): void {
    const { keys, multikey } = indexKeys(document, this.fields)
    if (multikey) {
      this.multikey = true
      // Each time: what an earlier write stored may have been rolled back with that write.
      this.statements.becomeMultikey.run(this.table)
    }
    for (const key of keys) {
      if (this.unique && this.owner(key, id) !== null) throw this.duplicate(document, key, by)
      this.statements.insert.run(key, id)
    }
  }

  /** The error of a document whose key another one has. */
  duplicate(document: Document, key: Key, by: 'insert' | 'update'): Error {
    const values = valuesOfKey(document, this.fields, key)
    const shown = this.fields.map(
      ({ field }, i) => `${field}: ${toText({ v: values[i] ?? null }).slice(5, -1)}`,
    )
    return duplicateKey(this.collection, this.name, shown.join(', '), by)
  }

  /** The documents of a range of keys, in the order of keys, or the reverse. */
  *read({ low, high }: KeyRange, reverse: boolean): Iterable<StoredRow> {
    const rows = (reverse ? this.statements.backwards : this.statements.forwards).iterate(low, high)
    for (const row of rows as Iterable<StoredRow>) {
      this.examined.indexRows += 1
      this.examined.documents += 1
      yield row
    }
  }

  /** What disagrees between the index and the documents of its collection. */
  check(documents: { id: string; document: Document }[]): string[] {
    const owners = new Map<string, string[]>()
    const expected = new Set<string>()
    for (const { id, document } of documents) {
      for (const key of this.keysOf(document)) {
        const name = hex(key)
        if (this.unique) owners.set(name, [...(owners.get(name) ?? []), id])
        expected.add(`${name} ${id}`)
      }
    }
    const found = new Set(
      (this.statements.all.all() as { key: Uint8Array; id: string }[]).map(
        ({ key, id }) => `${hex(key)} ${id}`,
      ),
    )
    const shared = [...owners].filter(([, ids]) => ids.length > 1)
    return [
      ...[...expected].filter((entry) => !found.has(entry)).map((entry) => `lacks ${entry}`),
      ...[...found].filter((entry) => !expected.has(entry)).map((entry) => `has a stray ${entry}`),
      ...shared.map(([key, ids]) => `is unique, but ${ids.join(' and ')} have ${key}`),
      ...(this.knowsItsArrays(documents) ? [] : ['does not know that it holds arrays']),
    ]
  }

  private knowsItsArrays(documents: { document: Document }[]): boolean {
    if (!documents.some(({ document }) => indexKeys(document, this.fields).multikey)) return true
    const stored = this.statements.multikey.get(this.table) as { multikey: number }
    return this.multikey && stored.multikey === 1
  }
}

function hex(key: Uint8Array): string {
  return Buffer.from(key).toString('hex')
}
