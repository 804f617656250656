import type { ActiveDay } from '../bill/activity'
import type { Tier, TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import { keepOf } from './keeping/catalogue'
import type { Keep } from './keeping/keeping-kind'
import { rankOf, tierByRule, topStep, type Standing } from './standing'

/** How long the tier by the rule is kept, and what would keep it for longer; null for the lowest, which nobody loses. */
export function keepNow(
  standing: Standing,
  days: readonly ActiveDay[],
  rules: TierRules,
  today: BusinessDay,
): (Keep & { tier: Tier }) | null {
  const tier = tierByRule(standing, rules)
  const top = topStep(standing, rules)
  if (tier === null || top === null || rankOf(rules, tier.id) === 0) return null
  return { tier, ...keepOf(rules.keeping, { tier, since: top.on, days }, rules, today) }
}

/**
 * Looks whether the tier is still kept (定级): lost, it becomes the one below, one step at a time (requirement F66), and
 * that one is new from today. A manager's word is not looked at: it holds over whatever the rule says.
 */
export function review(
  standing: Standing,
  days: readonly ActiveDay[],
  rules: TierRules,
  today: BusinessDay,
): Standing {
  const kept = keepNow(standing, days, rules, today)
  if (kept === null || kept.through >= today) return standing
  const below = rules.list[rankOf(rules, kept.tier.id) - 1]
  const lower = standing.steps.filter(
    ({ tierId }) => rankOf(rules, tierId) < rankOf(rules, kept.tier.id) - 1 && rankOf(rules, tierId) > 0,
  )
  const onto = below === undefined || rankOf(rules, below.id) === 0 ? [] : [{ tierId: below.id, on: today }]
  return { ...standing, steps: [...lower, ...onto], fell: { tierId: kept.tier.id, on: today } }
}
