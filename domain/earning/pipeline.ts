import type { Programme } from '../programme/programme'
import { fraction, roundFraction, type Fraction } from './fraction'
import { baseStep } from './base-step'

/** What a step may look at. Amounts in fen. */
export interface EarningFacts {
  /** What counts: net of discounts and of what was paid with points. */
  eligibleFen: number
  storeId: string
}

/** One step's part of the result, in the order of the pipeline; a member reads it as a line of the receipt. */
export interface BreakdownLine {
  step: string
  points: number
  /** The numbers the step used, so that its line can be explained and replayed. */
  because: Record<string, number | string>
}

export interface EarningStep {
  name: string
  /** The running total after this step, and why; null when the step has nothing to say about this bill. */
  apply: (
    running: Fraction,
    facts: EarningFacts,
    programme: Programme,
  ) => { running: Fraction; because: BreakdownLine['because'] } | null
}

export interface Earned {
  points: number
  /** Points before multipliers and bonuses: what growth is made of (requirement P5). */
  growth: number
  breakdown: BreakdownLine[]
}

/** base -> multipliers -> flat bonuses -> caps; each later step is one entry here and one file beside it. */
const steps: readonly EarningStep[] = [baseStep]

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
