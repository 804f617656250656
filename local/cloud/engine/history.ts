import type { Change } from './document-store'
import { touchedKeys } from './touched-keys'

/** What a document was until a later version replaced it. Of a unique key only the moment is kept. */
interface Superseded {
  until: number
  text: string | null
}

/**
 * Remembers replaced documents while some transaction may still read them as they were.
 * A version is the number of writes so far; a snapshot is the version a transaction reads at.
 */
export class History {
  private version = 0
  private readonly superseded = new Map<string, Superseded[]>()
  /** Version -> what it touched, oldest first: pruned from its head, however much later readers still need. */
  private readonly touched = new Map<number, string[]>()
  /** Versions never fall, so the first reader has the oldest snapshot. */
  private readonly snapshots = new Map<object, number>()

  /** Readers and what is remembered for them: 0 when nobody reads. */
  get size(): number {
    return this.snapshots.size + this.touched.size + this.superseded.size
  }

  /** The present, which `reader` sees from now on, until it is forgotten. */
  takeSnapshot(reader: object): number {
    this.snapshots.set(reader, this.version)
    return this.version
  }

  forget(reader: object): void {
    if (!this.snapshots.delete(reader)) return
    const [oldest = Infinity] = this.snapshots.values()
    for (const [version, keys] of this.touched) {
      if (version > oldest) break
      this.touched.delete(version)
      for (const key of keys) this.dropFirst(key)
    }
  }

  /** To be called with every write, before the next one. */
  record(changes: Change[]): void {
    this.version += 1
    if (this.snapshots.size === 0) return
    const all: string[] = []
    for (const change of changes) {
      const [document, ...uniqueKeys] = touchedKeys(change)
      this.keep(document, change.before ? change.before.text : null)
      for (const key of uniqueKeys) this.keep(key, null)
      all.push(document, ...uniqueKeys)
    }
    this.touched.set(this.version, all)
  }

  /** A document's text at a snapshot when it was touched since, else undefined. */
  textAt(snapshot: number, key: string): string | null | undefined {
    return this.firstAfter(snapshot, key)?.text
  }

  touchedSince(snapshot: number, keys: string[]): boolean {
    return keys.some((key) => this.firstAfter(snapshot, key) !== undefined)
  }

  private keep(key: string, text: string | null): void {
    const entries = this.superseded.get(key) ?? []
    this.superseded.set(key, entries)
    entries.push({ until: this.version, text })
  }

  private dropFirst(key: string): void {
    const entries = this.superseded.get(key)
    entries?.shift()
    if (entries?.length === 0) this.superseded.delete(key)
  }

  /** Looks from the end: a living transaction needs recent entries, whatever an abandoned one holds on to. */
  private firstAfter(snapshot: number, key: string): Superseded | undefined {
    const entries = this.superseded.get(key) ?? []
    let first: Superseded | undefined
    for (let i = entries.length - 1; i >= 0; i -= 1) {
      const entry = entries[i]
      if (!entry || entry.until <= snapshot) break
      first = entry
    }
    return first
  }
}
