import { accept, refuse, type Decision, type Refused } from '../decision'
import { invariant } from '../fault'
import { addDays, type BusinessDay } from '../time/business-day'
import { lastGoodDay, type Expiry } from './expiry'
import { earliestExpiryFirst, spendableLots, takeInOrder, type Lot, type LotChange } from './lots'
import { move, type Moved, type Movement } from './movement'
import type { PointsAccount } from './points-account'

/** What happens when points to be taken back are already spent. */
export type ClawbackPolicy = 'take-what-is-left' | 'debt' | 'refuse'

export type PointsAlreadySpent = Refused<'points-already-spent', { missing: number }>

/**
 * Undoes one grant (冲正), for a voided bill. What the grant put into a lot is taken from that lot first, then
 * from the others, earliest expiry first; what it had paid off the debt is owed again. Points already spent are
 * written off, owed, or a reason to refuse, as the programme's clawback policy says.
 */
export function reverseGrant(
  account: PointsAccount,
  grant: Movement,
  policy: ClawbackPolicy,
  today: BusinessDay,
): Decision<Moved, PointsAlreadySpent> {
  invariant(grant.points >= 0, 'only a grant can be clawed back')
  const { taken, changes } = takeInOrder(ownLotsFirst(account, grant.lots, today), grant.points)
  const missing = grant.points - taken
  if (missing > 0 && policy === 'refuse') return refuse('points-already-spent', { missing })
  const owedAgain = -grant.debt
  return accept(
    move(
      account,
      {
        verb: 'reverse',
        points: taken === 0 ? 0 : -taken,
        debt: owedAgain + (policy === 'debt' ? missing : 0),
        growth: grant.growth === 0 ? 0 : -grant.growth,
        lots: changes,
        shortfall: policy === 'take-what-is-left' ? missing : 0,
      },
      account.activeOn,
    ),
  )
}

/** Dead points pay for nothing: of the other lots only those that can still be spent are taken. */
function ownLotsFirst(account: PointsAccount, granted: readonly LotChange[], today: BusinessDay): Lot[] {
  const own = (lot: Lot): boolean =>
    granted.some((change) => change.kind === lot.kind && change.expiry === lot.expiry)
  const rest = spendableLots(
    account.lots.filter((lot) => !own(lot)),
    today,
    account.activeOn,
  )
  return [...account.lots.filter(own), ...earliestExpiryFirst(rest, account.activeOn)]
}

/**
 * Gives spent points back (冲正), each to the lot it came from. A lot that has meanwhile ended, or is about to,
 * is good for `graceDays` more, so that points never come back already dead. A debt takes its part first.
 */
export function reverseSpending(
  account: PointsAccount,
  spending: Movement,
  today: BusinessDay,
  graceDays: number,
): Moved {
  invariant(spending.points <= 0, 'only spending can be given back')
  const earliest = addDays(today, graceDays)
  let repay = Math.min(account.debt, -spending.points)
  const repaid = repay
  const changes: LotChange[] = []
  for (const change of spending.lots) {
    const toDebt = Math.min(repay, -change.points)
    repay -= toDebt
    const back = -change.points - toDebt
    const expiry: Expiry = endsBefore(change.expiry, earliest, account.activeOn) ? earliest : change.expiry
    if (back > 0) changes.push({ kind: change.kind, expiry, points: back })
  }
  return move(
    account,
    {
      verb: 'reverse',
      points: -spending.points - repaid,
      debt: repaid === 0 ? 0 : -repaid,
      growth: 0,
      lots: changes,
      shortfall: 0,
    },
    account.activeOn,
  )
}

function endsBefore(expiry: Expiry, day: BusinessDay, activeOn: BusinessDay | null): boolean {
  const last = lastGoodDay(expiry, activeOn)
  return last !== null && last < day
}
