import { fraction } from './fraction'
import type { EarningStep } from './step'

/** Requirement F1: so many points per so many fen of the eligible amount. */
export const baseStep: EarningStep = {
  name: 'base',
  apply: (_running, { eligibleFen }, { earning }) => ({
    running: fraction(eligibleFen * earning.points, earning.perFen),
    because: { eligibleFen, points: earning.points, perFen: earning.perFen },
  }),
}
