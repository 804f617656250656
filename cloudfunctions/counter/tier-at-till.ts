import type { Value } from '../../contract'
import { allows } from '../../domain/staff/capabilities'
import { manualNow, tierOf, type Standing } from '../../domain/tiers/standing'
import { businessDay } from '../../domain/time/business-day'
import type { StaffCall } from '../handler'
import { givenAtCounter } from '../shown-entitlements'

/** What the till knows of a member's tier, and what of it this person may give. */
export function tierAtTill(
  standing: Standing,
  { programme, now, staff }: StaffCall,
): Value<'counter', 'setTier'> {
  const { tiers } = programme
  const today = businessDay(now, programme)
  const tier = tierOf(standing, tiers, today)
  const mayGive = tier !== null && allows(staff.role, 'set-tier')
  return {
    tier: tier && { tierId: tier.id, name: tier.name, discounts: tier.discountBasisPoints > 0 },
    entitlements: givenAtCounter(standing, tiers, today),
    tiersToGive: mayGive
      ? {
          tiers: tiers.list.map(({ id, name }) => ({ tierId: id, name })),
          until: manualNow(standing, tiers, today)?.until ?? null,
          today,
        }
      : null,
  }
}
