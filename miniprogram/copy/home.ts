import type { Value } from '../../contract'
import { dayFrom, daysLater, goodUntil } from './dates'
import { distance } from './ledger'
import { count } from './money'
import { voucherEnding } from './vouchers'

type Member = NonNullable<Value<'member', 'home'>['member']>

export const homeWords = {
  welcome: '老味道，记得你',
  join: '加入会员',
  joinHow: [
    { drawing: 'stamp', text: '结账时出示会员码' },
    { drawing: 'bowl', text: '每次消费都攒分' },
    { drawing: 'cup', text: '攒够了换一道菜' },
  ],
  showCode: '出示会员码',
  memberNumber: '会员号',
  history: '明细',
  redemptions: '我的兑换',
  rewards: '看看能换什么',
  allRewards: '全部',
  noRewards: '商城正在备货，过几天再来看看。',
}

/** `入会就送 50 回味分`, or what joining brings where there is no gift. */
export function joiningGift(points: number, pointsName: string): string {
  return points > 0 ? `入会就送 ${count(points)} ${pointsName}` : `每次消费都攒${pointsName}`
}

/** The one line that matters now: a debt, points or a voucher about to end, or the distance to the next reward. */
export function whatMattersNow({ debt, expiring, vouchers, nextReward }: Member, pointsName: string): string {
  if (debt > 0) return `之前多用了 ${count(debt)} ${pointsName}，下次消费先抵上`
  if (expiring && expiring.daysLeft <= 7) {
    return `${count(expiring.points)} ${pointsName}${goodUntil(inDays(expiring))}，记得用掉`
  }
  const ending = vouchers.next
  if (ending && ending.daysLeft <= 3) {
    return voucherEnding(ending.name, inDays(ending))
  }
  return distance(nextReward, pointsName)
}

/** `3142 7788 20`: as people read a number aloud. */
export function readAloud(memberNumber: string): string {
  return memberNumber.replace(/^(\d{4})(\d{4})(\d+)$/, '$1 $2 $3')
}

/** A business day lasts into the night: the function says how many are left, not the calendar. */
function inDays({ lastGoodDay, daysLeft }: { lastGoodDay: string; daysLeft: number }): string {
  return dayFrom(lastGoodDay, daysLater(lastGoodDay, -daysLeft))
}
