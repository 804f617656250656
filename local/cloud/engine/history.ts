import type { Change } from './document-store'

/** What a document was until a later version replaced it. */
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
  private readonly snapshots = new Map<object, number>()

  /** The present, which `reader` sees from now on, until it is forgotten. */
  takeSnapshot(reader: object): number {
    this.snapshots.set(reader, this.version)
    return this.version
  }

  forget(reader: object): void {
    if (!this.snapshots.delete(reader)) return
    const oldest = Math.min(...this.snapshots.values())
    for (const [key, entries] of this.superseded) {
      const needed = entries.filter(({ until }) => until > oldest)
      if (needed.length > 0) this.superseded.set(key, needed)
      else this.superseded.delete(key)
    }
  }

  /** To be called with every write, before the next one. */
  record(changes: Change[]): void {
    this.version += 1
    if (this.snapshots.size === 0) return
    for (const { collection, id, before } of changes) {
      const key = historyKey(collection.name, id)
      const entries = this.superseded.get(key) ?? []
      this.superseded.set(key, entries)
      entries.push({ until: this.version, text: before ? before.text : null })
    }
  }

  /** The document's text at a snapshot when that differs from the present, else undefined. */
  textAt(snapshot: number, collection: string, id: string): string | null | undefined {
    return this.superseded.get(historyKey(collection, id))?.find(({ until }) => until > snapshot)?.text
  }
}

function historyKey(collection: string, id: string): string {
  return `${collection}\0${id}`
}
