import type { BusinessDay } from '../time/business-day'
import { lastGoodDay } from './expiry'
import { spendableLots } from './lots'
import type { PointsAccount } from './points-account'

/** Every day on which points end, soonest first (requirement N10: all batches, not only the next). */
export function expiryCalendar(
  account: PointsAccount,
  today: BusinessDay,
): { lastGoodDay: BusinessDay; points: number }[] {
  const byDay = new Map<BusinessDay, number>()
  for (const lot of spendableLots(account.lots, today, account.activeOn)) {
    const day = lastGoodDay(lot.expiry, account.activeOn)
    if (day !== null) byDay.set(day, (byDay.get(day) ?? 0) + lot.remaining)
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, points]) => ({ lastGoodDay: day, points }))
}
