import type { Programme } from '../programme/programme'
import type { Fraction } from './fraction'

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

/** One step of the pipeline: looks at the bill and the running total, and says what it makes of it. */
export interface EarningStep {
  name: string
  /** The running total after this step, and why; null when the step has nothing to say about this bill. */
  apply: (
    running: Fraction,
    facts: EarningFacts,
    programme: Programme,
  ) => { running: Fraction; because: BreakdownLine['because'] } | null
}
