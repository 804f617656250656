import { accept } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import type { Handler } from '../handler'
import { loadShelf } from '../shelf'

export const list: Handler<'points-mall', 'list'> = async (_input, { db, memberId, now, programme }) => {
  const account = memberId === null ? null : await loadAccount(db, memberId)
  return accept({
    brand: programme.brand,
    joined: account !== null,
    spendable: account === null ? 0 : spendablePoints(account.points, businessDay(now, programme)),
    rewards: await loadShelf(db, account, programme, now),
  })
}
