import type { Input, Value } from '../../contract'
import { promised } from '../copy/given'
import { benefitsOf, fromLine, leftLine, nextTierLine, tierOnHome, tierWords } from '../copy/tiers'

type Mine = Value<'tiers', 'mine'>
type OnHome = NonNullable<Value<'member', 'home'>['member']>['tier']

export const noTier = { name: '', line: '', percent: 0, waits: false }

/** The tier as the member card shows it. */
export function tierOnCard(tier: OnHome): typeof noTier {
  if (tier === null) return noTier
  const { name, growth, from, next, toTake } = tier
  return { name, line: tierOnHome(tier), percent: percentOf(growth, from, next?.from), waits: toTake > 0 }
}

/** How much of the way from one tier to the next is done; all of it on the highest. */
function percentOf(growth: number, from: number, to: number | undefined): number {
  if (to === undefined) return 100
  return Math.max(0, Math.min(100, Math.floor(((growth - from) * 100) / (to - from))))
}

/** A gift as templates show it. */
export interface ShownGift {
  id: string
  name: string
  brings: string
  /** What taking it says. */
  take: Input<'tiers', 'takeGift'>
  label: string
}

export interface ShownEntitlement {
  id: string
  name: string
  left: string
  /** Whether it can be taken here and now; staff give the others. */
  toTake: boolean
  usedUp: boolean
  atCounter: boolean
  take: Input<'tiers', 'takeVoucher'>
  label: string
}

export interface ShownTier {
  id: string
  name: string
  from: string
  benefits: string[]
  mine: boolean
}

export function shownGifts({ gifts, brand }: Mine): ShownGift[] {
  return gifts.map(({ tierId, tierName, period, round, points, voucher }) => {
    const name = `${tierName}${tierWords.gifts}`
    const brings = promised({ points, voucher }, brand.pointsName)
    return {
      id: `${tierId} ${period}`,
      name,
      brings,
      take: { tierId, period, round },
      label: `${tierWords.take} ${name}`,
    }
  })
}

export function shownEntitlements({ entitlements }: Pick<Mine, 'entitlements'>): ShownEntitlement[] {
  return entitlements.map(({ entitlementId, name, quota, by, brings, period, nth, left }) => {
    const line = leftLine(quota, left, brings)
    return {
      id: entitlementId,
      name,
      left: line,
      toTake: by === 'diner' && left !== 0,
      usedUp: left === 0,
      atCounter: by === 'counter' && left !== null && left > 0,
      take: { entitlementId, period, nth },
      label: [name, line].join('，'),
    }
  })
}

/** Every tier from the lowest up, and which of them is the member's. */
export function shownTiers({ tiers, tier, brand }: Mine): ShownTier[] {
  return tiers.map((one) => ({
    id: one.tierId,
    name: one.name,
    from: fromLine(one.from),
    benefits: benefitsOf(one, brand.pointsName),
    mine: one.tierId === tier?.tierId,
  }))
}

/** The way to the next tier from the member's own. */
export function nextTier({ tiers, tier, growth }: Mine): { line: string; percent: number } {
  const place = tiers.findIndex(({ tierId }) => tierId === tier?.tierId)
  const next = tiers[place + 1]
  const from = tiers[place]?.from ?? 0
  return {
    line: nextTierLine({ growth, next: next ? { name: next.name, from: next.from } : null }),
    percent: percentOf(growth, from, next?.from),
  }
}
