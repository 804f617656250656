import type { TierChange } from '../ledger/entry'
import type { PaidOnce } from '../ledger/paid-once'
import type { Tier, TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'

/** A tier somebody has come to, and when. */
export interface Step {
  tierId: string
  on: BusinessDay
}

/** A manager's word over the rule's (requirement F68), while it lasts. */
export interface ManualTier {
  tierId: string
  /** The tier by the rule at that time: whoever climbs beyond it meanwhile gets what they have climbed to. */
  over: string
  /** The last business day on which it holds. */
  until: BusinessDay
}

/** A tier's gift, once in a year. */
export interface TierGift extends PaidOnce {
  tierId: string
  /** The year in which the tier was reached. */
  period: string
}

/** Uses of each entitlement in the newest period there was one. */
export type EntitlementUses = Record<string, { period: string; count: number }>

/** What an account knows of its tier (等级). The lowest tier is everybody's and no step. */
export interface Standing {
  /** From the lowest up: the last one is the tier by the rule. */
  steps: Step[]
  /** The tier that was lost by not keeping it, and when; null once it is theirs again. */
  fell: Step | null
  manual: ManualTier | null
  gifts: TierGift[]
  uses: EntitlementUses
}

export const noStanding: Standing = Object.freeze({
  steps: [],
  fell: null,
  manual: null,
  gifts: [],
  uses: {},
})

/** A tier's place in the programme, 0 for the lowest; one that is no longer in it is below all. */
export function rankOf({ list }: Pick<TierRules, 'list'>, tierId: string): number {
  return list.findIndex(({ id }) => id === tierId)
}

/** The step that counts: steps to tiers that are no longer in the programme do not. */
export function topStep({ steps }: Pick<Standing, 'steps'>, rules: TierRules): Step | null {
  return steps.filter(({ tierId }) => rankOf(rules, tierId) >= 0).at(-1) ?? null
}

/** The tier that growth has brought; null in a programme without tiers. */
export function tierByRule(standing: Pick<Standing, 'steps'>, rules: TierRules): Tier | null {
  const top = topStep(standing, rules)
  return rules.list[top === null ? 0 : rankOf(rules, top.tierId)] ?? null
}

/** The tier somebody has on a business day: by the rule, or by a manager's word while that lasts. */
export function tierOf(standing: Standing, rules: TierRules, today: BusinessDay): Tier | null {
  const byRule = tierByRule(standing, rules)
  const manual = manualNow(standing, rules, today)
  if (byRule === null || manual === null) return byRule
  const climbed = rankOf(rules, byRule.id) > rankOf(rules, manual.over)
  const named = rules.list[rankOf(rules, manual.tierId)] ?? byRule
  return climbed && rankOf(rules, byRule.id) > rankOf(rules, named.id) ? byRule : named
}

/** A manager's word that holds today. */
export function manualNow({ manual }: Standing, rules: TierRules, today: BusinessDay): ManualTier | null {
  return manual !== null && manual.until >= today && rankOf(rules, manual.tierId) >= 0 ? manual : null
}

/** A change of tier, for the entry that caused it and the notice of it (requirement F69); null when there is none. */
export function tierChange(
  before: Standing,
  after: Standing,
  rules: TierRules,
  today: BusinessDay,
): TierChange | null {
  const [from, to] = [tierOf(before, rules, today), tierOf(after, rules, today)]
  if (from === null || to === null || from.id === to.id) return null
  return { from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } }
}
