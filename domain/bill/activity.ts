import { addDays, type BusinessDay } from '../time/business-day'

/** What a member did on one business day. */
export interface ActiveDay {
  day: BusinessDay
  /** Bills that stand: with one of them it was a visit, whatever it was paid with. */
  bills: number
  /** Paid in money, net of vouchers and voided bills; what is paid with points is not. */
  fen: number
  /** Points the day's bills earned before multipliers: what growth is made of. */
  growth: number
  /** New dishes that were in them, once for each bill; left out when there were none. */
  tried?: string[] | undefined
}

/** An account's memory of what its member did: the facts that tasks, badges and tiers are made of. */
export interface Activity {
  /** Oldest first; days without a bill are not in it. */
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
  { day, bills, fen, growth, tried = [] }: ActiveDay,
  today: BusinessDay,
): Activity {
  const before: ActiveDay = days.find((one) => one.day === day) ?? { day, bills: 0, fen: 0, growth: 0 }
  const dishes = bills < 0 ? withoutEach(before.tried ?? [], tried) : [...(before.tried ?? []), ...tried]
  const oldest = addDays(today, -REMEMBERED_DAYS)
  const others = days.filter((one) => one.day !== day)
  return {
    // A voided bill of a day that is forgotten has nothing to be taken from.
    days: [
      ...others,
      {
        day,
        bills: before.bills + bills,
        fen: Math.max(0, before.fen + fen),
        growth: Math.max(0, before.growth + growth),
        ...(dishes.length > 0 ? { tried: dishes } : {}),
      },
    ]
      .filter((one) => one.bills > 0 && one.day >= oldest)
      .sort((a, b) => (a.day < b.day ? -1 : 1)),
    spentFen: Math.max(0, spentFen + fen),
    redemptions,
  }
}

/** Less one of each. */
function withoutEach(all: readonly string[], gone: readonly string[]): string[] {
  const left = [...all]
  for (const one of gone) {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
  }
  return left
}
