import type { Value } from '../../contract'

type Taken = Value<'points-mall', 'redeem'>

/** A reward that was taken, where it is known to be one that is served. Throws for a voucher. */
export function redemptionOf(taken: Taken): Extract<Taken, { kind: 'redemption' }> {
  if (taken.kind !== 'redemption') throw new Error(`${taken.rewardName} is a voucher`)
  return taken
}
