import type { BusinessDay } from '../time/business-day'
import type { Lot } from './lots'

/** The points part of a member's account (积分账户). Every field follows from the member's entries. */
export interface PointsAccount {
  /** Sum of the lots; never negative. */
  balance: number
  /** Owed after a clawback of spent points; the next points earned pay it first. Never negative. */
  debt: number
  /** Growth value (成长值): what tiers are made of. Spending points never lowers it. */
  growth: number
  lots: Lot[]
  /** Number of the member's newest entry; entries count 1, 2, 3 … without gaps. */
  seq: number
  /** Business day of the member's last visit; starts the clock of `idle` lots. */
  activeOn: BusinessDay | null
}

export const emptyPointsAccount: PointsAccount = Object.freeze({
  balance: 0,
  debt: 0,
  growth: 0,
  lots: [],
  seq: 0,
  activeOn: null,
})
