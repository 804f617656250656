import { accept, refuse, type Decision, type Refused } from '../decision'
import { asShown, type DearerNow } from '../ledger/as-shown'
import type { Movement } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import { redeem, type NotEnoughPoints } from '../ledger/redeem'
import type { CheckInRules } from '../programme/check-in-rules'
import { addDays, businessDay, type BusinessDay, type DayRules, type Instant } from '../time/business-day'
import { sign, type CheckedIn, type CheckInClosed } from './check-in'
import { withDay } from './grow'
import { isCheckedIn, type CheckIns } from './streak'

/** Why a day cannot be made up. */
export type NotMissed = Refused<
  'not-a-missed-day',
  { why: 'today-or-later' | 'checked-in' | 'too-long-ago' | 'before-joining' }
>

export interface MadeUp extends CheckedIn {
  /** What it cost, as the ledger records it; it comes before `movement`. */
  payment: Movement
}

/** When a day counts as missed: from the day of joining on, within the programme's window, before today. */
export interface MissedWindow {
  today: BusinessDay
  joinedOn: BusinessDay
}

export function missedWindow(joinedAt: Instant, now: Instant, rules: DayRules): MissedWindow {
  return { today: businessDay(now, rules), joinedOn: businessDay(joinedAt, rules) }
}

/**
 * Makes up a missed day (补签, requirement F46): takes the price, puts the day where it belongs, and pays what the
 * streak has newly reached by it. Days 1–3 and 5–7 and then day 4 are seven days in a row, and have paid as much.
 */
export function makeUp(
  account: { points: PointsAccount; checkIns: CheckIns },
  rules: CheckInRules,
  { day, shownPoints }: { day: BusinessDay; shownPoints?: number | undefined },
  when: MissedWindow,
): Decision<MadeUp, CheckInClosed | NotMissed | DearerNow | NotEnoughPoints> {
  if (!rules.open || rules.makeUp === null) return refuse('check-in-closed')
  const why = whyNotMissed(account.checkIns, rules.makeUp.days, day, when)
  if (why) return refuse('not-a-missed-day', { why })
  const agreed = asShown(rules.makeUp.pricePoints, shownPoints)
  if (!agreed.ok) return agreed
  const paid = redeem(account.points, rules.makeUp.pricePoints, when.today)
  if (!paid.ok) return paid
  const signed = sign({ ...account, points: paid.value.points }, rules, day, when.today)
  return accept({ ...signed, payment: paid.value.movement })
}

/** A day that can be made up, and what it would bring. */
export interface MissedDay {
  day: BusinessDay
  points: number
  /** Templates of the vouchers it would bring. */
  vouchers: string[]
  /** Days in a row that the day would be part of. */
  streakDays: number
}

/** Every missed day that can be made up now, oldest first. */
export function missedDays(checkIns: CheckIns, rules: CheckInRules, when: MissedWindow): MissedDay[] {
  const { makeUp, open } = rules
  if (!open || makeUp === null) return []
  const window = Array.from({ length: makeUp.days }, (_, i) => addDays(when.today, i - makeUp.days))
  return window
    .filter((day) => whyNotMissed(checkIns, makeUp.days, day, when) === null)
    .map((day) => {
      const { streakDays, prize } = withDay(checkIns, day, rules, when.today)
      return { day, streakDays, points: prize.points, vouchers: prize.vouchers }
    })
}

function whyNotMissed(
  checkIns: CheckIns,
  windowDays: number,
  day: BusinessDay,
  { today, joinedOn }: MissedWindow,
): NotMissed['details']['why'] | null {
  if (day >= today) return 'today-or-later'
  if (day < addDays(today, -windowDays)) return 'too-long-ago'
  if (isCheckedIn(checkIns, day)) return 'checked-in'
  return day < joinedOn ? 'before-joining' : null
}
