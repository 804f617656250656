import { accept, type Decision } from '../decision'
import type { Movement } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import { reverseGrant, type ClawbackPolicy, type PointsAlreadySpent } from '../ledger/reverse'
import type { TaskRules } from '../programme/task-rules'
import type { BusinessDay } from '../time/business-day'
import type { Claim } from './claims'
import { progressOf } from './goals/catalogue'
import type { Facts } from './goals/goal'
import { periodOf } from './period'

export type PaidClaim = Claim & { paid: NonNullable<Claim['paid']> }

/** The claims that a voided bill of `billDay` leaves without their fact: what had been reached is not any more. */
export function claimsWithoutFact(
  claims: readonly Claim[],
  { list }: TaskRules,
  facts: Facts,
  billDay: BusinessDay,
): PaidClaim[] {
  return claims.filter((claim): claim is PaidClaim => {
    const task = list.find(({ id }) => id === claim.taskId)
    if (!task || claim.paid === null) return false
    const period = periodOf(task.period, billDay)
    if (period.key !== claim.period) return false
    const { done, of } = progressOf(task.goal, facts, period)
    return done < of
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
