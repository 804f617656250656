import type { Value } from '../../contract'
import { day, goodUntil, moment } from './dates'
import { count, yuan } from './money'
import { perWhat } from './refusals'
import { termsLine, whereTaken } from './vouchers'

type ShelfItem = Value<'points-mall', 'list'>['rewards'][number]
type Issued = Value<'points-mall', 'redemption'>['redemption']

export const categoryNames: Record<ShelfItem['category'], string> = {
  drink: '饮品',
  side: '小食',
  main: '主食',
  voucher: '代金券',
  merchandise: '周边',
  privilege: '特权',
}

/** What keeps a member from taking a reward now, in a few words; empty when nothing does. */
export function obstacle(item: ShelfItem, joined: boolean, pointsName: string, now: number): string {
  if (item.saleState === 'not-yet') return `${saleDay(item.saleFrom, now)}开始`
  if (item.saleState === 'over') return '已经结束'
  if (item.stockLeft === 0) return '已兑完'
  if (item.leftForMember === 0) return hadEnough[item.memberLimit?.per ?? 'ever']
  if (!joined) return '加入后可兑'
  return item.shortBy > 0 ? `差 ${count(item.shortBy)} ${pointsName}` : ''
}

const saleDay = (at: number | null, now: number): string => (at === null ? '还没' : day(at, now))

const hadEnough = { day: '今天已兑满', month: '本月已兑满', ever: '已兑过' }

/** `在滨江店领`; no name means every store. */
const whereServed = (storeNames: readonly string[]): string =>
  storeNames.length === 0 ? '所有门店都可以领' : `在${storeNames.join('、')}领`

/** What one should know before taking it: worth, stores, limits, stock, how long the code lasts. */
export function terms(item: ShelfItem, now: number): string[] {
  const { memberLimit, stockLeft, saleUntil, faceValueFen, storeNames, validDays, startsAfterDays, voucher } =
    item
  return [
    ...(voucher === null
      ? [...(faceValueFen > 0 ? [`价值 ${yuan(faceValueFen)}`] : []), whereServed(storeNames)]
      : [`${termsLine(voucher)}，结账时用`, whereTaken(storeNames)]),
    startsAfterDays === 0
      ? `兑换后 ${validDays} 天内有效`
      : `兑换后${startsAfterDays === 1 ? '次日' : ` ${startsAfterDays} 天后`}起可用，有效 ${validDays} 天`,
    ...(memberLimit ? [`${perWhat[memberLimit.per]}限兑 ${memberLimit.count} 份`] : []),
    ...(stockLeft !== null && stockLeft > 0 ? [`还剩 ${count(stockLeft)} 份`] : []),
    ...(saleUntil !== null && item.saleState === 'on-sale' ? [`${moment(saleUntil, now)} 截止`] : []),
  ]
}

/** `回味分商城`. */
export const mallTitle = (pointsName: string): string => `${pointsName}商城`

export const mallWords = {
  spendable: '可用',
  all: '全部',
  notJoined: '加入会员后就能攒分兑换',
  join: '加入会员',
  empty: '商城正在备货，过几天再来看看。',
  emptyTitle: '还没有上架',
  later: '再想想',
  myRedemptions: '我的兑换',
}

/** `用 50 回味分兑换`. */
export const redeemFor = (points: number, pointsName: string): string =>
  `用 ${count(points)} ${pointsName}兑换`

/** `兑换后还有 56 回味分`. */
export const balanceAfter = (points: number, pointsName: string): string =>
  `兑换后还有 ${count(points)} ${pointsName}`

/** A reward's name for a screen reader: what, how much, and why not. */
export function rewardLabel(item: ShelfItem, why: string, pointsName: string): string {
  return [item.name, `${count(item.pricePoints)} ${pointsName}`, ...(why ? [why] : [])].join('，')
}

export const redemptionWords = {
  emptyTitle: '还没有兑换过',
  empty: '攒够了就去商城挑一样，兑换码会留在这里。',
  toMall: '去商城看看',
  more: '看更早的',
  loading: '正在取更早的',
  showAtCounter: '给收银员扫这个码',
  copy: '复制兑换码',
  notCopied: '没能复制。请直接出示这个码。',
  showAgain: '点这里再出示',
  served: '已领取',
  expired: '已过期',
  waiting: '待领取',
  enjoy: '慢慢享用。',
  expiredWhy: '这张兑换码过了有效期，不能再领。',
  backToMall: '回商城',
}

const statusOf = ({ status, code }: Issued): 'waiting' | 'served' | 'expired' =>
  status === 'fulfilled' ? 'served' : code === null ? 'expired' : 'waiting'

/** A redemption in words and as a state. */
export function redemptionLine(issued: Issued, pointsName: string, now: number) {
  const status = statusOf(issued)
  return {
    status,
    statusText: redemptionWords[status],
    when: {
      waiting: goodUntil(moment(issued.expiresAt, now)),
      served: issued.served ? servedLine(issued.served, now) : '',
      expired: `${moment(issued.expiresAt, now)} 过期`,
    }[status],
    where: whereServed(issued.storeNames),
    price: `${count(issued.pricePoints)} ${pointsName}`,
  }
}

/** `今天 12:04 在滨江店领取`. */
function servedLine({ at, storeName }: NonNullable<Issued['served']>, now: number): string {
  return `${moment(at, now)} 在${storeName}领取`
}

/** A redemption in one sentence, for who cannot see the columns. */
export const redemptionLabel = (rewardName: string, line: { statusText: string; when: string }): string =>
  [rewardName, line.statusText, line.when].join('，')
