import { addDays, type BusinessDay } from '../time/business-day'

/** What a member paid on one business day in money, net of vouchers and voided bills; what is paid with points is not. */
export interface ActiveDay {
  day: BusinessDay
  fen: number
  /** Points the day's bills earned before multipliers: what growth is made of. */
  growth: number
}

/** An account's memory of what its member did: the facts that tasks, badges and tiers are made of. */
export interface Activity {
  /** Oldest first; days on which nothing is left to count are not in it. */
  days: ActiveDay[]
  /** Paid in all, net of voided bills. */
  spentFen: number
  /** Rewards taken since the first bill. */
  redemptions: number
}

export const noActivity: Activity = Object.freeze({ days: [], spentFen: 0, redemptions: 0 })

/** The longest window of growth, twelve months, and a month in which a bill of its first day may still be voided. */
const REMEMBERED_DAYS = 397

/** Counts what a bill was worth on its business day; negative when it was voided. */
export function withSpending(
  { days, spentFen, redemptions }: Activity,
  { day, fen, growth }: ActiveDay,
  today: BusinessDay,
): Activity {
  const before = days.find((one) => one.day === day) ?? { fen: 0, growth: 0 }
  const oldest = addDays(today, -REMEMBERED_DAYS)
  const others = days.filter((one) => one.day !== day)
  return {
    // A voided bill of a day that is forgotten has nothing to be taken from.
    days: [...others, { day, fen: before.fen + fen, growth: Math.max(0, before.growth + growth) }]
      .filter((one) => one.fen > 0 && one.day >= oldest)
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
    spentFen: Math.max(0, spentFen + fen),
    redemptions,
  }
}
