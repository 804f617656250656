import { accept, type Decision } from '../decision'
import type { Movement } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import { reverseGrant, type ClawbackPolicy, type PointsAlreadySpent } from '../ledger/reverse'
import type { BusinessDay } from '../time/business-day'
import type { Claim } from './claims'
import { progressOf } from './goals/catalogue'
import { reached, type Facts } from './goals/goal'

export type PaidClaim = Claim & { paid: NonNullable<Claim['paid']> }

/**
 * The claims that a voided bill of `billDay` leaves without their fact: reached before it was voided and not any more. A
 * claim is judged by what was asked for when it was made; one whose days are forgotten is not reached either way.
 */
export function claimsWithoutFact(
  claims: readonly Claim[],
  facts: { before: Facts; after: Facts },
  billDay: BusinessDay,
): PaidClaim[] {
  return claims.filter((claim): claim is PaidClaim => {
    const { paid, goal, period: key, from, to } = claim
    if (paid === null || billDay < from || to < billDay) return false
    const [before, after] = [facts.before, facts.after].map((known) =>
      reached(progressOf(goal, known, { key, from, to })),
    )
    return before === true && after === false
  })
}

/** Takes back what those claims paid (refunds reverse, requirement F54), as the clawback policy says of spent points. */
export function undoClaims(
  account: { points: PointsAccount; claims: readonly Claim[] },
  undone: readonly PaidClaim[],
  policy: ClawbackPolicy,
  today: BusinessDay,
): Decision<
  { points: PointsAccount; claims: Claim[]; movements: { claim: PaidClaim; movement: Movement }[] },
  PointsAlreadySpent
> {
  let { points } = account
  const movements: { claim: PaidClaim; movement: Movement }[] = []
  for (const claim of undone) {
    const reversed = reverseGrant(points, claim.paid.movement, policy, today)
    if (!reversed.ok) return reversed
    points = reversed.value.points
    movements.push({ claim, movement: reversed.value.movement })
  }
  const claims = account.claims.map((claim) =>
    undone.some((one) => one === claim) ? { ...claim, paid: null } : claim,
  )
  return accept({ points, claims, movements })
}
