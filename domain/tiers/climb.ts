import type { ActiveDay } from '../bill/activity'
import type { Tier, TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import { growthOn } from './growth'
import { regains } from './keeping/catalogue'
import { rankOf, tierByRule, type Standing } from './standing'

/** The highest tier whose growth is there. */
export function tierFor(growth: number, { list }: Pick<TierRules, 'list'>): Tier | null {
  return list.filter(({ from }) => from <= growth).at(-1) ?? null
}

/**
 * Raises a member to the highest tier their growth is enough for (升级), through several at once where it is
 * (requirement F64): after every bill. Never lowers.
 */
export function climb(
  standing: Standing,
  days: readonly ActiveDay[],
  rules: TierRules,
  today: BusinessDay,
): Standing {
  const now = tierByRule(standing, rules)
  const target = tierFor(growthOn(days, rules, today), rules)
  if (now === null || target === null) return standing
  const from = rankOf(rules, now.id)
  const { fell } = standing
  const closed =
    fell !== null && !regains(rules.keeping, days, fell.on, today) ? rankOf(rules, fell.tierId) : Infinity
  const reached = rules.list.slice(from + 1, rankOf(rules, target.id) + 1)
  const steps = reached.filter((_, i) => closed < 0 || from + 1 + i < closed)
  const top = steps.at(-1)
  if (top === undefined) return standing
  const again = fell !== null && rankOf(rules, top.id) >= rankOf(rules, fell.tierId)
  return {
    ...standing,
    steps: [...standing.steps, ...steps.map(({ id }) => ({ tierId: id, on: today }))],
    fell: again ? null : fell,
  }
}

/**
 * The standing without what a voided bill was the reason for: tiers that were reached with the bill, would not have been
 * without it, and are not without it today. `before` and `after` are the days with the bill and without.
 */
export function withoutTheBill(
  standing: Standing,
  { before, after }: { before: readonly ActiveDay[]; after: readonly ActiveDay[] },
  billDay: BusinessDay,
  rules: TierRules,
  today: BusinessDay,
): Standing {
  const steps = [...standing.steps]
  for (let top = steps.at(-1); top !== undefined; top = steps.at(-1)) {
    const tier = rules.list[rankOf(rules, top.tierId)]
    // A tier that is no longer in the programme counts for nothing; what is below it is looked at all the same.
    const enough = (days: readonly ActiveDay[], on: BusinessDay): boolean =>
      tier !== undefined && growthOn(days, rules, on) >= tier.from
    const lost =
      tier === undefined ||
      (billDay <= top.on && enough(before, top.on) && !enough(after, top.on) && !enough(after, today))
    if (!lost) break
    steps.pop()
  }
  return steps.length === standing.steps.length ? standing : { ...standing, steps }
}
