import type { Account } from '../domain/account'
import type { BreakdownLine } from '../domain/earning/step'
import type { Entry, Operator, Subject } from '../domain/ledger/entry'
import type { Movement } from '../domain/ledger/movement'
import type { BusinessDay, Instant } from '../domain/time/business-day'
import type { Collection } from './database'

/** What stays the same however often the decision is taken again. */
export interface PostingRequest {
  /** Names what happened; the entry's id. Nothing is booked twice under one cause. */
  cause: string
  memberId: string
  at: Instant
  day: BusinessDay
  programmeVersion: number
  operator: Operator | null
  requestId: string
  /** Tells the same request from another one under the same cause. */
  digest: string
  /** Above 1 for a repetition: the entry is looked up before anything is tried. */
  attempt: number
}

/** What a decision wants written: the account after it, its entry, and documents that come into being with it. */
export interface Booking<V> {
  account: Account
  movement: Movement
  subject: Subject
  breakdown?: BreakdownLine[]
  reverses?: string
  alsoAdd?: { collection: Collection; id: string; document: object }[]
  /** The reply; stored with the entry and given again to every repetition. */
  value: V
}

/** The entry a booking leaves in the ledger. */
export function entryOf<V>(request: PostingRequest, booking: Booking<V>): Entry {
  const { memberId, at, day, cause, programmeVersion, operator, requestId, digest } = request
  return {
    ...booking.movement,
    cause,
    memberId,
    seq: booking.account.points.seq,
    at,
    day,
    balanceAfter: booking.account.points.balance,
    breakdown: booking.breakdown ?? [],
    programmeVersion,
    operator,
    reverses: booking.reverses ?? null,
    subject: booking.subject,
    requestId,
    digest,
    reply: booking.value,
  }
}
