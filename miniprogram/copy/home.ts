import type { Value } from '../../contract'
import { businessDay, daysUntil, goodUntil } from './dates'
import { distance } from './ledger'
import { count } from './money'

type Member = NonNullable<Value<'member', 'home'>['member']>

export const homeWords = {
  welcome: '老味道，记得你',
  join: '看看会留下什么，再加入',
  joinHow: [
    { drawing: 'stamp', text: '结账时出示会员码' },
    { drawing: 'bowl', text: '每一元都记成分' },
    { drawing: 'cup', text: '攒够了换一道菜' },
  ],
  showCode: '出示会员码',
  memberNumber: '会员号',
  history: '明细',
  redemptions: '我的兑换',
  rewards: '可以换的',
  allRewards: '全部',
  noRewards: '商城正在备货，过几天再来看看。',
}

/** `入会就送 50 回味分`, or what joining brings where there is no gift. */
export function joiningGift(points: number, pointsName: string): string {
  return points > 0 ? `入会就送 ${count(points)} ${pointsName}` : `每次消费都攒${pointsName}`
}

/** The one line that matters now: a debt, points about to end, or the distance to the next reward. */
export function whatMattersNow(
  { debt, expiring, nextReward }: Member,
  pointsName: string,
  now: number,
): string {
  if (debt > 0) return `有 ${count(debt)} ${pointsName}待补，下次消费先补上`
  if (expiring && daysUntil(expiring.lastGoodDay, now) <= 7) {
    return `${count(expiring.points)} ${pointsName}${goodUntil(businessDay(expiring.lastGoodDay, now))}，记得用掉`
  }
  return distance(nextReward, pointsName)
}

/** `3142 7788 20`: as people read a number aloud. */
export function readAloud(memberNumber: string): string {
  return memberNumber.replace(/^(\d{4})(\d{4})(\d+)$/, '$1 $2 $3')
}
