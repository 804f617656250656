import { accept, refuse, type Decision, type Refused } from '../decision'
import type { TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import { periodOf, type PeriodKind } from '../time/period'
import { givesOf, type Entitlement } from './entitlements/catalogue'
import type { Gives } from './entitlements/entitlement'
import { tierOf, type EntitlementUses, type Standing, type TakenVoucher } from './standing'

export type NoSuchEntitlement = Refused<'no-such-entitlement', Record<string, never>>
type Quota = NonNullable<Entitlement['quota']>
export type EntitlementUsedUp = Refused<'entitlement-used-up', Quota>
/** Somebody else's tap was counted since this list was shown. */
export type EntitlementGiven = Refused<'entitlement-given', Record<string, never>>

/** An entitlement as one member has it today. */
export interface EntitlementNow {
  entitlement: Entitlement
  gives: Gives
  /** The key of its period; `always` for what has no quota. */
  period: string
  /** Uses left in it; null for what is always there. */
  left: number | null
  /** Which use in its period the next one is: 1, 2 … */
  nth: number
}

/** What the member's tier entitles to today (权益), and how much of it is left. */
export function entitlementsNow(standing: Standing, rules: TierRules, today: BusinessDay): EntitlementNow[] {
  const entitlements = tierOf(standing, rules, today)?.entitlements ?? []
  return entitlements.map((entitlement) => {
    const { id, quota } = entitlement
    const gives = givesOf(entitlement)
    if (quota === null) return { entitlement, gives, period: 'always', left: null, nth: 0 }
    const counted = standing.uses[usesKey(id, quota.per)]
    const { period, count, undone } = countedIn(counted, periodOf(quota.per, today).key)
    return { entitlement, gives, period, left: Math.max(0, quota.count - count + undone), nth: count + 1 }
  })
}

/** A use from just before the turn of a period, booked just after it, counts in the new one, which stays open. */
function countedIn(counted: EntitlementUses[string] | undefined, period: string): EntitlementUses[string] {
  return counted && counted.period >= period ? counted : { period, count: 0, undone: 0 }
}

/** Uses of a month are no uses of a week. */
const usesKey = (entitlementId: string, per: PeriodKind): string => `${entitlementId}:${per}`

/** Without the uses of vouchers that were taken back: they can be had again, at another place in the period. */
export function withoutUses(uses: EntitlementUses, undone: readonly TakenVoucher[]): EntitlementUses {
  const left = { ...uses }
  for (const { entitlementId, per, period } of undone) {
    const key = usesKey(entitlementId, per)
    const counted = left[key]
    if (counted?.period === period) left[key] = { ...counted, undone: counted.undone + 1 }
  }
  return left
}

/**
 * Uses an entitlement once (使用权益): the `nth` use of its period, so that two who saw the same list do not use it twice.
 */
export function useEntitlement(
  standing: Standing,
  asked: { entitlementId: string; period: string; nth: number; by: Gives['by'] },
  rules: TierRules,
  today: BusinessDay,
): Decision<
  { standing: Standing; entitlement: Entitlement; quota: Quota; gives: Gives; left: number },
  NoSuchEntitlement | EntitlementUsedUp | EntitlementGiven
> {
  const found = entitlementsNow(standing, rules, today).find(
    ({ entitlement: { id, quota }, gives }) =>
      id === asked.entitlementId && quota !== null && gives.by === asked.by,
  )
  const quota = found?.entitlement.quota
  if (!found || !quota || found.left === null) return refuse('no-such-entitlement')
  const { entitlement, gives, period, left, nth } = found
  if (left === 0) return refuse('entitlement-used-up', quota)
  if (nth !== asked.nth || period !== asked.period) return refuse('entitlement-given')
  const key = usesKey(entitlement.id, quota.per)
  const counted = countedIn(standing.uses[key], period)
  const uses = { ...standing.uses, [key]: { ...counted, count: nth } }
  return accept({ standing: { ...standing, uses }, entitlement, quota, gives, left: left - 1 })
}
