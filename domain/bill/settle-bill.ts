import type { Account } from '../account'
import { attributed } from '../attribution/attribution'
import { accept, refuse, type Decision, type Refused } from '../decision'
import { earningOf } from '../earning/pipeline'
import type { BreakdownLine } from '../earning/step'
import { earn } from '../ledger/earn'
import type { TierChange } from '../ledger/entry'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import type { Programme } from '../programme/programme'
import { withMeal, type Reviews } from '../reviews/meals'
import { newDishesOn, triedIn } from '../tasks/new-dishes'
import { climb } from '../tiers/climb'
import { tierChange, type Standing } from '../tiers/standing'
import { businessDay, type Instant } from '../time/business-day'
import { withSpending, type Activity } from './activity'
import { eligibleFen, type Bill, type BillMemory } from './bill'
import { tierOfBill } from './tier-of-bill'

const MINUTE = 60_000

export type LooksLikeTheSameBill = Refused<
  'looks-like-the-same-bill',
  { amountFen: number; settledAt: Instant }
>

export interface SettledBill extends Moved {
  bill: Bill
  bills: BillMemory
  activity: Activity
  reviews: Reviews
  standing: Standing
  /** The tier it has brought; null when that is the same as before. */
  tierChange: TierChange | null
  attributed: ReturnType<typeof attributed>
  breakdown: BreakdownLine[]
  /** Points of the bill, before any debt took its part. */
  earnedPoints: number
}

/**
 * Settles a bill (结账): its points by the earning pipeline, into a lot of kind `purchase`. A second bill of the
 * same amount within `sameAmountMinutes` asks for confirmation first, as a till is easily keyed twice. It is multiplied by
 * the tier the member had before it; the tier it brings is there for the next. A correction has the tier of the bill it
 * replaces, and counts for tasks and tiers on its business day. `ticked` are new dishes of which the cashier says that they
 * were in it.
 */
export function settleBill(
  account: Pick<Account, 'points' | 'bills' | 'activity' | 'reviews' | 'standing' | 'attribution'>,
  bill: Bill,
  programme: Programme,
  at: Instant,
  { confirmedSameAmount, ticked = [] }: { confirmedSameAmount: boolean; ticked?: readonly string[] },
): Decision<SettledBill, LooksLikeTheSameBill> {
  const window = programme.counter.sameAmountMinutes * MINUTE
  const since = at - window
  const recent = account.bills.recent.filter((other) => other.at > since)
  // A bill that lost a race may meet one a moment younger than itself; the clock may also step back.
  const same = recent.find((other) => other.amountFen === bill.amountFen && other.at < at + window)
  if (same && !confirmedSameAmount) {
    return refuse('looks-like-the-same-bill', { amountFen: bill.amountFen, settledAt: same.at })
  }

  const today = businessDay(at, programme)
  const { tiers } = programme
  const tier = tierOfBill(account.standing, bill, tiers, today)
  const fen = eligibleFen(bill)
  const earned = earningOf({ eligibleFen: fen, storeId: bill.storeId, tier }, programme)
  const moved = earn(account.points, {
    points: earned.points,
    kind: 'purchase',
    expiry: expiryOf(today, programme.earning.expiry),
    growth: earned.growth,
    visitOn: today,
  })
  const day = bill.countsOn ?? today
  const tried = triedIn({ items: bill.items, ticked }, newDishesOn(programme.tasks, day))
  const activity = withSpending(account.activity, { day, bills: 1, fen, growth: earned.growth, tried }, today)
  const standing = climb(account.standing, activity.days, tiers, { today, billDay: day })
  return accept({
    ...moved,
    bills: {
      recent: [...recent, { billId: bill.billId, amountFen: bill.amountFen, at }],
      count: account.bills.count + 1,
    },
    bill: {
      ...bill,
      grown: earned.growth,
      ...(tier === null ? {} : { tierId: tier.id }),
      ...(tried.length > 0 ? { tried } : {}),
    },
    activity,
    reviews: withMeal(account.reviews, bill, programme.reviews, at),
    standing,
    attributed: attributed(account.attribution, activity.spentFen),
    tierChange: tierChange(account.standing, standing, tiers, today),
    breakdown: earned.breakdown,
    earnedPoints: earned.points,
  })
}
