import type { AttributionChange } from '../attribution/attribution'
import type { BreakdownLine } from '../earning/step'
import type { Bill } from '../bill/bill'
import type { BusinessDay, Instant } from '../time/business-day'
import type { RefusalReason } from '../submissions/submission'
import type { Movement } from './movement'

/** Who acted, when it was not the member. */
export interface Operator {
  staffId: string
  storeId: string
}

/** A voucher as the entry that granted it names it. */
export interface GrantedVoucher {
  voucherId: string
  name: string
}

/** A change of tier, as the entry that caused it names it. */
export interface TierChange {
  from: { id: string; name: string }
  to: { id: string; name: string }
}

/** What the entry is about; a page turns it into a plain sentence. */
export type Subject =
  | {
      type: 'joining'
      channel: string
      storeId: string | null
      /** Joinings from before there were codes do not say. */
      placementId?: string | null
      staffId?: string | null
    }
  | { type: 'bill'; bill: Bill }
  | {
      type: 'voided-bill'
      billId: string
      /** The business day of the bill, on which a correction counts. Voids from before there were tasks do not say. */
      billDay?: BusinessDay
      /** Of the bill, for its correction: when its first revision was settled, and the tier it was reckoned by. */
      firstAt?: Instant
      tierId?: string
      amountFen: number
      storeId: string
      reason: string
      note: string
    }
  | {
      type: 'redemption'
      /** Null for a reward that is a voucher: it is used in a bill, not served. */
      redemptionId: string | null
      rewardId: string
      rewardName: string
      claimId: string | null
    }
  | {
      type: 'check-in'
      checkedInOn: BusinessDay
      streakDays: number
      milestonePoints: number
      madeUp: boolean
    }
  | { type: 'make-up'; madeUpDay: BusinessDay }
  | { type: 'task'; taskId: string; taskName: string; period: string }
  /** What a task had paid is taken back, as the bill it was reached with was voided. */
  | { type: 'task-undone'; taskId: string; taskName: string; period: string; billId: string }
  /** A photo was handed in for a task; and what a colleague said who did not let it count. */
  | { type: 'submission'; taskId: string; taskName: string; period: string; nth: number }
  | {
      type: 'submission-refused'
      taskId: string
      taskName: string
      period: string
      nth: number
      reason: RefusalReason
      note: string
    }
  /** A review of a meal; and what it had paid taken back, as the bill was voided. */
  | { type: 'review'; billId: string; storeId: string; rating: number }
  | { type: 'review-undone'; billId: string }
  /** What a tier brought its member once; and taken back, as the bill it was reached with was voided. */
  | { type: 'tier-gift'; tierId: string; tierName: string; period: string }
  | { type: 'tier-gift-undone'; tierId: string; tierName: string; period: string; billId: string }
  /** One use of an entitlement; a dish that came with it. */
  | { type: 'entitlement'; entitlementId: string; name: string; period: string; brings: string | null }
  /** A voucher that was taken as an entitlement is over, as the bill the tier was reached with was voided. */
  | { type: 'entitlement-undone'; entitlementId: string; name: string; period: string; billId: string }
  /** A manager's word on the tier, through a business day; null when it was taken back. */
  | { type: 'tier-by-hand'; tierName: string; until: BusinessDay | null; reason: string }
  | { type: 'adjustment'; note: string }

/**
 * One line of the ledger (积分流水): append-only, and its id is its cause, so that what happened once cannot be
 * booked twice. `reply` is what the caller was told, and is told again; `digest` tells a repeat from another
 * request under the same cause.
 */
export interface Entry extends Movement {
  cause: string
  memberId: string
  /** 1, 2, 3 … for each member, in the order of booking. */
  seq: number
  at: Instant
  day: BusinessDay
  balanceAfter: number
  breakdown: BreakdownLine[]
  programmeVersion: number
  operator: Operator | null
  /** The cause this entry undoes. */
  reverses: string | null
  subject: Subject
  /** The vouchers that came with it. Entries from before there were vouchers say nothing. */
  vouchers?: GrantedVoucher[]
  /** The tier it brought or took; what a notice of the change is made from (requirement F69). */
  tierChange?: TierChange
  /** What became owed to a colleague for the member, or is owed no more. */
  attributed?: AttributionChange
  requestId: string
  digest: string
  reply: unknown
}
