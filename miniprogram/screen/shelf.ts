import type { Value } from '../../contract'
import { count } from '../copy/money'
import { balanceAfter, categoryNames, obstacle, redeemFor, rewardLabel, terms } from '../copy/rewards'
import { drawingOf } from './drawings'

type ShelfItem = Value<'points-mall', 'list'>['rewards'][number]

/** A reward as cards and the sheet show it. */
export interface ShownReward {
  rewardId: string
  name: string
  description: string
  category: string
  categoryName: string
  drawing: string
  price: string
  pointsName: string
  /** Why it cannot be had now; empty when it can. */
  obstacle: string
  within: boolean
  /** How far on the way, in percent. */
  progress: number
  label: string
  terms: string[]
  redeem: string
  after: string
  /** For the order on the shelf. */
  rank: number
  pricePoints: number
}

/** Before anything was chosen. */
export const noReward: Partial<ShownReward> = { name: '', drawing: '', terms: [] }

export interface ShelfOwner {
  joined: boolean
  spendable: number
  pointsName: string
}

/** The shelf in the order people look at it: what they can have, what is nearest, what is gone. */
export function shownShelf(rewards: readonly ShelfItem[], owner: ShelfOwner, now: number): ShownReward[] {
  return rewards
    .map((item) => shownReward(item, owner, now))
    .sort((a, b) => a.rank - b.rank || a.pricePoints - b.pricePoints)
}

export function shownReward(item: ShelfItem, owner: ShelfOwner, now: number): ShownReward {
  const { joined, spendable, pointsName } = owner
  const why = obstacle(item, joined, pointsName, now)
  const gone = item.saleState !== 'on-sale' || item.stockLeft === 0 || item.leftForMember === 0
  return {
    rewardId: item.rewardId,
    name: item.name,
    description: item.description,
    category: item.category,
    categoryName: categoryNames[item.category],
    drawing: drawingOf(item.category),
    price: count(item.pricePoints),
    pointsName,
    obstacle: why,
    within: why === '',
    progress: gone ? 0 : Math.min(100, Math.floor((spendable * 100) / item.pricePoints)),
    label: rewardLabel(item, why, pointsName),
    terms: terms(item, now),
    redeem: redeemFor(item.pricePoints, pointsName),
    after: balanceAfter(spendable - item.pricePoints, pointsName),
    rank: gone ? 2 : item.shortBy > 0 ? 1 : 0,
    pricePoints: item.pricePoints,
  }
}
