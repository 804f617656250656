import { limits } from './limits'

/** Who invoked a function: a mini-program user, or a timer by its trigger's name and when it was due (now). */
export type Caller = { openid: string; appid?: string; source?: string } | { timer: string; dueAt?: number }

export interface RequestRecord {
  action: string
  collection: string | null
  transactionId?: string
}

export interface CallRecord {
  id: string
  functionName: string
  /** `event.operation`, when the event has one. */
  operation: string | null
  caller: Caller
  /** Everything the invocation asked of the cloud, in order of arrival. */
  requests: RequestRecord[]
  /** Every `database.*` request, starting and ending transactions included. */
  databaseRequests: number
  /** What it asked after its reply, and was refused: an await is missing. */
  requestsAfterReply: number
  /** It ran out of time, or its instance was lost: from then on nothing it asked was executed or answered. */
  died: boolean
  error?: { code: string; message: string }
  /** Real milliseconds; 0 while it runs. */
  durationMs: number
}

/** What every recent invocation did: the basis of request budgets and of the developer's call list. */
export class CallLog {
  private records: CallRecord[] = []

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
}
