import { seeded } from '../local/seeded'

export interface DayBill {
  at: number
  /** Who paid, by number. */
  member: number
  amountFen: number
  /** The till lost the reply and sends the bill again. */
  sentTwice: boolean
}

const MINUTE = 60_000
const OPENS_AT = 10 * 60
const OPEN_MINUTES = 12 * 60
/** Minutes after midnight about which bills gather, how far apart, and how many of a hundred. */
const PEAKS = [
  { share: 42, around: 12 * 60 + 15, within: 75 },
  { share: 45, around: 18 * 60 + 45, within: 110 },
]

/** A restaurant's day of bills, in order of time: most at lunch and at dinner. The same seed, the same day. */
export function billsOfDay(midnight: number, count: number, members: number, seed: number): DayBill[] {
  const luck = seeded(seed)
  const bills = Array.from({ length: count }, () => ({
    at: midnight + Math.round(minuteOfDay(luck) * MINUTE),
    member: luck.upTo(members),
    amountFen: 1000 + luck.upTo(29_000),
    sentTwice: luck.chance(100),
  }))
  return bills.sort((a, b) => a.at - b.at)
}

function minuteOfDay(luck: ReturnType<typeof seeded>): number {
  const fraction = (): number => luck.upTo(1_000_000) / 1_000_000
  let drawn = luck.upTo(100)
  for (const { share, around, within } of PEAKS) {
    // Three draws gather about their middle, as customers do.
    if (drawn < share) return around + within * ((fraction() + fraction() + fraction()) / 1.5 - 1)
    drawn -= share
  }
  return OPENS_AT + OPEN_MINUTES * fraction()
}

/** Bills of the busiest minute, a second. */
export function busiest(bills: readonly DayBill[]): number {
  const perMinute = new Map<number, number>()
  for (const { at } of bills) {
    const minute = Math.floor(at / MINUTE)
    perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1)
  }
  return Math.max(...perMinute.values()) / 60
}
