import { invariant } from '../fault'
import type { BusinessDay } from '../time/business-day'
import type { Expiry } from './expiry'
import type { LotKind } from './lots'
import { move, type Moved } from './movement'
import type { PointsAccount } from './points-account'

export interface Grant {
  points: number
  kind: LotKind
  expiry: Expiry
  /** Growth value that comes with the points; 0 for gifts. */
  growth: number
  /** The business day when the grant is a visit; null for gifts that are no visit. */
  visitOn: BusinessDay | null
}

/** Grants points (获得). A debt is paid first; the rest opens or fills a lot. */
export function earn(account: PointsAccount, grant: Grant): Moved {
  invariant(Number.isSafeInteger(grant.points) && grant.points >= 0, `cannot earn ${grant.points} points`)
  const repaid = Math.min(account.debt, grant.points)
  const granted = grant.points - repaid
  return move(
    account,
    {
      verb: 'earn',
      points: granted,
      debt: repaid === 0 ? 0 : -repaid,
      growth: grant.growth,
      lots: granted === 0 ? [] : [{ kind: grant.kind, expiry: grant.expiry, points: granted }],
      shortfall: 0,
    },
    later(account.activeOn, grant.visitOn),
  )
}

function later(a: BusinessDay | null, b: BusinessDay | null): BusinessDay | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
