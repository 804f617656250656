import { isPaid, type Paid } from '../ledger/paid-once'
import type { BusinessDay } from '../time/business-day'
import type { Claim } from './claims'
import { progressOf } from './goals/catalogue'
import { reached, type Facts } from './goals/goal'

/**
 * The claims that a voided bill of `billDay` leaves without their fact: reached before it was voided and not any more. A
 * claim is judged by what was asked for when it was made; one whose days are forgotten is not reached either way.
 */
export function claimsWithoutFact(
  claims: readonly Claim[],
  facts: { before: Facts; after: Facts },
  billDay: BusinessDay,
): Paid<Claim>[] {
  return claims.filter(isPaid).filter(({ goal, period: key, from, to }) => {
    if (billDay < from || to < billDay) return false
    const [before, after] = [facts.before, facts.after].map((known) =>
      reached(progressOf(goal, known, { key, from, to })),
    )
    return before === true && after === false
  })
}
