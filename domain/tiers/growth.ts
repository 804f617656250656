import type { ActiveDay } from '../bill/activity'
import type { TierRules } from '../programme/tier-rules'
import { addDays, addMonths, type BusinessDay } from '../time/business-day'

type Basis = Pick<TierRules, 'basis' | 'windowMonths'>

/**
 * Growth value (成长值) as it is on a business day: what the bills of the months before it were worth, whatever has become
 * of their points. Spending points never lowers it (K12); time does, and a void.
 */
export function growthOn(
  days: readonly ActiveDay[],
  { basis, windowMonths }: Basis,
  on: BusinessDay,
): number {
  const counted = days.filter(({ day }) => day <= on && countsOn(day, windowMonths, on))
  switch (basis) {
    case 'points':
      return counted.reduce((sum, { growth }) => sum + growth, 0)
    case 'spending':
      return Math.floor(counted.reduce((sum, { fen }) => sum + fen, 0) / 100)
    case 'visits':
      return counted.length
  }
}

/** The last business day on which a bill of `day` counts. */
export function countsThrough(day: BusinessDay, windowMonths: number): BusinessDay {
  let last = addMonths(day, windowMonths)
  // What came on the 31st still counts on the last day of a shorter month.
  while (countsOn(day, windowMonths, last)) last = addDays(last, 1)
  return addDays(last, -1)
}

const countsOn = (day: BusinessDay, windowMonths: number, on: BusinessDay): boolean =>
  day > addMonths(on, -windowMonths)
