import type { Value } from '../contract'
import type { Account } from '../domain/account'
import { spendablePoints } from '../domain/ledger/redeem'
import { leftForMember, saleState } from '../domain/mall/shelf'
import { storeNameOf, type Programme } from '../domain/programme/programme'
import type { Reward } from '../domain/programme/reward'
import { businessDay, type Instant } from '../domain/time/business-day'
import { templateOf } from '../domain/vouchers/grant'
import type { Database } from '../storage/database'
import { loadStocks } from '../storage/stocks'

type ShelfItem = Value<'points-mall', 'list'>['rewards'][number]

/** The mall's shelf as this member sees it, or someone who has not joined. One request where a reward has a stock. */
export async function loadShelf(
  db: Database,
  account: Account | null,
  programme: Programme,
  now: Instant,
): Promise<ShelfItem[]> {
  const spendable = account === null ? 0 : spendablePoints(account.points, businessDay(now, programme))
  const limited = programme.rewards.filter((reward) => reward.stock === 'limited').map((reward) => reward.id)
  const stocks = limited.length === 0 ? new Map<string, number>() : await loadStocks(db, limited)
  return programme.rewards.map((reward) => ({
    rewardId: reward.id,
    name: reward.name,
    description: reward.description,
    kind: reward.kind,
    category: reward.category,
    pricePoints: reward.pricePoints,
    faceValueFen: reward.faceValueFen,
    stockLeft: reward.stock === 'limited' ? (stocks.get(reward.id) ?? 0) : null,
    leftForMember: leftForMember(reward, account?.taken ?? {}, now, programme),
    memberLimit: reward.memberLimit,
    ...whatItIs(reward, programme),
    saleState: saleState(reward, now).state,
    saleFrom: reward.onSale.from,
    saleUntil: reward.onSale.until,
    shortBy: Math.max(0, reward.pricePoints - spendable),
  }))
}

/** A voucher is good where and as long as its template says. */
function whatItIs({ voucher, storeIds, codeValidDays }: Reward, programme: Programme) {
  const template = voucher === null ? null : templateOf(programme, voucher)
  return {
    voucher: template && template.terms,
    validDays: template?.validity.days ?? codeValidDays,
    startsAfterDays: template?.validity.startsAfterDays ?? 0,
    storeNames: (template?.storeIds ?? storeIds).map((id) => storeNameOf(programme, id)),
  }
}
