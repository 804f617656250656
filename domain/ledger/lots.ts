import type { BusinessDay } from '../time/business-day'
import { lastGoodDay, type Expiry } from './expiry'

/** What earned the points; lots of one kind and one expiry are one lot. */
export type LotKind = 'purchase' | 'gift' | 'adjustment'

/** Points (积分批次) that expire together. An empty lot is dropped: the entries can rebuild it. */
export interface Lot {
  kind: LotKind
  expiry: Expiry
  /** Points still there, at least 1. */
  remaining: number
}

/** How one entry moved one lot: positive granted or restored, negative taken. */
export interface LotChange {
  kind: LotKind
  expiry: Expiry
  points: number
}

type LotKey = Pick<Lot, 'kind' | 'expiry'>

const same = (a: LotKey, b: LotKey): boolean => a.kind === b.kind && a.expiry === b.expiry

export function sumOf(lots: readonly Lot[]): number {
  return lots.reduce((sum, lot) => sum + lot.remaining, 0)
}

/** The lots after the changes, in a stable order (by expiry, then kind), without empty ones. */
export function applyChanges(lots: readonly Lot[], changes: readonly LotChange[]): Lot[] {
  const next = lots.map((lot) => ({ ...lot }))
  for (const change of changes) {
    const lot = next.find((candidate) => same(candidate, change))
    if (lot) lot.remaining += change.points
    else next.push({ kind: change.kind, expiry: change.expiry, remaining: change.points })
  }
  return next.filter((lot) => lot.remaining !== 0).sort(byKey)
}

function byKey(a: LotKey, b: LotKey): number {
  const left = `${a.expiry}|${a.kind}`
  const right = `${b.expiry}|${b.kind}`
  return left < right ? -1 : left > right ? 1 : 0
}

/** Lots that may be spent on `today`: a lot past its last good day is not, even before the expiry job ran. */
export function spendableLots(lots: readonly Lot[], today: BusinessDay, activeOn: BusinessDay | null): Lot[] {
  return lots.filter((lot) => {
    const last = lastGoodDay(lot.expiry, activeOn)
    return last === null || last >= today
  })
}

/** Lots that expire first come first; those that never expire come last. */
export function earliestExpiryFirst(lots: readonly Lot[], activeOn: BusinessDay | null): Lot[] {
  const rank = (lot: Lot): string => lastGoodDay(lot.expiry, activeOn) ?? '9999-99-99'
  return [...lots].sort((a, b) => (rank(a) === rank(b) ? byKey(a, b) : rank(a) < rank(b) ? -1 : 1))
}

/** Takes up to `points` from the lots in the given order; the caller compares `taken` with what it needed. */
export function takeInOrder(lots: readonly Lot[], points: number): { taken: number; changes: LotChange[] } {
  const changes: LotChange[] = []
  let left = points
  for (const lot of lots) {
    if (left === 0) break
    const part = Math.min(lot.remaining, left)
    changes.push({ kind: lot.kind, expiry: lot.expiry, points: -part })
    left -= part
  }
  return { taken: points - left, changes }
}
