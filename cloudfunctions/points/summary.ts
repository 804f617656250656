import { accept } from '../../domain/decision'
import { expiryCalendar } from '../../domain/ledger/expiry-calendar'
import { spendablePoints } from '../../domain/ledger/redeem'
import { nextReward } from '../../domain/mall/shelf'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import { listEntries } from '../../storage/entries'
import type { Handler } from '../handler'
import { historyLineOf } from './history-line'

const NEWEST = 3

export const summary: Handler<'points', 'summary'> = async (_input, { db, memberId, now, programme }) => {
  const { points } = await loadAccount(db, memberId)
  const newest = await listEntries(db, memberId, { limit: NEWEST })
  const today = businessDay(now, programme)
  const spendable = spendablePoints(points, today)
  const { balance, debt, growth, seq } = points
  return accept({
    spendable,
    balance,
    debt,
    growth,
    seq,
    expiring: expiryCalendar(points, today),
    newest: newest.map(historyLineOf),
    nextReward: nextReward(spendable, programme, now),
  })
}
