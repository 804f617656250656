import { earn } from '../ledger/earn'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import { emptyPointsAccount } from '../ledger/points-account'
import type { Programme } from '../programme/programme'
import { businessDay, type Instant } from '../time/business-day'

export interface Joined extends Moved {
  giftPoints: number
  giftWithheld: 'phone-already-had-it' | null
}

/**
 * Opens a points account with the joining gift (注册送积分, requirement F39): once per WeChat identity, and once per
 * phone where one is given. A phone that already belongs to a member has had its gift.
 */
export function join(programme: Programme, at: Instant, phoneIsKnown: boolean): Joined {
  const giftPoints = phoneIsKnown ? 0 : programme.joining.giftPoints
  const today = businessDay(at, programme)
  const moved = earn(emptyPointsAccount, {
    points: giftPoints,
    kind: 'gift',
    expiry: expiryOf(today, programme.joining.expiry),
    growth: 0,
    // Idle lots count from the last visit; for someone who never came, from the day of joining.
    visitOn: today,
  })
  const withheld = phoneIsKnown && programme.joining.giftPoints > 0
  return { ...moved, giftPoints, giftWithheld: withheld ? 'phone-already-had-it' : null }
}
