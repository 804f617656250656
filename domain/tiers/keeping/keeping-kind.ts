import type * as z from 'zod'
import type { ActiveDay } from '../../bill/activity'
import type { Tier, TierRules } from '../../programme/tier-rules'
import type { BusinessDay } from '../../time/business-day'
import type { Asked } from '../standing'

/** A tier somebody has come to, and what there is to judge by. */
export interface Held {
  tier: Tier
  /** When it was reached, or fallen to. */
  since: BusinessDay
  /** What it asked for then. */
  asked: Asked
  days: readonly ActiveDay[]
}

/** How long a tier is kept if nothing is done, and what would keep it for longer. */
export interface Keep {
  /** The last business day on which it is certain; before today when it is over. */
  through: BusinessDay
  /** What is to be done by then; growth in the programme's unit, spending in fen. */
  needs:
    | { kind: 'growth'; done: number; of: number }
    | { kind: 'spending'; done: number; of: number; from: BusinessDay }
    | { kind: 'visit' }
}

export type Basis = Pick<TierRules, 'basis' | 'windowMonths'>

/** A rule for keeping a tier (保级). */
export interface KeepingKind<Rule extends z.ZodObject> {
  rule: Rule
  keep: (rule: z.output<Rule>, held: Held, basis: Basis, today: BusinessDay) => Keep
  /** Whether somebody who fell from a tier on `fellOn` and has the growth for it has done what the rule asks for. */
  regains: (
    rule: z.output<Rule>,
    days: readonly ActiveDay[],
    fellOn: BusinessDay,
    today: BusinessDay,
  ) => boolean
}
