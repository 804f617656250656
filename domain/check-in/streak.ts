import { addDays, daysBetween, type BusinessDay } from '../time/business-day'

/** Days in a row, both ends included. */
export interface Span {
  from: BusinessDay
  to: BusinessDay
}

/**
 * How often each milestone was paid beyond what the streak's length reaches, by the milestone's day: streaks that a
 * made-up day joined may each have won it. What is ahead is not paid again when the streak comes that far.
 */
export type WonAhead = Readonly<Record<string, number>>

/** Days in a row with a check-in (连续签到). */
export interface Streak extends Span {
  wonAhead: WonAhead
}

/** What an account remembers of check-ins: dates, from which all but `wonAhead` follows. */
export interface CheckIns {
  /** Oldest first, a missed day at least between two of them. Those that ended too long ago to grow are forgotten. */
  streaks: Streak[]
  /** Days of the longest streak ever. */
  longest: number
}

export const noCheckIns: CheckIns = Object.freeze({ streaks: [], longest: 0 })

/** Longer than the longest window for a make-up (31 days) and the day before it, which the missed one joins. */
const REMEMBERED_DAYS = 33

export function lengthOf({ from, to }: Span): number {
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

/** Puts a grown streak in the place of those it grew out of. */
export function withStreak(checkIns: CheckIns, grown: Streak, today: BusinessDay): CheckIns {
  const others = checkIns.streaks.filter(({ from, to }) => to < grown.from || grown.to < from)
  const streaks = [...others, grown].sort((a, b) => (a.from < b.from ? -1 : 1))
  const oldest = addDays(today, -REMEMBERED_DAYS)
  return {
    streaks: streaks.filter((one) => one.to >= oldest || one === streaks.at(-1)),
    longest: Math.max(checkIns.longest, lengthOf(grown)),
  }
}
