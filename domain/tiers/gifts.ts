import { accept, refuse, type Decision, type Refused } from '../decision'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import { payOnce } from '../ledger/paid-once'
import type { PointsAccount } from '../ledger/points-account'
import type { Tier, TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import { periodOf } from '../time/period'
import { NEVER, rankOf, type Standing, type TierGift } from './standing'

export type NoSuchGift = Refused<'no-such-gift', Record<string, never>>
export type GiftTaken = Refused<'gift-taken', Record<string, never>>

type Gift = NonNullable<Tier['gift']>

/** A gift that waits for its member. */
export interface GiftNow {
  tier: Tier
  gift: Gift
  period: string
  /** The step it is for. */
  reached: BusinessDay
  /** Above 1 after what it had paid was taken back. */
  round: number
}

const findGift = (gifts: readonly TierGift[], tierId: string, period: string): TierGift | null =>
  gifts.find((one) => one.tierId === tierId && one.period === period) ?? null

/**
 * The gifts of the tiers a member has come to (升级礼, requirement F65), once for each tier and year: whoever falls and is
 * back within the year has had it. A manager's word brings none.
 */
export function giftsNow({ steps, gifts }: Standing, rules: TierRules): GiftNow[] {
  return steps.flatMap(({ tierId, reached }) => {
    const tier = rules.list[rankOf(rules, tierId)]
    const period = periodOf('year', reached).key
    const earlier = findGift(gifts, tierId, period)
    if (reached === NEVER || !tier?.gift || (earlier !== null && earlier.paid !== null)) return []
    return [{ tier, gift: tier.gift, period, reached, round: (earlier?.round ?? 0) + 1 }]
  })
}

/** Takes a gift. `brings` is the template of the voucher to be granted as `asked.voucherId`; null for none. */
export function takeGift(
  account: { points: PointsAccount; standing: Standing },
  asked: { tierId: string; period: string; round: number; voucherId: string },
  rules: TierRules,
  today: BusinessDay,
): Decision<Moved & { standing: Standing; tier: Tier; brings: string | null }, NoSuchGift | GiftTaken> {
  const { standing } = account
  const earlier = findGift(standing.gifts, asked.tierId, asked.period)
  const found = giftsNow(standing, rules).find(
    ({ tier, period, round }) => tier.id === asked.tierId && period === asked.period && round === asked.round,
  )
  if (!found) return earlier === null ? refuse('no-such-gift') : refuse('gift-taken')
  const { tier, gift, period, reached } = found
  const expiry = expiryOf(today, rules.giftExpiry)
  const { once, brings, ...moved } = payOnce(account.points, earlier, { ...gift, expiry }, asked)
  const taken: TierGift = { tierId: tier.id, period, reached, ...once }
  const others = standing.gifts.filter((one) => one !== earlier)
  return accept({ ...moved, standing: { ...standing, gifts: twoYears([...others, taken]) }, tier, brings })
}

/** Of each tier the two newest years: nothing older can be taken or taken back. */
function twoYears(gifts: readonly TierGift[]): TierGift[] {
  return gifts.filter(
    (one) => gifts.filter((other) => other.tierId === one.tierId && other.period > one.period).length < 2,
  )
}
