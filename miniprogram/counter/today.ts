import type { Value } from '../../contract'
import { isSameDay } from '../copy/dates'

/** What this phone did today, newest first, so that a mistake can be taken back. */
export interface Deed {
  /** The bill's id, or the redemption's. */
  id: string
  kind: 'bill' | 'serving'
  at: number
  storeId: string
  member: Value<'counter', 'settle'>['member']
  /** Fen of a bill; 0 for a serving. */
  amountFen: number
  points: number
  rewardName: string
  /** Until when a serving may be undone; 0 for a bill, which the function judges. */
  undoUntil: number
  takenBack: boolean
}

const KEY = 'counter:today'
/** A long day at one till; what is older than this is the manager's matter. */
const MOST = 200

export const today = {
  list(now: number): Deed[] {
    const deeds = wx.getStorageSync<Deed[] | ''>(KEY) || []
    return deeds.filter(({ at }) => isSameDay(at, now))
  },
  add(deed: Deed): void {
    const others = today.list(deed.at).filter(({ id }) => id !== deed.id)
    wx.setStorageSync(KEY, [deed, ...others].slice(0, MOST))
  },
  takeBack(id: string, now: number): void {
    const deeds = today.list(now).map((deed) => (deed.id === id ? { ...deed, takenBack: true } : deed))
    wx.setStorageSync(KEY, deeds)
  },
}
