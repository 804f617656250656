import { accept, refuse, type Decision, type Refused } from '../decision'
import type { TierRules } from '../programme/tier-rules'
import { addMonths, type BusinessDay } from '../time/business-day'
import { manualNow, rankOf, tierByRule, type ManualTier, type Standing } from './standing'

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
 * it and holds again afterwards; whoever climbs higher meanwhile is higher. To name the tier they have keeps it until that
 * day. With null the word is taken back.
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
  const word = manualNow(standing, rules, today)
  const said: ManualTier = { tierId, over: byRule.id, until }
  // Nobody falls below the lowest tier. Every other one can be held where the rule would let it go.
  const unchanged = word === null ? tierId === byRule.id && rankOf(rules, tierId) === 0 : isSame(word, said)
  return unchanged ? refuse('has-this-tier') : accept({ ...standing, manual: said })
}

const isSame = (one: ManualTier, other: ManualTier): boolean =>
  one.tierId === other.tierId && one.over === other.over && one.until === other.until
