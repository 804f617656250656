import type { TierChange } from '../ledger/entry'
import type { PaidOnce } from '../ledger/paid-once'
import type { Tier, TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import type { PeriodKind } from '../time/period'

/** What a tier asked for on the day it was reached: a manager who asks for more later takes nothing back. */
export type Asked = Pick<TierRules, 'basis' | 'windowMonths'> & { from: number }

/** A tier that was lost by not keeping it, and when. */
export interface Fall {
  tierId: string
  on: BusinessDay
}

/** A tier somebody has come to. */
export interface Step {
  tierId: string
  /** When it was reached first; what a gift is for. */
  reached: BusinessDay
  /** On which day the growth for it was there: another one than `reached` after the bill of that day was voided. */
  on: BusinessDay
  /** Since when it is being kept: the fall from the one above, if that was later. */
  since: BusinessDay
  asked: Asked
  /** The fall it has made good; null when it was reached by growth alone. */
  regained: Fall | null
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
  /** The step it was for. */
  reached: BusinessDay
}

/** A voucher that the diner took as an entitlement. */
export interface TakenVoucher extends PaidOnce {
  entitlementId: string
  per: PeriodKind
  period: string
  nth: number
}

/**
 * Uses of each entitlement in the newest period there was one, by the entitlement and what its quota is per: uses of a month
 * are no uses of a week. Of `count` uses, `undone` were taken back since; the place of the next one counts them all the same.
 */
export type EntitlementUses = Record<string, { period: string; count: number; undone: number }>

/** What an account knows of its tier (等级). The lowest tier is everybody's and no step. */
export interface Standing {
  /** From the lowest up: the last one is the tier by the rule. */
  steps: Step[]
  /** The tier that was lost by not keeping it, and when; null once it is theirs again. */
  fell: Fall | null
  manual: ManualTier | null
  gifts: TierGift[]
  uses: EntitlementUses
  /** The newest vouchers that were taken as entitlements. */
  taken: TakenVoucher[]
}

/** Before every business day: of a tier that was not reached. */
export const NEVER: BusinessDay = '0000-01-01'

export const noStanding: Standing = Object.freeze({
  steps: [],
  fell: null,
  manual: null,
  gifts: [],
  uses: {},
  taken: [],
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
