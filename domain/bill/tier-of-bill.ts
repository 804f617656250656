import type { Tier, TierRules } from '../programme/tier-rules'
import { tierOf, type Standing } from '../tiers/standing'
import type { BusinessDay } from '../time/business-day'
import type { Bill } from './bill'

/**
 * The tier a bill is reckoned by, its discount and its multiplier: the one the member has when it comes. A correction has
 * that of the bill it replaces, as long as the programme has it; null in a programme without tiers.
 */
export function tierOfBill(
  standing: Standing,
  { tierId }: Pick<Bill, 'tierId'>,
  tiers: TierRules,
  today: BusinessDay,
): Tier | null {
  return tiers.list.find(({ id }) => id === tierId) ?? tierOf(standing, tiers, today)
}
