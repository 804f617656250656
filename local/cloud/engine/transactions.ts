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
import { lockKeys, type LockOwner, type Locks } from './locks'
import { parseStored, toText, type Document } from './values'

/**
 * One interactive transaction: it reads the database as it was at its first operation, plus its own
 * writes, which nobody else sees before the commit. The first to write a document wins.
 */
export class Transaction implements LockOwner {
  readonly id = randomUUID()
  private readonly startedAt: number
  private readonly written = new Map<string, Change>()
  private snapshot: number | null = null
  private operations = 0
  private ended = false
  private working = false

  constructor(private readonly shared: Transactions) {
    this.startedAt = shared.now()
  }

  isAlive(): boolean {
    if (!this.ended && this.shared.now() - this.startedAt >= limits.transactionLifetimeMs) this.end()
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
    const own = this.written.get(documentKey(collection, id))
    if (own) return own.after && { document: own.after, text: toText(own.after) }
    const earlier =
      this.snapshot === null ? undefined : this.shared.history.textAt(this.snapshot, collection.name, id)
    if (earlier === undefined) return collection.get(id)
    return earlier === null ? null : { document: parseStored(earlier), text: earlier }
  }

  /** Keeps a new document. Fails with E11000 when the id or a unique key is already committed. */
  insert(collection: StoredCollection, id: string, document: Document): void {
    const own = this.written.get(documentKey(collection, id))
    const change: Change = { collection, id, before: null, after: document }
    this.refuseLocked(change)
    if (own ? own.after : collection.getText(id) !== null) {
      throw duplicateKey(collection.name, '_id_', `_id: ${JSON.stringify(id)}`, 'insert')
    }
    this.keep(change, 'insert')
  }

  /** Keeps a document's new state, null for removed. `before` is what `read` gave. */
  write(collection: StoredCollection, id: string, before: Stored | null, after: Document | null): void {
    const change: Change = { collection, id, before, after }
    this.refuseLocked(change)
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

  private refuseLocked(change: Change): void {
    if (this.shared.locks.otherOwner(lockKeys(change), this)) throw transactionConflict()
  }

  private keep(change: Change, by: 'insert' | 'update'): void {
    const { collection, id, after } = change
    const key = documentKey(collection, id)
    const changedSince =
      this.snapshot !== null && this.shared.history.textAt(this.snapshot, collection.name, id) !== undefined
    if (!this.written.has(key) && changedSince) throw transactionConflict()
    if (after) this.refuseDuplicates(collection, id, after, by)
    this.shared.locks.take(lockKeys(change), this)
    this.written.set(key, change)
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
        if (takenByCommitted || takenByOwn) throw index.duplicate(document, by)
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

function documentKey(collection: StoredCollection, id: string): string {
  return `${collection.name}\0${id}`
}
