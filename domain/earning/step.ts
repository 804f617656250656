import type { Programme } from '../programme/programme'
import type { Tier } from '../programme/tier-rules'
import type { Fraction } from './fraction'

/** What a step may look at. Amounts in fen. */
export interface EarningFacts {
  /** What was paid in money, not with points. */
  eligibleFen: number
  storeId: string
  /** The tier the member has when the bill comes; null in a programme without tiers. */
  tier: Tier | null
}

/** Named as in the contract, where pages find the sentence for each. */
export type StepName = 'base' | 'tier'

/** One step's part of the result, in the order of the pipeline; a member reads it as a line of the receipt. */
export interface BreakdownLine {
  step: StepName
  points: number
  /** The numbers the step used, so that its line can be explained and replayed. */
  because: Record<string, number | string>
}

/** One step of the pipeline: looks at the bill and the running total, and says what it makes of it. */
export interface EarningStep {
  name: StepName
  /** The running total after this step, and why; null when the step has nothing to say about this bill. */
  apply: (
    running: Fraction,
    facts: EarningFacts,
    programme: Programme,
  ) => { running: Fraction; because: BreakdownLine['because'] } | null
}
