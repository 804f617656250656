import { accept, type Decision } from '../decision'
import { invariant } from '../fault'
import type { Moved } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import { withoutPoints } from '../ledger/without-points'
import type { TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import type { Entitlement } from './entitlements/catalogue'
import type { Standing, TakenVoucher } from './standing'
import {
  useEntitlement,
  type EntitlementGiven,
  type EntitlementUsedUp,
  type NoSuchEntitlement,
} from './use-entitlement'

/** More than anybody takes in the periods whose bills may still be voided. */
const MOST_TAKEN = 30

/**
 * Takes a voucher that the tier entitles to (领取权益券), to be granted as `asked.voucherId` of the template `brings`. It is
 * remembered, so that a void of what the tier was reached with takes it back.
 */
export function takeVoucher(
  account: { points: PointsAccount; standing: Standing },
  asked: { entitlementId: string; period: string; nth: number; voucherId: string },
  rules: TierRules,
  today: BusinessDay,
): Decision<
  Moved & { standing: Standing; entitlement: Entitlement; brings: string; left: number },
  NoSuchEntitlement | EntitlementUsedUp | EntitlementGiven
> {
  const used = useEntitlement(account.standing, { ...asked, by: 'diner' }, rules, today)
  if (!used.ok) return used
  const { standing, entitlement, quota, gives, left } = used.value
  invariant(gives.voucher !== null, `what a diner takes is a voucher: ${entitlement.id}`)
  const moved = withoutPoints(account.points)
  const { entitlementId, period, nth, voucherId } = asked
  const paid = { movement: moved.movement, voucherId }
  const one: TakenVoucher = {
    entitlementId,
    per: quota.per,
    period,
    nth,
    round: 1,
    paid,
    keptVoucherId: null,
  }
  const taken = [...standing.taken, one].slice(-MOST_TAKEN)
  return accept({ ...moved, standing: { ...standing, taken }, entitlement, brings: gives.voucher, left })
}
