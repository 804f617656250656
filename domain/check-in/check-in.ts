import { accept, refuse, type Decision, type Refused } from '../decision'
import { earn } from '../ledger/earn'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import type { CheckInRules } from '../programme/check-in-rules'
import type { BusinessDay } from '../time/business-day'
import { withDay } from './grow'
import type { DayPrize } from './prizes'
import { isCheckedIn, type CheckIns } from './streak'

export type CheckInClosed = Refused<'check-in-closed', Record<string, never>>
export type NotToday = Refused<'not-today', Record<string, never>>
export type AlreadyCheckedIn = Refused<'already-checked-in', Record<string, never>>

/** An account's parts that a check-in changes, and what it brought. */
export interface CheckedIn extends Moved {
  checkIns: CheckIns
  prize: DayPrize
  /** Days in a row, this one included. */
  streakDays: number
}

/** Checks in on `day` (签到), which must be today: once a business day, whatever is tapped. */
export function checkIn(
  account: { points: PointsAccount; checkIns: CheckIns },
  rules: CheckInRules,
  day: BusinessDay,
  today: BusinessDay,
): Decision<CheckedIn, CheckInClosed | NotToday | AlreadyCheckedIn> {
  if (!rules.open) return refuse('check-in-closed')
  if (day !== today) return refuse('not-today')
  if (isCheckedIn(account.checkIns, today)) return refuse('already-checked-in')
  return accept(sign(account, rules, today, today))
}

/** Adds a day that is not there yet, and pays what the streak has newly reached. */
export function sign(
  account: { points: PointsAccount; checkIns: CheckIns },
  rules: CheckInRules,
  day: BusinessDay,
  today: BusinessDay,
): CheckedIn {
  const { checkIns, streakDays, prize } = withDay(account.checkIns, day, rules, today)
  const expiry = expiryOf(today, rules.expiry)
  const moved = earn(account.points, {
    points: prize.points,
    kind: 'gift',
    expiry,
    growth: 0,
    visitOn: null,
  })
  return { ...moved, checkIns, prize, streakDays }
}
