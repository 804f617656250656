import type { Programme } from '../programme/programme'
import type { Reward } from '../programme/reward'
import { businessDay, monthOf, type Instant } from '../time/business-day'

/** How many of each reward the member took in the period its limit counts. */
export type TakenRewards = Record<string, { period: string; count: number }>

export type SaleState =
  { state: 'on-sale' } | { state: 'not-yet'; from: Instant } | { state: 'over'; until: Instant }

/** Whether the reward is on sale at `at`: the window is half-open, [from, until). */
export function saleState({ onSale }: Reward, at: Instant): SaleState {
  if (onSale.from !== null && at < onSale.from) return { state: 'not-yet', from: onSale.from }
  if (onSale.until !== null && at >= onSale.until) return { state: 'over', until: onSale.until }
  return { state: 'on-sale' }
}

/** The period a member's limit counts in at `at`: a business day, a month, or all time. */
export function limitPeriod(reward: Reward, at: Instant, programme: Programme): string {
  const today = businessDay(at, programme)
  switch (reward.memberLimit?.per) {
    case 'day':
      return today
    case 'month':
      return monthOf(today)
    default:
      return 'ever'
  }
}

/** How many more the member may take; null when there is no limit. */
export function leftForMember(
  reward: Reward,
  taken: TakenRewards,
  at: Instant,
  programme: Programme,
): number | null {
  if (reward.memberLimit === null) return null
  return Math.max(0, reward.memberLimit.count - countedIn(reward, taken, at, programme).count)
}

/**
 * What is counted for the period that `at` falls in. A later period that has begun stays: a redemption from just
 * before the turn, booked just after, counts in the new one, and never opens the old one again.
 */
export function countedIn(
  reward: Reward,
  taken: TakenRewards,
  at: Instant,
  programme: Programme,
): { period: string; count: number } {
  const period = limitPeriod(reward, at, programme)
  const counted = taken[reward.id]
  const ofOneKind = counted?.period.length === period.length
  return counted && ofOneKind && counted.period >= period ? counted : { period, count: 0 }
}

/**
 * The few rewards worth showing beside a balance: what the member can take now, dearest first, then what is
 * nearest. What nobody or this member can take today is left out.
 */
export function worthALook<
  Item extends {
    pricePoints: number
    shortBy: number
    saleState: SaleState['state']
    stockLeft: number | null
    leftForMember: number | null
  },
>(shelf: readonly Item[], most: number): Item[] {
  const open = shelf.filter(
    (item) => item.saleState === 'on-sale' && item.stockLeft !== 0 && item.leftForMember !== 0,
  )
  const within = open.filter(({ shortBy }) => shortBy === 0).sort((a, b) => b.pricePoints - a.pricePoints)
  const beyond = open.filter(({ shortBy }) => shortBy > 0).sort((a, b) => a.shortBy - b.shortBy)
  return [...within, ...beyond].slice(0, most)
}

export interface NextReward {
  rewardId: string
  name: string
  pricePoints: number
  /** Points still missing; 0 when it is within reach. */
  shortBy: number
}

/**
 * The reward worth naming next to a balance: the cheapest one still out of reach, else the dearest within it.
 * Only what is on sale now counts, and this member has not taken as often as they may. Null when there is none.
 */
export function nextReward(
  spendable: number,
  taken: TakenRewards,
  programme: Programme,
  at: Instant,
): NextReward | null {
  const open = programme.rewards.filter(
    (reward) =>
      saleState(reward, at).state === 'on-sale' && leftForMember(reward, taken, at, programme) !== 0,
  )
  const byPrice = [...open].sort((a, b) => a.pricePoints - b.pricePoints)
  const next = byPrice.find((reward) => reward.pricePoints > spendable) ?? byPrice.at(-1)
  if (!next) return null
  return {
    rewardId: next.id,
    name: next.name,
    pricePoints: next.pricePoints,
    shortBy: Math.max(0, next.pricePoints - spendable),
  }
}
