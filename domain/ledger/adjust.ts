import { accept, refuse, type Decision } from '../decision'
import type { BusinessDay } from '../time/business-day'
import { earn, type Grant } from './earn'
import type { Moved } from './movement'
import type { PointsAccount } from './points-account'
import { redeem, type NotEnoughPoints } from './redeem'

/**
 * A correction by a person (调整): grants when positive, takes when negative. Takes only what can be spent,
 * so that a correction never makes a debt nobody agreed to. Zero is refused: an entry must say something.
 */
export function adjust(
  account: PointsAccount,
  change: Pick<Grant, 'points' | 'expiry'>,
  today: BusinessDay,
): Decision<Moved, NotEnoughPoints | { ok: false; reason: 'nothing-to-adjust'; details: object }> {
  if (change.points === 0) return refuse('nothing-to-adjust')
  if (change.points > 0) {
    const moved = earn(account, { ...change, kind: 'adjustment', growth: 0, visitOn: null })
    return accept({ ...moved, movement: { ...moved.movement, verb: 'adjust' } })
  }
  const taken = redeem(account, -change.points, today)
  if (!taken.ok) return taken
  return accept({ ...taken.value, movement: { ...taken.value.movement, verb: 'adjust' } })
}
