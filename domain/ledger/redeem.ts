import { accept, refuse, type Decision, type Refused } from '../decision'
import { invariant } from '../fault'
import type { BusinessDay } from '../time/business-day'
import { earliestExpiryFirst, spendableLots, sumOf, takeInOrder } from './lots'
import { move, type Moved } from './movement'
import type { PointsAccount } from './points-account'

export type NotEnoughPoints = Refused<'not-enough-points', { spendable: number; needed: number }>

/** What the member can spend on `today`: the balance without lots whose last good day has passed. */
export function spendablePoints(account: PointsAccount, today: BusinessDay): number {
  return sumOf(spendableLots(account.lots, today, account.activeOn))
}

/** Spends points (兑换), from the lots that expire first. Refuses rather than take a part. */
export function redeem(
  account: PointsAccount,
  points: number,
  today: BusinessDay,
): Decision<Moved, NotEnoughPoints> {
  invariant(Number.isSafeInteger(points) && points >= 0, `cannot redeem ${points} points`)
  const lots = earliestExpiryFirst(spendableLots(account.lots, today, account.activeOn), account.activeOn)
  const { taken, changes } = takeInOrder(lots, points)
  if (taken < points) return refuse('not-enough-points', { spendable: taken, needed: points })
  return accept(
    move(
      account,
      { verb: 'redeem', points: points === 0 ? 0 : -points, debt: 0, growth: 0, lots: changes, shortfall: 0 },
      account.activeOn,
    ),
  )
}
