import type { ExpiryPolicy } from '../programme/expiry-policy'
import { addDays, addMonths, endOfMonth, type BusinessDay } from '../time/business-day'

/**
 * When a lot ends, fixed at the moment of its grant so that a later change of the programme never shortens it:
 * a date (its last good business day), `never`, or `idle-N` (N months after the member's last visit).
 */
export type Expiry = BusinessDay | 'never' | `idle-${number}`

/** Longer validities end with a month, so that a member holds few lots (design section 3). */
const DAILY_LOTS_UP_TO_MONTHS = 12
const DAILY_LOTS_UP_TO_DAYS = 366

/** Requirement F7: points from purchases live six months at the least; a fixed date counts only beyond that. */
const SHORTEST_MONTHS = 6

/** The expiry of points granted on `day` under `policy`. */
export function expiryOf(day: BusinessDay, policy: ExpiryPolicy): Expiry {
  switch (policy.kind) {
    case 'never':
      return 'never'
    case 'inactivity':
      return `idle-${policy.months}`
    case 'rolling-days': {
      const last = addDays(day, policy.days)
      return policy.days > DAILY_LOTS_UP_TO_DAYS ? endOfMonth(last) : last
    }
    case 'rolling-months': {
      const last = addMonths(day, policy.months)
      return policy.months > DAILY_LOTS_UP_TO_MONTHS ? endOfMonth(last) : last
    }
    case 'fixed-date':
      return firstFixedDate(addMonths(day, SHORTEST_MONTHS), policy.monthDay)
  }
}

/** The first `MM-DD` on or after `earliest`. */
function firstFixedDate(earliest: BusinessDay, monthDay: string): BusinessDay {
  const sameYear = `${earliest.slice(0, 4)}-${monthDay}`
  return sameYear >= earliest ? sameYear : `${Number(earliest.slice(0, 4)) + 1}-${monthDay}`
}

/**
 * The last business day on which a lot may be spent, or null when it never ends.
 * `activeOn` is the member's last visit, or the day of joining for someone who never came; without either an idle
 * lot stays.
 */
export function lastGoodDay(expiry: Expiry, activeOn: BusinessDay | null): BusinessDay | null {
  if (expiry === 'never') return null
  if (expiry.startsWith('idle-')) {
    return activeOn === null ? null : addMonths(activeOn, Number(expiry.slice('idle-'.length)))
  }
  return expiry
}
