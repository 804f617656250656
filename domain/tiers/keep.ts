import type { ActiveDay } from '../bill/activity'
import type { Tier, TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import { keepOf } from './keeping/catalogue'
import type { Keep } from './keeping/keeping-kind'
import { NEVER, rankOf, tierByRule, topStep, type Standing, type Step } from './standing'

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
  return { tier, ...keepOf(rules.keeping, { tier, since: top.since, asked: top.asked, days }, rules, today) }
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
  const lower = standing.steps.filter(({ tierId }) => rankOf(rules, tierId) < rankOf(rules, kept.tier.id))
  const steps = lower.map((step) => (step.tierId === below?.id ? { ...step, since: today } : step))
  const missing =
    below !== undefined && rankOf(rules, below.id) > 0 && !steps.some(({ tierId }) => tierId === below.id)
  return {
    ...standing,
    steps: missing ? [...steps, fallenTo(below, rules, today)] : steps,
    fell: { tierId: kept.tier.id, on: today },
  }
}

/** A tier that came into the programme since: nobody has reached it, and yet somebody falls to it. It brings no gift. */
function fallenTo({ id, from }: Tier, { basis, windowMonths }: TierRules, today: BusinessDay): Step {
  const asked = { basis, windowMonths, from }
  return { tierId: id, reached: NEVER, on: NEVER, since: today, asked, regained: null }
}
