import { randomUUID } from 'node:crypto'
import {
  duplicateKey,
  transactionBusy,
  transactionConflict,
  transactionMissing,
  transactionTooLong,
} from '../errors'
import { limits } from '../limits'
import type { Change, DocumentStore, Stored, StoredCollection } from './document-store'
import type { History } from './history'
import type { LockOwner, Locks } from './locks'
import { documentKey, touchedKeys } from './touched-keys'
import { parseStored, toText, type Document } from './values'

/**
 * One interactive transaction: it reads the database as it was at its first operation, plus its own
 * writes, which nobody else sees before the commit. The first to write a document wins.
 */
export class Transaction implements LockOwner {
  readonly id = randomUUID()
  private startedAt: number
  private readonly written = new Map<string, Change>()
  private snapshot: number | null = null
  private operations = 0
  private ended = false
  private working = false

  constructor(private readonly shared: Transactions) {
    this.startedAt = shared.now()
  }

  isAlive(): boolean {
    const now = this.shared.now()
    // A clock moved back must not lengthen a life by the size of the step: it starts anew.
    this.startedAt = Math.min(this.startedAt, now)
    if (!this.ended && now - this.startedAt >= limits.transactionLifetimeMs) this.end()
    return !this.ended
  }

  /**
   * Marks the transaction as working on one request. Fails with TransactionBusy when it already is.
   * The caller calls `finish` when the request's answer is on its way.
   */
  begin(request: 'operation' | 'end'): void {
    if (this.working) throw transactionBusy()
    if (request === 'operation') {
      if (this.operations >= limits.transactionOperations) {
        this.end()
        throw transactionTooLong(limits.transactionOperations)
      }
      this.operations += 1
      this.snapshot ??= this.shared.history.takeSnapshot(this)
    }
    this.working = true
  }

  finish(): void {
    this.working = false
  }

  /** The document as this transaction sees it. */
  read(collection: StoredCollection, id: string): Stored | null {
    const key = documentKey(collection, id)
    const own = this.written.get(key)
    if (own) return own.after && { document: own.after, text: toText(own.after) }
    const earlier = this.snapshot === null ? undefined : this.shared.history.textAt(this.snapshot, key)
    if (earlier === undefined) return collection.get(id)
    return earlier === null ? null : { document: parseStored(earlier), text: earlier }
  }

  /** Keeps a new document. Fails with E11000 when the id or a unique key was taken before the snapshot. */
  insert(collection: StoredCollection, id: string, document: Document): void {
    const own = this.written.get(documentKey(collection, id))
    const change: Change = { collection, id, before: null, after: document }
    this.refuseConflict(change)
    if (own ? own.after : collection.getText(id) !== null) {
      throw duplicateKey(collection.name, '_id_', `_id: ${JSON.stringify(id)}`, 'insert')
    }
    this.keep(change, 'insert')
  }

  /** Keeps a document's new state, null for removed. `before` is what `read` gave. */
  write(collection: StoredCollection, id: string, before: Stored | null, after: Document | null): void {
    const change: Change = { collection, id, before, after }
    this.refuseConflict(change)
    this.keep(change, 'update')
  }

  /** Makes the writes everyone's, together and durably, and ends the transaction. */
  commit(): void {
    try {
      const changes = [...this.written.values()].map((change) => ({
        ...change,
        before: change.collection.get(change.id),
      }))
      const effective = changes.filter(({ before, after }) => before !== null || after !== null)
      this.shared.store.apply(effective, 'update')
      if (effective.length > 0) this.shared.history.record(effective)
    } finally {
      this.end()
    }
  }

  /** Forgets the writes and frees the locks. Harmless when already ended. */
  end(): void {
    if (this.ended) return
    this.ended = true
    this.shared.forget(this)
  }

  /**
   * Whoever touches a document or a unique key first wins, be it under way or committed after the snapshot.
   * What passes is as it was at the snapshot, so that the checks that follow may look at the present.
   */
  private refuseConflict(change: Change): void {
    const keys = touchedKeys(change)
    const late = this.snapshot !== null && this.shared.history.touchedSince(this.snapshot, keys)
    if (late || this.shared.locks.otherOwner(keys, this)) throw transactionConflict()
  }

  private keep(change: Change, by: 'insert' | 'update'): void {
    const { collection, id, after } = change
    if (after) this.refuseDuplicates(collection, id, after, by)
    this.shared.locks.take(touchedKeys(change), this)
    this.written.set(documentKey(collection, id), change)
  }

  private refuseDuplicates(
    collection: StoredCollection,
    id: string,
    document: Document,
    by: 'insert' | 'update',
  ): void {
    for (const index of collection.indexes.filter(({ unique }) => unique)) {
      for (const key of index.keysOf(document)) {
        const owner = index.owner(key, id)
        const takenByCommitted = owner !== null && !this.written.has(documentKey(collection, owner))
        const takenByOwn = [...this.written.values()].some(
          (other) =>
            other.collection === collection &&
            other.id !== id &&
            other.after !== null &&
            index.keysOf(other.after).some((taken) => taken.equals(key)),
        )
        if (takenByCommitted || takenByOwn) throw index.duplicate(document, key, by)
      }
    }
  }
}

/** The live transactions and what they share. */
export class Transactions {
  private readonly live = new Map<string, Transaction>()

  constructor(
    readonly store: DocumentStore,
    readonly history: History,
    readonly locks: Locks<Transaction>,
    readonly now: () => number,
  ) {}

  /** How many are under way, or abandoned and not yet out of time. */
  get size(): number {
    return this.live.size
  }

  start(): Transaction {
    this.expire()
    const transaction = new Transaction(this)
    this.live.set(transaction.id, transaction)
    return transaction
  }

  /** Fails with TransactionNotExist for one that ended, ran out of time or never was. */
  get(id: string): Transaction {
    const transaction = this.find(id)
    if (!transaction) throw transactionMissing()
    return transaction
  }

  /** The transaction, if it has not ended. */
  find(id: string): Transaction | null {
    const transaction = this.live.get(id)
    return transaction?.isAlive() ? transaction : null
  }

  /** Ends what has run out of time. */
  expire(): void {
    for (const transaction of this.live.values()) transaction.isAlive()
  }

  endAll(): void {
    for (const transaction of this.live.values()) transaction.end()
  }

  /** A transaction tells that it ended. */
  forget(transaction: Transaction): void {
    this.live.delete(transaction.id)
    this.history.forget(transaction)
    this.locks.release(transaction)
  }
}
