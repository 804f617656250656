import type * as z from 'zod'
import type { entitlementNow } from '../contract/tiers'
import type { TierRules } from '../domain/programme/tier-rules'
import type { EntitlementNow } from '../domain/tiers/use-entitlement'
import { entitlementsNow } from '../domain/tiers/use-entitlement'
import type { Standing } from '../domain/tiers/standing'

type Shown = z.output<typeof entitlementNow>

/** An entitlement as a phone shows it. */
export function shownEntitlement({ entitlement, gives, period, left, nth }: EntitlementNow): Shown {
  const { id, name, quota } = entitlement
  return { entitlementId: id, name, quota, by: gives.by, brings: gives.brings, period, nth, left }
}

/** What of a member's entitlements is given at the counter. */
export function givenAtCounter(standing: Standing, rules: TierRules, today: string): Shown[] {
  return entitlementsNow(standing, rules, today)
    .filter(({ gives }) => gives.by === 'counter')
    .map(shownEntitlement)
}
