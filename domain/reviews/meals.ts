import { eligibleFen, payableFen, type Bill } from '../bill/bill'
import type { PaidOnce } from '../ledger/paid-once'
import type { ReviewRules } from '../programme/review-rules'
import type { Instant } from '../time/business-day'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A bill that its member may write about (待评价). */
export interface Meal {
  billId: string
  storeId: string
  /** What was to be paid. */
  payableFen: number
  at: Instant
  /** The last instant: from the bill on, by the rules of its day. */
  until: Instant
}

/** A review that was written, and what it paid: so that a void can take that back. */
export interface PaidReview extends PaidOnce {
  billId: string
  at: Instant
}

/** What an account remembers of its meals. */
export interface Reviews {
  open: Meal[]
  written: PaidReview[]
}

export const noReviews: Reviews = Object.freeze({ open: [], written: [] })

/** Who comes too late is told so for another day, and does not hear that there was no such meal. */
const TOLD_FOR = DAY
/** A bill that is voided later than this leaves its review what it paid. */
const TAKEN_BACK_FOR = 31 * DAY

/**
 * The meals after one more bill; what is long past is forgotten. A correction is no new meal: its time runs from when the
 * first of its revisions was settled, and one that comes long after that time opens none.
 */
export function withMeal({ open, written }: Reviews, bill: Bill, rules: ReviewRules, at: Instant): Reviews {
  const { billId, storeId } = bill
  const eatenAt = bill.firstAt ?? at
  const until = eatenAt + rules.withinHours * HOUR
  const eaten = rules.open && eligibleFen(bill) >= rules.leastFen
  const meals = eaten ? [{ billId, storeId, payableFen: payableFen(bill), at: eatenAt, until }] : []
  return {
    open: [...open, ...meals].filter((meal) => at < meal.until + TOLD_FOR),
    written: written.filter((review) => at < review.at + TAKEN_BACK_FOR),
  }
}

/** The meals after a bill was voided: there is nothing to write about, and what was written counts no more. */
export function withoutMeal({ open, written }: Reviews, billId: string): Reviews {
  return {
    open: open.filter((meal) => meal.billId !== billId),
    written: written.filter((review) => review.billId !== billId),
  }
}
