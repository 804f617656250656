import { accept, refuse, type Decision, type Refused } from '../decision'
import { earningOf } from '../earning/pipeline'
import type { BreakdownLine } from '../earning/step'
import { earn } from '../ledger/earn'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import type { Programme } from '../programme/programme'
import { businessDay, type BusinessDay, type Instant } from '../time/business-day'
import { withSpending, type Activity } from '../tasks/activity'
import { eligibleFen, type Bill, type BillMemory } from './bill'

const MINUTE = 60_000

export type LooksLikeTheSameBill = Refused<
  'looks-like-the-same-bill',
  { amountFen: number; settledAt: Instant }
>

export interface SettledBill extends Moved {
  bills: BillMemory
  activity: Activity
  breakdown: BreakdownLine[]
  /** Points of the bill, before any debt took its part. */
  earnedPoints: number
}

/**
 * Settles a bill (结账): its points by the earning pipeline, into a lot of kind `purchase`. A second bill of the
 * same amount within `sameAmountMinutes` asks for confirmation first, as a till is easily keyed twice. A correction counts
 * for tasks on the business day of the bill it replaces, `countsOn`.
 */
export function settleBill(
  account: { points: PointsAccount; bills: BillMemory; activity: Activity },
  bill: Bill,
  programme: Programme,
  at: Instant,
  confirmedSameAmount: boolean,
  countsOn: BusinessDay | null = null,
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
  const earned = earningOf({ eligibleFen: eligibleFen(bill), storeId: bill.storeId }, programme)
  const moved = earn(account.points, {
    points: earned.points,
    kind: 'purchase',
    expiry: expiryOf(today, programme.earning.expiry),
    growth: earned.growth,
    visitOn: today,
  })
  return accept({
    ...moved,
    bills: {
      recent: [...recent, { billId: bill.billId, amountFen: bill.amountFen, at }],
      count: account.bills.count + 1,
    },
    activity: withSpending(account.activity, countsOn ?? today, eligibleFen(bill), today),
    breakdown: earned.breakdown,
    earnedPoints: earned.points,
  })
}
