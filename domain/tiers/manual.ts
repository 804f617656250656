import { accept, refuse, type Decision, type Refused } from '../decision'
import type { TierRules } from '../programme/tier-rules'
import { addMonths, type BusinessDay } from '../time/business-day'
import { manualNow, rankOf, tierByRule, tierOf, type Standing } from './standing'

export type NoSuchTier = Refused<'no-such-tier', Record<string, never>>
export type EndsTooEarlyOrLate = Refused<
  'ends-too-early-or-late',
  { earliest: BusinessDay; latest: BusinessDay }
>
export type HasThisTier = Refused<'has-this-tier', Record<string, never>>

/** A word that never ends would be a rule. */
const LONGEST_MONTHS = 24

/**
 * A manager's word (手动调整, requirement F68): the tier of one member through a business day. The rule goes on beneath
 * it and holds again afterwards; whoever climbs higher meanwhile is higher. With null the word is taken back.
 */
export function setByHand(
  standing: Standing,
  named: { tierId: string; until: BusinessDay } | null,
  rules: TierRules,
  today: BusinessDay,
): Decision<Standing, NoSuchTier | EndsTooEarlyOrLate | HasThisTier> {
  if (named === null) {
    return manualNow(standing, rules, today) === null
      ? refuse('has-this-tier')
      : accept({ ...standing, manual: null })
  }
  const { tierId, until } = named
  const byRule = tierByRule(standing, rules)
  if (byRule === null || rankOf(rules, tierId) < 0) return refuse('no-such-tier')
  const latest = addMonths(today, LONGEST_MONTHS)
  if (until < today || until > latest) return refuse('ends-too-early-or-late', { earliest: today, latest })
  const same = tierOf(standing, rules, today)?.id === tierId
  if (same && (manualNow(standing, rules, today)?.until ?? until) === until) return refuse('has-this-tier')
  return accept({ ...standing, manual: { tierId, over: byRule.id, until } })
}
