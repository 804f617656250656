import type { CheckInRules } from '../programme/check-in-rules'

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

/** What all the days of a streak are worth together. */
export function worthOf(length: number, rules: CheckInRules): DayPrize {
  return sumOf(Array.from({ length }, (_, i) => prizeOf(i + 1, rules)))
}

/**
 * What a streak of `length` days has newly reached when it grew out of streaks that were paid for already: the
 * difference of what they are worth. One day after the other this is each day's prize; a make-up that joins two
 * streaks pays what an unbroken one would have paid, and nothing twice. Its figures are never negative, as tables do
 * not fall; prizes two streaks had each won stay theirs, though one streak would have won fewer.
 */
export function newlyReached(length: number, grownFrom: readonly number[], rules: CheckInRules): DayPrize {
  const now = worthOf(length, rules)
  const paid = sumOf(grownFrom.map((part) => worthOf(part, rules)))
  const milestonePoints = Math.max(0, now.milestonePoints - paid.milestonePoints)
  const figures = figuresOf(now) - figuresOf(paid)
  return {
    points: figures + milestonePoints,
    milestonePoints,
    vouchers: without(now.vouchers, paid.vouchers),
  }
}

const figuresOf = ({ points, milestonePoints }: DayPrize): number => points - milestonePoints

function sumOf(prizes: readonly DayPrize[]): DayPrize {
  return {
    points: prizes.reduce((sum, { points }) => sum + points, 0),
    milestonePoints: prizes.reduce((sum, { milestonePoints }) => sum + milestonePoints, 0),
    vouchers: prizes.flatMap(({ vouchers }) => vouchers),
  }
}

/** What is left of `all` when each of `some` has taken one away. */
function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...all]
  for (const one of some) {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
  }
  return left
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
