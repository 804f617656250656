import type { SeenByStaff } from '../member/profile'
import type { Instant } from '../time/business-day'

export type RedemptionStatus = 'issued' | 'fulfilled'

/** One change of a redemption at the counter, kept for good. */
export interface RedemptionEvent {
  kind: 'fulfilled' | 'undone'
  at: Instant
  storeId: string
  storeName: string
  staffId: string
  requestId: string
}

/** A reward that was paid for and waits to be served (兑换单). Its id is not its code. */
export interface Redemption {
  redemptionId: string
  memberId: string
  /** The number of the entry that paid for it: newest first is by this. */
  seq: number
  member: SeenByStaff
  rewardId: string
  rewardName: string
  pricePoints: number
  status: RedemptionStatus
  issuedAt: Instant
  /** The code is good before this instant. */
  expiresAt: Instant
  /** Stores that serve it, or `['*']` for all. */
  storeIds: string[]
  /** The entry that paid for it. */
  cause: string
  events: RedemptionEvent[]
}

export const everyStore = '*'

/** A redemption served and undone this often is left as it is: its document must stay small. */
export const MOST_EVENTS = 20

export function servedAt(redemption: Redemption, storeId: string): boolean {
  return redemption.storeIds.includes(everyStore) || redemption.storeIds.includes(storeId)
}

export function lastFulfilment(redemption: Redemption): RedemptionEvent | null {
  return redemption.events.findLast((event) => event.kind === 'fulfilled') ?? null
}
