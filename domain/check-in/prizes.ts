import type { CheckInRules } from '../programme/check-in-rules'
import { lengthOf, type Streak, type WonAhead } from './streak'

/** What the n-th day of a streak pays, milestone included. */
export interface DayPrize {
  points: number
  /** The part of it that is for the milestone this day reaches; 0 on other days. */
  milestonePoints: number
  /** Templates of the vouchers the milestone brings; one that comes twice stands twice. */
  vouchers: string[]
}

/** The prize of the n-th day (1, 2, 3 …) of a streak. */
export function prizeOf(nth: number, rules: CheckInRules): DayPrize {
  const milestone = rules.milestones.find(({ day }) => day === placeInCycle(nth, rules))
  const milestonePoints = milestone?.points ?? 0
  const voucher = milestone?.voucher ?? null
  return {
    points: figureOf(nth, rules.scheme) + milestonePoints,
    milestonePoints,
    vouchers: voucher === null ? [] : [voucher],
  }
}

/** What a streak is paid when it grows, and what it has then won ahead of its length. */
export interface Reached {
  prize: DayPrize
  wonAhead: WonAhead
}

/**
 * What a streak of `length` days has newly reached when it grew out of streaks that were paid for already: the
 * difference of their days' figures, which is never negative as tables do not fall, and of each milestone as many as
 * its length reaches and none of them has won. One day after the other this is each day's prize. A make-up that joins
 * two streaks pays what an unbroken one would have paid, and nothing twice: a milestone both have won stays theirs, and
 * counts for the next cycle.
 */
export function newlyReached(length: number, grownFrom: readonly Streak[], rules: CheckInRules): Reached {
  const figures = grownFrom.reduce(
    (sum, part) => sum - figuresOf(lengthOf(part), rules),
    figuresOf(length, rules),
  )
  const milestones = rules.milestones.map(({ day, points, voucher }) => {
    const reached = timesReached(day, length, rules)
    const won = grownFrom.reduce((sum, part) => sum + timesWon(day, part, rules), 0)
    return { day, points, voucher, due: Math.max(0, reached - won), ahead: Math.max(0, won - reached) }
  })
  const milestonePoints = milestones.reduce((sum, { points, due }) => sum + points * due, 0)
  return {
    prize: {
      points: figures + milestonePoints,
      milestonePoints,
      vouchers: milestones.flatMap(({ voucher, due }) =>
        voucher === null ? [] : Array<string>(due).fill(voucher),
      ),
    },
    wonAhead: Object.fromEntries(milestones.flatMap(({ day, ahead }) => (ahead > 0 ? [[day, ahead]] : []))),
  }
}

/** How often a streak of so many days comes to the milestone of that day: once a cycle. */
function timesReached(day: number, length: number, { cycleDays }: CheckInRules): number {
  return Math.max(0, Math.floor((length - day) / cycleDays) + 1)
}

function timesWon(day: number, streak: Streak, rules: CheckInRules): number {
  return timesReached(day, lengthOf(streak), rules) + (streak.wonAhead[day] ?? 0)
}

function figuresOf(length: number, { scheme }: CheckInRules): number {
  return Array.from({ length }, (_, i) => figureOf(i + 1, scheme)).reduce((sum, figure) => sum + figure, 0)
}

/** 1 to `cycleDays`. */
export function placeInCycle(nth: number, { cycleDays }: CheckInRules): number {
  return ((nth - 1) % cycleDays) + 1
}

function figureOf(nth: number, scheme: CheckInRules['scheme']): number {
  if (scheme.kind === 'flat') return scheme.points
  const { points, after } = scheme
  const place = after === 'hold' ? Math.min(nth, points.length) : ((nth - 1) % points.length) + 1
  return points[place - 1] ?? 0
}
