import { invariant } from '../fault'
import { addDays, daysBetween, type BusinessDay } from '../time/business-day'

/** Days in a row with a check-in (连续签到), both ends included. */
export interface Streak {
  from: BusinessDay
  to: BusinessDay
}

/** What an account remembers of check-ins: dates, from which everything else follows. */
export interface CheckIns {
  /** Oldest first, a missed day at least between two of them. Those that ended too long ago to grow are forgotten. */
  streaks: Streak[]
  /** Days of the longest streak ever. */
  longest: number
}

export const noCheckIns: CheckIns = Object.freeze({ streaks: [], longest: 0 })

/** Longer than the longest window for a make-up (31 days) and the day before it, which the missed one joins. */
const REMEMBERED_DAYS = 33

export function lengthOf({ from, to }: Streak): number {
  return daysBetween(from, to) + 1
}

export function isCheckedIn({ streaks }: CheckIns, day: BusinessDay): boolean {
  return streaks.some(({ from, to }) => from <= day && day <= to)
}

/** The days of the streak that goes on today: it ended today, or yesterday and today is still to come. */
export function currentStreak({ streaks }: CheckIns, today: BusinessDay): Streak | null {
  const last = streaks.at(-1)
  return last !== undefined && last.to >= addDays(today, -1) ? last : null
}

export interface Joined {
  checkIns: CheckIns
  /** The streak the day belongs to now. */
  streak: Streak
  /** The streaks it grew out of, by length: none, one, or the two that the day joins. */
  grownFrom: number[]
}

/** Adds a day (a check-in or a made-up one), which must not be there yet. */
export function withDay(checkIns: CheckIns, day: BusinessDay, today: BusinessDay): Joined {
  invariant(!isCheckedIn(checkIns, day), `${day} is checked in already`)
  const before = checkIns.streaks.find(({ to }) => addDays(to, 1) === day)
  const after = checkIns.streaks.find(({ from }) => addDays(from, -1) === day)
  const streak = { from: before?.from ?? day, to: after?.to ?? day }
  const others = checkIns.streaks.filter((one) => one !== before && one !== after)
  const streaks = [...others, streak].sort((a, b) => (a.from < b.from ? -1 : 1))
  const oldest = addDays(today, -REMEMBERED_DAYS)
  return {
    checkIns: {
      streaks: streaks.filter((one) => one.to >= oldest || one === streaks.at(-1)),
      longest: Math.max(checkIns.longest, lengthOf(streak)),
    },
    streak,
    grownFrom: [before, after].flatMap((one) => (one ? [lengthOf(one)] : [])),
  }
}
