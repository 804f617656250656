import { invariant } from '../fault'
import type { CheckInRules } from '../programme/check-in-rules'
import { addDays, type BusinessDay } from '../time/business-day'
import { newlyReached, type DayPrize } from './prizes'
import { isCheckedIn, lengthOf, withStreak, type CheckIns } from './streak'

export interface Grown {
  checkIns: CheckIns
  /** Days in a row that the day is part of. */
  streakDays: number
  /** What the streak has newly reached by it. */
  prize: DayPrize
}

/** Adds a day (a check-in or a made-up one), which must not be there yet: it begins a streak, continues one, or joins two. */
export function withDay(
  checkIns: CheckIns,
  day: BusinessDay,
  rules: CheckInRules,
  today: BusinessDay,
): Grown {
  invariant(!isCheckedIn(checkIns, day), `${day} is checked in already`)
  const before = checkIns.streaks.find(({ to }) => addDays(to, 1) === day)
  const after = checkIns.streaks.find(({ from }) => addDays(from, -1) === day)
  const days = { from: before?.from ?? day, to: after?.to ?? day }
  const streakDays = lengthOf(days)
  const grownFrom = [before, after].flatMap((one) => one ?? [])
  const { prize, wonAhead } = newlyReached(streakDays, grownFrom, rules)
  return { checkIns: withStreak(checkIns, { ...days, wonAhead }, today), streakDays, prize }
}
