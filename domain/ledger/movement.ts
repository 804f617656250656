import { invariant } from '../fault'
import type { BusinessDay } from '../time/business-day'
import { applyChanges, sumOf, type LotChange } from './lots'
import type { PointsAccount } from './points-account'

/**
 * The only ways points move: 获得、兑换、过期、调整、冲正. `expire` is booked by a job that is still to come; what has
 * ended cannot be spent meanwhile (docs/decisions/0005).
 */
export type Verb = 'earn' | 'redeem' | 'expire' | 'adjust' | 'reverse'

/** One change of a points account, as its entry records it. */
export interface Movement {
  verb: Verb
  /** Change of the balance: the sum of the lot changes. */
  points: number
  /** Change of the debt: negative when new points paid it off. */
  debt: number
  growth: number
  lots: LotChange[]
  /** Points that a clawback under the policy `take-what-is-left` could not take; nobody owes them. */
  shortfall: number
}

/** A movement together with the account after it. */
export interface Moved {
  points: PointsAccount
  movement: Movement
}

/**
 * Applies a movement and gives the entry its number. Throws when the result would break the ledger's rules:
 * that is a fault in the rule that asked for it, never a refusal.
 */
export function move(account: PointsAccount, movement: Movement, activeOn: BusinessDay | null): Moved {
  const lots = applyChanges(account.lots, movement.lots)
  const points: PointsAccount = {
    balance: account.balance + movement.points,
    debt: account.debt + movement.debt,
    growth: account.growth + movement.growth,
    lots,
    seq: account.seq + 1,
    activeOn,
  }
  invariant(
    [points.balance, points.debt, points.growth].every((value) => Number.isSafeInteger(value) && value >= 0),
    `balance ${points.balance}, debt ${points.debt} and growth ${points.growth} must be whole and not negative`,
  )
  invariant(
    lots.every((lot) => Number.isSafeInteger(lot.remaining) && lot.remaining > 0),
    'a lot went below zero',
  )
  invariant(sumOf(lots) === points.balance, `lots hold ${sumOf(lots)}, balance says ${points.balance}`)
  return { points, movement }
}
