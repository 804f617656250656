import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Instant } from '../time/business-day'
import { lastFulfilment, servedAt, type Redemption, type RedemptionEvent } from './redemption'

export type AlreadyServed = Refused<'already-served', { servedAt: Instant; storeName: string }>
export type RedemptionExpired = Refused<'redemption-expired', { expiredAt: Instant }>
export type OtherStore = Refused<'not-served-here', { storeIds: string[] }>
export type UndoWindowPassed = Refused<'undo-window-passed', { fulfilledAt: Instant; minutes: number }>
export type NotFulfilled = Refused<'not-fulfilled', Record<string, never>>
export type FulfilledElsewhere = Refused<'fulfilled-elsewhere', { storeName: string }>

export type UndoneTooOften = Refused<'undone-too-often', Record<string, never>>

export interface AtCounter {
  storeId: string
  at: Instant
}

/** 核销: a redemption is served once, before it expires, in a store that serves it. */
export function fulfil(
  redemption: Redemption,
  counter: AtCounter,
): Decision<null, AlreadyServed | RedemptionExpired | OtherStore> {
  if (!servedAt(redemption, counter.storeId)) {
    return refuse('not-served-here', { storeIds: redemption.storeIds })
  }
  const used = lastFulfilment(redemption)
  if (redemption.status === 'fulfilled' && used) {
    return refuse('already-served', { servedAt: used.at, storeName: used.storeName })
  }
  if (counter.at >= redemption.expiresAt)
    return refuse('redemption-expired', { expiredAt: redemption.expiresAt })
  return accept(null)
}

/** Whether a serving of that instant may still be taken back at `at`. */
export function undoStillOpen(fulfilledAt: Instant, at: Instant, minutes: number): boolean {
  return at - fulfilledAt <= minutes * 60_000
}

/**
 * 撤销核销: the store that served it may take that serving back for a few minutes; the code then works again. An
 * undo of a serving that is no longer the last one undoes nothing.
 */
export function undo(
  redemption: Redemption,
  fulfilledAt: Instant,
  counter: AtCounter,
  limits: { minutes: number; mostEvents: number },
): Decision<null, NotFulfilled | FulfilledElsewhere | UndoWindowPassed | UndoneTooOften> {
  const served = lastFulfilment(redemption)
  if (redemption.status !== 'fulfilled' || served?.at !== fulfilledAt) return refuse('not-fulfilled')
  if (served.storeId !== counter.storeId)
    return refuse('fulfilled-elsewhere', { storeName: served.storeName })
  if (!undoStillOpen(served.at, counter.at, limits.minutes)) {
    return refuse('undo-window-passed', { fulfilledAt: served.at, minutes: limits.minutes })
  }
  if (redemption.events.length >= limits.mostEvents) return refuse('undone-too-often')
  return accept(null)
}

/** The event an earlier delivery of the same request left behind, if it already did its work. */
export function eventOf(redemption: Redemption, requestId: string): RedemptionEvent | null {
  return redemption.events.find((event) => event.requestId === requestId) ?? null
}
