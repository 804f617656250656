import { accept, type Decision } from '../decision'
import type { BusinessDay } from '../time/business-day'
import { earn } from './earn'
import type { Expiry } from './expiry'
import type { Moved, Movement } from './movement'
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

/**
 * Pays once: points as a gift, and the voucher that is to be granted as `asked.voucherId`. `brings` is its template; null for
 * none, as when that of an earlier round was used already: then that one stays what was paid.
 */
export function payOnce(
  points: PointsAccount,
  earlier: PaidOnce | null,
  gift: { points: number; voucher: string | null; expiry: Expiry },
  asked: { round: number; voucherId: string },
): Moved & { once: PaidOnce; brings: string | null } {
  const moved = earn(points, {
    points: gift.points,
    kind: 'gift',
    expiry: gift.expiry,
    growth: 0,
    visitOn: null,
  })
  const kept = earlier?.keptVoucherId ?? null
  const brings = kept === null ? gift.voucher : null
  const voucherId = brings === null ? kept : asked.voucherId
  const paid = { movement: moved.movement, voucherId }
  return { ...moved, once: { round: asked.round, paid, keptVoucherId: null }, brings }
}

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
