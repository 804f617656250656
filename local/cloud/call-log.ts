import { limits } from './limits'

/** Who invoked a function: a mini-program user, or a timer by its trigger's name and when it was due (now). */
export type Caller = { openid: string; appid?: string; source?: string } | { timer: string; dueAt?: number }

export interface RequestRecord {
  action: string
  collection: string | null
  transactionId?: string
  /**
   * `ok`, the code it was answered with, or `no-answer` when no answer reached the function; null while it is
   * under way. What an open API says inside its answer is the function's business: that is `ok`.
   */
  outcome: string | null
  /** It met a taken key (E11000), which has no code of its own. */
  duplicate: boolean
}

const CONFLICT = 'DATABASE_TRANSACTION_CONFLICT'
const START = 'database.startTransaction'
const TRANSACTION_BOUNDS = [START, 'database.commitTransaction', 'database.abortTransaction']

/** What a record is opened with. */
export interface CallStart {
  id: string
  functionName: string
  /** `event.operation`, when the event has one. */
  operation: string | null
  /** `event.attempt`: above 1, the same request is delivered again. 1 when the event has none. */
  attempt: number
  caller: Caller
}

/** What one invocation did: written while it runs, and then read. Numbers are counted from its requests. */
export class CallRecord {
  readonly id: string
  readonly functionName: string
  readonly operation: string | null
  readonly attempt: number
  readonly caller: Caller
  /** Everything the invocation asked of the cloud, in order of arrival. */
  readonly requests: RequestRecord[] = []
  /** What it asked after its reply, and was refused: an await is missing. */
  requestsAfterReply = 0
  /** It ran out of time, or its instance was lost: from then on nothing it asked was executed or answered. */
  died = false
  /** The reason of a reply that says no: `{ ok: false, reason }`. */
  refusal: string | null = null
  error?: { code: string; message: string }
  /** Real milliseconds; 0 while it runs. */
  durationMs = 0

  constructor(start: CallStart) {
    this.id = start.id
    this.functionName = start.functionName
    this.operation = start.operation
    this.attempt = start.attempt
    this.caller = start.caller
  }

  /** `ok`, the reason it refused with, or the code of its error; null while it runs. */
  get outcome(): string | null {
    if (this.error) return this.error.code
    if (this.refusal !== null) return this.refusal
    return this.durationMs === 0 ? null : 'ok'
  }

  /** Every `database.*` request, starting and ending transactions included. */
  get databaseRequests(): number {
    return this.count(({ action }) => action.startsWith('database.'))
  }

  /** Those of them that start, commit or abort a transaction. */
  get transactionBounds(): number {
    return this.count(({ action }) => TRANSACTION_BOUNDS.includes(action))
  }

  /** Requests that lost against another transaction. */
  get conflicts(): number {
    return this.count(({ outcome }) => outcome === CONFLICT)
  }

  /** Requests that met a taken key. */
  get duplicates(): number {
    return this.count(({ duplicate }) => duplicate)
  }

  /** Transactions started again after one that a conflict, or a taken key in it, had ended. */
  get retries(): number {
    let retries = 0
    let lost = false
    for (const { action, outcome, duplicate, transactionId } of this.requests) {
      if (action === START) {
        if (lost) retries += 1
        lost = false
      } else if (transactionId !== undefined) {
        lost ||= outcome === CONFLICT || duplicate
      }
    }
    return retries
  }

  private count(which: (request: RequestRecord) => boolean): number {
    return this.requests.filter(which).length
  }
}

/** What every recent invocation did: the basis of request budgets and of the developer's call list. */
export class CallLog {
  private records: CallRecord[] = []
  private readonly listeners = new Set<(record: CallRecord) => void>()

  /** The recorded invocations, oldest first. */
  get all(): readonly CallRecord[] {
    return this.records
  }

  /** The invocation that started last. Throws when there was none. */
  last(): CallRecord {
    const record = this.records.at(-1)
    if (!record) throw new Error('No function was called yet')
    return record
  }

  /** The record of an invocation, unless it is too old to be remembered. */
  find(id: string): CallRecord | null {
    return this.records.findLast((record) => record.id === id) ?? null
  }

  clear(): void {
    this.records = []
  }

  add(record: CallRecord): void {
    this.records.push(record)
    // Dropped a tenth at a time, so that a long run does not shift the array at every call.
    if (this.records.length > limits.callLogRecords * 1.1)
      this.records = this.records.slice(-limits.callLogRecords)
  }

  /** `listener` hears of every call when it has ended, however it ended. Answers how to stop listening. */
  onCall(listener: (record: CallRecord) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  ended(record: CallRecord): void {
    for (const listener of this.listeners) listener(record)
  }
}
