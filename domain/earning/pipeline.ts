import type { Programme } from '../programme/programme'
import { baseStep } from './base-step'
import { fraction, roundFraction } from './fraction'
import type { BreakdownLine, EarningFacts, EarningStep } from './step'
import { tierStep } from './tier-step'

export interface Earned {
  points: number
  /** Points before multipliers and bonuses: what growth is made of (requirement P5). */
  growth: number
  breakdown: BreakdownLine[]
}

/** base -> multipliers -> flat bonuses -> caps; each later step is one entry here and one file beside it. */
const steps: readonly EarningStep[] = [baseStep, tierStep]

/**
 * The one way a bill becomes points. The running total stays exact; a line is the difference of the rounded
 * totals before and after its step, so the lines always add up to the points.
 */
export function earningOf(facts: EarningFacts, programme: Programme, through = steps): Earned {
  const { rounding } = programme.earning
  let running = fraction(0, 1)
  const breakdown: BreakdownLine[] = []
  let growth = 0
  for (const step of through) {
    const before = roundFraction(running, rounding)
    const applied = step.apply(running, facts, programme)
    if (applied === null) continue
    running = applied.running
    const points = roundFraction(running, rounding) - before
    breakdown.push({ step: step.name, points, because: applied.because })
    if (step === baseStep) growth = points
  }
  return { points: roundFraction(running, rounding), growth, breakdown }
}
