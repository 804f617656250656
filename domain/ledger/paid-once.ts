import { accept, type Decision } from '../decision'
import type { BusinessDay } from '../time/business-day'
import type { Movement } from './movement'
import type { PointsAccount } from './points-account'
import { reverseGrant, type ClawbackPolicy, type PointsAlreadySpent } from './reverse'

/** What was paid once for a fact, as the account remembers it: so that it is not paid twice and can be taken back. */
export interface PaidOnce {
  /** 1, 2 …: claimed anew after what it had been paid for was voided. */
  round: number
  /** What it paid; null once that was taken back. */
  paid: { movement: Movement; voucherId: string | null } | null
  /** Of what was taken back, the voucher that was used meanwhile: the next round brings no other. */
  keptVoucherId: string | null
}

/** It stands: nothing was taken back. */
export type Paid<C extends PaidOnce> = C & { paid: NonNullable<PaidOnce['paid']> }

export const isPaid = <C extends PaidOnce>(claim: C): claim is Paid<C> => claim.paid !== null

/** Takes back what each of them paid, one after the other, as the clawback policy says of spent points. */
export function takePaidBack<C extends PaidOnce>(
  points: PointsAccount,
  undone: readonly Paid<C>[],
  policy: ClawbackPolicy,
  today: BusinessDay,
): Decision<
  { points: PointsAccount; movements: { claim: Paid<C>; movement: Movement }[] },
  PointsAlreadySpent
> {
  const movements: { claim: Paid<C>; movement: Movement }[] = []
  for (const claim of undone) {
    const reversed = reverseGrant(points, claim.paid.movement, policy, today)
    if (!reversed.ok) return reversed
    points = reversed.value.points
    movements.push({ claim, movement: reversed.value.movement })
  }
  return accept({ points, movements })
}
