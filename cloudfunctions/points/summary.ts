import { accept } from '../../domain/decision'
import { expiryCalendar } from '../../domain/ledger/expiry-calendar'
import { spendablePoints } from '../../domain/ledger/redeem'
import { nextReward } from '../../domain/mall/shelf'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import { listEntries } from '../../storage/entries'
import type { Handler } from '../handler'
import { pageOf } from './history-page'

const FIRST_PAGE = 20

export const summary: Handler<'points', 'summary'> = async (_input, { db, memberId, now, programme }) => {
  const { points, taken } = await loadAccount(db, memberId)
  const newest = await listEntries(db, memberId, { limit: FIRST_PAGE })
  const today = businessDay(now, programme)
  const spendable = spendablePoints(points, today)
  const { balance, debt, growth, seq } = points
  const page = pageOf(newest, programme)
  return accept({
    brand: programme.brand,
    today,
    spendable,
    balance,
    debt,
    growth,
    seq,
    expiring: expiryCalendar(points, today),
    newest: page.lines,
    nextBeforeSeq: page.nextBeforeSeq,
    nextReward: nextReward(spendable, taken, programme, now),
  })
}
