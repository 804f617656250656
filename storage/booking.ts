import type { Account } from '../domain/account'
import type { AttributionChange } from '../domain/attribution/attribution'
import type { BreakdownLine } from '../domain/earning/step'
import type { Entry, GrantedVoucher, Operator, Subject, TierChange } from '../domain/ledger/entry'
import type { Movement } from '../domain/ledger/movement'
import type { BusinessDay, Instant } from '../domain/time/business-day'
import type { Voucher } from '../domain/vouchers/voucher'
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
  /** Vouchers the decision looks at beside the account: read, and written where it changes them, in one transaction. */
  voucherIds?: (account: Account) => readonly string[]
}

/** What a decision wants written: the account after it, its entry, and documents that come into being with it. */
export interface Booking<V> {
  account: Account
  movement: Movement
  subject: Subject
  breakdown?: BreakdownLine[]
  reverses?: string
  /** The tier it brings or takes. */
  tierChange?: TierChange | null
  /** What it changes of what a colleague is owed for the member. */
  attributed?: AttributionChange | null
  /** What else moved by the same cause, after `movement` and in this order. */
  follows?: Following[]
  /** Vouchers after it, of those the request names. */
  vouchers?: Voucher[]
  /** Vouchers that come with it; its entry names them. */
  grants?: Voucher[]
  alsoAdd?: { collection: Collection; id: string; document: object }[]
  /** Documents that are written anew, whatever they were: only the account decides whether they may be. */
  alsoReplace?: { collection: Collection; id: string; document: object }[]
  /** The reply; stored with the entry and given again to every repetition. */
  value: V
}

/** A second movement of one booking; its entry's cause is the booking's with `part` behind it. */
export interface Following {
  part: string
  movement: Movement
  subject: Subject
  reverses?: string
  grants?: Voucher[]
}

/** The entry a booking leaves in the ledger, before those of what follows it. */
export function entryOf<V>(request: PostingRequest, booking: Booking<V>): Entry {
  const { memberId, at, day, cause, programmeVersion, operator, requestId, digest } = request
  const { points } = booking.account
  const follows = booking.follows ?? []
  return {
    ...booking.movement,
    cause,
    memberId,
    seq: points.seq - follows.length,
    at,
    day,
    balanceAfter: points.balance - follows.reduce((sum, { movement }) => sum + movement.points, 0),
    breakdown: booking.breakdown ?? [],
    programmeVersion,
    operator,
    reverses: booking.reverses ?? null,
    subject: booking.subject,
    vouchers: namesOf(booking.grants),
    ...(booking.tierChange ? { tierChange: booking.tierChange } : {}),
    ...(booking.attributed ? { attributed: booking.attributed } : {}),
    requestId,
    digest,
    reply: booking.value,
  }
}

/** The entries of what follows, in order; `first` is the booking's own. */
export function followingEntries<V>(first: Entry, { follows = [] }: Booking<V>): Entry[] {
  const { memberId, at, day, programmeVersion, operator, requestId, digest } = first
  let { seq, balanceAfter } = first
  return follows.map(({ part, movement, subject, reverses, grants }) => {
    seq += 1
    balanceAfter += movement.points
    return {
      ...movement,
      cause: `${first.cause}:${part}`,
      memberId,
      seq,
      at,
      day,
      balanceAfter,
      breakdown: [],
      programmeVersion,
      operator,
      reverses: reverses ?? null,
      subject,
      vouchers: namesOf(grants),
      requestId,
      digest,
      reply: null,
    }
  })
}

/** Every voucher that comes with a booking. */
export function grantsOf<V>({ grants = [], follows = [] }: Booking<V>): Voucher[] {
  return [...grants, ...follows.flatMap((following) => following.grants ?? [])]
}

const namesOf = (grants: readonly Voucher[] = []): GrantedVoucher[] =>
  grants.map(({ voucherId, name }) => ({ voucherId, name }))
