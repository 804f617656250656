import type { Value } from '../../contract'
import type { At } from './till'

/** A bill booked or a redemption served on this phone, kept so that a mistake can be taken back. */
export interface Deed {
  /** The bill's id, or the redemption's. */
  id: string
  kind: 'bill' | 'serving'
  at: number
  storeId: string
  storeName: string
  member: Value<'counter', 'settle'>['member']
  /** Fen that were paid for a bill; 0 for a serving. */
  amountFen: number
  points: number
  rewardName: string
  /** Until when a serving may be undone, by this phone's clock; 0 for a bill, which the function judges. */
  undoUntil: number
  takenBack: boolean
}

const KEY = 'counter:deeds'
/** A long day at one till; what is older than this is the manager's matter. */
const MOST = 200
/** A cashier may void for a day (programme: cashierVoidHours); a night's bills are not gone at midnight. */
const KEPT_MS = 24 * 3_600_000

/** What this phone did in the last day, newest first. */
export const deeds = {
  list(now: number): Deed[] {
    const kept = wx.getStorageSync<Deed[] | ''>(KEY) || []
    return kept.filter(({ at }) => at > now - KEPT_MS)
  },
  add(deed: Deed): void {
    const others = deeds.list(deed.at).filter(({ id }) => id !== deed.id)
    wx.setStorageSync(KEY, [deed, ...others].slice(0, MOST))
  },
  takeBack(id: string, now: number): void {
    const left = deeds.list(now).map((deed) => (deed.id === id ? { ...deed, takenBack: true } : deed))
    wx.setStorageSync(KEY, left)
  },
}

/** A bill as this phone remembers it. */
export function billDeed(
  bill: { billId: string; settledAt: number; payableFen: number; pointsEarned: number },
  member: Deed['member'],
  { storeId, storeName }: At,
): Deed {
  const { billId, settledAt, payableFen, pointsEarned } = bill
  const rest = { rewardName: '', undoUntil: 0, takenBack: false }
  return {
    id: billId,
    kind: 'bill',
    at: settledAt,
    storeId,
    storeName,
    member,
    amountFen: payableFen,
    points: pointsEarned,
    ...rest,
  }
}

/** A serving as this phone remembers it, done at `now` by its clock. */
export function servingDeed(
  serving: Value<'counter', 'fulfil'>,
  { storeId, storeName }: At,
  now: number,
): Deed {
  const { redemptionId, rewardName, member, fulfilledAt, undoUntil } = serving
  return {
    id: redemptionId,
    kind: 'serving',
    at: fulfilledAt,
    storeId,
    storeName,
    member,
    amountFen: 0,
    points: 0,
    rewardName,
    undoUntil: now + undoUntil - fulfilledAt,
    takenBack: false,
  }
}
