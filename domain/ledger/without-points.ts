import { move, type Moved } from './movement'
import type { PointsAccount } from './points-account'

/** An entry about something that moves no points (记事): it has its number among the member's entries and nothing else. */
export function withoutPoints(account: PointsAccount): Moved {
  return move(
    account,
    { verb: 'adjust', points: 0, debt: 0, growth: 0, lots: [], shortfall: 0 },
    account.activeOn,
  )
}
