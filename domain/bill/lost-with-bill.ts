import { factsOf, type Account } from '../account'
import { isPaid, type Paid } from '../ledger/paid-once'
import type { Movement } from '../ledger/movement'
import type { Programme } from '../programme/programme'
import type { TierRules } from '../programme/tier-rules'
import type { PaidReview } from '../reviews/meals'
import type { Claim } from '../tasks/claims'
import { claimsWithoutFact } from '../tasks/undo-claims'
import { withoutTheBill } from '../tiers/climb'
import { tierOf, type Standing, type Step, type TakenVoucher, type TierGift } from '../tiers/standing'
import { businessDay, type BusinessDay, type Instant } from '../time/business-day'
import { periodOf } from '../time/period'
import { withSpending } from './activity'
import { eligibleFen, type Bill } from './bill'

type Held = Pick<Account, 'bills' | 'activity' | 'claims' | 'profile' | 'reviews' | 'scans' | 'standing'>

/** A bill as it was settled: on which business day it counts, and what it had granted. */
export interface SettledOn {
  bill: Bill
  day: BusinessDay
  grant: Movement
}

/** Vouchers that were taken as one entitlement in its period, and how many of them it no longer entitles to. */
export interface TakenBeyond {
  taken: Paid<TakenVoucher>[]
  beyond: number
}

/** What a bill was the reason for: what was written about it, tasks that were paid, gifts of tiers, vouchers taken as entitlements. */
export interface LostWithBill {
  /** The standing without it. */
  standing: Standing
  reviews: Paid<PaidReview>[]
  claims: Paid<Claim>[]
  gifts: Paid<TierGift>[]
  vouchers: TakenBeyond[]
}

/** What is not reached without the bill: the difference between the facts with it and without. */
export function lostWith(account: Held, settled: SettledOn, programme: Programme, at: Instant): LostWithBill {
  const today = businessDay(at, programme)
  // Both without the days that are forgotten today, so that the bill alone is the difference.
  const activity = withSpending(account.activity, { day: settled.day, bills: 0, fen: 0, growth: 0 }, today)
  const after = withoutBill(account, settled, today)
  const facts = {
    before: factsOf({ ...account, activity }),
    after: factsOf({ ...account, ...after }),
  }
  const days = { before: activity.days, after: after.activity.days }
  const standing = withoutTheBill(account.standing, days, programme.tiers, { today, billDay: settled.day })
  return {
    standing,
    reviews: account.reviews.written.filter(isPaid).filter(({ billId }) => billId === settled.bill.billId),
    claims: claimsWithoutFact(account.claims, facts, settled.day),
    gifts: giftsWithoutStep(account.standing, standing),
    vouchers: takenBeyond(account.standing, standing, programme.tiers, today),
  }
}

/** The gifts of the very steps that were lost: what an earlier one had brought stays. */
function giftsWithoutStep({ steps, gifts }: Standing, after: Standing): Paid<TierGift>[] {
  const isOf = (gift: TierGift) => (step: Step) =>
    step.tierId === gift.tierId && step.reached === gift.reached
  return gifts.filter(isPaid).filter((gift) => steps.some(isOf(gift)) && !after.steps.some(isOf(gift)))
}

/**
 * Of each entitlement of a tier that was lost, what the diner took in its present period, where that is more than the tier
 * that is left entitles to. A tier that was lost otherwise, by time or by a manager, takes nothing back.
 */
function takenBeyond(before: Standing, after: Standing, rules: TierRules, today: BusinessDay): TakenBeyond[] {
  const lost = before.steps.filter(({ tierId }) => after.steps.every((step) => step.tierId !== tierId))
  const offered = rules.list
    .filter(({ id }) => lost.some(({ tierId }) => tierId === id))
    .flatMap(({ entitlements }) => entitlements)
  const left = tierOf(after, rules, today)?.entitlements ?? []
  const ids = [...new Set(offered.map(({ id }) => id))]
  return ids.flatMap((id) => {
    const taken = before.taken
      .filter(isPaid)
      .filter((one) => one.entitlementId === id && one.period === periodOf(one.per, today).key)
    const quota = left.find((one) => one.id === id)?.quota ?? null
    const beyond = taken.length - (quota?.count ?? 0)
    return beyond > 0 ? [{ taken, beyond }] : []
  })
}

/** Bills and activity as if it had not been. */
export function withoutBill(
  { bills, activity }: Pick<Account, 'bills' | 'activity'>,
  { bill, day }: SettledOn,
  today: BusinessDay,
) {
  // A bill from before there were tasks, or tiers, was never counted.
  const counted = bill.discounts === undefined ? 0 : 1
  const fen = counted === 0 ? 0 : -eligibleFen(bill)
  const growth = -(bill.grown ?? 0)
  return {
    bills: {
      recent: bills.recent.filter(({ billId }) => billId !== bill.billId),
      count: bills.count - 1,
    },
    activity: withSpending(activity, { day, bills: -counted, fen, growth, tried: bill.tried }, today),
  }
}
