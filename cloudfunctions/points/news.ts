import { accept } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { nextReward } from '../../domain/mall/shelf'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import { listEntries } from '../../storage/entries'
import type { Handler } from '../handler'
import { historyLineOf } from './history-line'

const MOST_LINES = 10

/** What happened since entry `afterSeq`. One request while nothing did: a waiting phone asks every few seconds. */
export const news: Handler<'points', 'news'> = async ({ afterSeq }, { db, memberId, now, programme }) => {
  const { points, taken } = await loadAccount(db, memberId)
  const limit = Math.min(MOST_LINES, points.seq - afterSeq)
  // What was written since the account was read is for the next time: `seq` names the newest of these lines.
  const newer = limit > 0 ? await listEntries(db, memberId, { beforeSeq: points.seq + 1, limit }) : []
  const spendable = spendablePoints(points, businessDay(now, programme))
  return accept({
    seq: points.seq,
    spendable,
    lines: newer.filter(({ seq }) => seq > afterSeq).map((entry) => historyLineOf(entry, programme)),
    nextReward: nextReward(spendable, taken, programme, now),
  })
}
