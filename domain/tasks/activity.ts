import { addDays, type BusinessDay } from '../time/business-day'

/** What a member paid on one business day in money, net of vouchers and voided bills; what is paid with points is not. */
export interface ActiveDay {
  day: BusinessDay
  fen: number
}

/** What an account remembers of what its member did: the facts that tasks and badges are made of. */
export interface Activity {
  /** Oldest first; days on which nothing is left to count are not in it. */
  days: ActiveDay[]
  /** Paid in all, net of voided bills. */
  spentFen: number
  /** Rewards taken since the first bill. */
  redemptions: number
}

export const noActivity: Activity = Object.freeze({ days: [], spentFen: 0, redemptions: 0 })

/** Two months and the days in which their tasks may still be claimed. */
const REMEMBERED_DAYS = 93

/** Counts what was paid for a bill on its business day; negative when it was voided. */
export function withSpending(
  { days, spentFen, redemptions }: Activity,
  day: BusinessDay,
  fen: number,
  today: BusinessDay,
): Activity {
  const before = days.find((one) => one.day === day)?.fen ?? 0
  const oldest = addDays(today, -REMEMBERED_DAYS)
  const others = days.filter((one) => one.day !== day)
  return {
    // A voided bill of a day that is forgotten has nothing to be taken from.
    days: [...others, { day, fen: before + fen }]
      .filter((one) => one.fen > 0 && one.day >= oldest)
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
    spentFen: Math.max(0, spentFen + fen),
    redemptions,
  }
}
