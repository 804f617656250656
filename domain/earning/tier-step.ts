import { ONE_TIME } from '../programme/tier-rules'
import { fraction } from './fraction'
import type { EarningStep } from './step'

/** Requirement F61: the tier's multiplier, in basis points, on what the bill has come to so far. */
export const tierStep: EarningStep = {
  name: 'tier',
  apply({ numerator, denominator }, { tier }) {
    if (tier === null || tier.multiplierBasisPoints === ONE_TIME) return null
    const { name, multiplierBasisPoints } = tier
    return {
      running: fraction(numerator * multiplierBasisPoints, denominator * ONE_TIME),
      because: { tier: name, multiplierBasisPoints },
    }
  },
}
