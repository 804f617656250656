import { accept } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { leftForMember, saleState } from '../../domain/mall/shelf'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import { loadStocks } from '../../storage/stocks'
import type { Handler } from '../handler'

export const list: Handler<'points-mall', 'list'> = async (_input, { db, memberId, now, programme }) => {
  const account = await loadAccount(db, memberId)
  const spendable = spendablePoints(account.points, businessDay(now, programme))
  const limited = programme.rewards.filter((reward) => reward.stock === 'limited').map((reward) => reward.id)
  const stocks = limited.length === 0 ? new Map<string, number>() : await loadStocks(db, limited)
  return accept({
    spendable,
    rewards: programme.rewards.map((reward) => ({
      rewardId: reward.id,
      name: reward.name,
      description: reward.description,
      kind: reward.kind,
      category: reward.category,
      pricePoints: reward.pricePoints,
      faceValueFen: reward.faceValueFen,
      stockLeft: reward.stock === 'limited' ? (stocks.get(reward.id) ?? 0) : null,
      leftForMember: leftForMember(reward, account.taken, now, programme),
      storeIds: reward.storeIds,
      saleState: saleState(reward, now).state,
      saleFrom: reward.onSale.from,
      saleUntil: reward.onSale.until,
      shortBy: Math.max(0, reward.pricePoints - spendable),
    })),
  })
}
