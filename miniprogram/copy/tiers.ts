import type { Value } from '../../contract'
import { after, dayFrom, monthAndDay } from './dates'
import { promised } from './given'
import { count, decimal, yuan } from './money'
import { foldOf } from './vouchers'

type Mine = Value<'tiers', 'mine'>
type Tier = Mine['tiers'][number]
type Quota = Mine['entitlements'][number]['quota']
type Per = NonNullable<Quota>['per']
type OnHome = NonNullable<NonNullable<Value<'member', 'home'>['member']>['tier']>

export const tierWords = {
  title: '会员等级',
  growth: '成长值',
  take: '领取',
  gifts: '升级礼',
  entitlements: '我的权益',
  atCounter: '到店找店员使用',
  all: '各级会员',
  yours: '您在这一级',
  none: '现在没有会员等级',
  noneWhy: '每次消费照常攒分。',
  plain: '每次消费照常攒分',
  noEntitlements: '这一级暂无专属权益，升级后解锁更多。',

  give: '使用',
  giveNow: '确认使用',
  toGive: '会员权益',
  nothingToGive: '这一级没有需要店员办理的权益。',
  setTier: '调整等级',
  pickTier: '调整到',
  lasts: '有效期',
  reason: '原因（会记录）',
  reasonMissing: '请写明调整的原因。',
  pickFirst: '请先选好调整到哪一级。',
  confirmSet: '确认调整',
  takeBack: '收回，恢复按规则定级',
}

const per: Record<Per, string> = {
  day: '每天',
  week: '每周',
  month: '每月',
  quarter: '每季',
  year: '每年',
  once: '共',
}

/** What growth is made of, and for how long: `按近 12 个月消费得的回味分计算，兑换不会减少`. */
export function basisLine(
  { basis, windowMonths }: Pick<Mine, 'basis' | 'windowMonths'>,
  pointsName: string,
): string {
  const what = {
    points: `消费得的${pointsName}`,
    spending: '消费的金额',
    visits: '到店的天数',
  }[basis]
  return `按近 ${windowMonths} 个月${what}计算，兑换不会减少`
}

/** `成长值 320`, in the unit of its basis. */
export const growthLine = (growth: number): string => `${tierWords.growth} ${count(growth)}`

/** `再攒 180 成长值升银卡`, or that there is nothing above. */
export function nextTierLine({ growth, next }: Pick<OnHome, 'growth' | 'next'>): string {
  if (next === null) return '已是最高等级'
  return next.from > growth
    ? `再攒 ${count(next.from - growth)} ${tierWords.growth}升${next.name}`
    : `成长值已够${next.name}`
}

/** What waits to be taken, or how far it is to the next tier. */
export const tierOnHome = ({ toTake, ...rest }: OnHome): string =>
  toTake > 0 ? `${toTake} 份礼遇待领取` : nextTierLine(rest)

/** Until when, and what would keep it: `金卡保留到 2 月 25 日，之前再攒 120 成长值可继续保留`. */
export function keepLine({ keep, tier, today }: Pick<Mine, 'keep' | 'tier' | 'today'>): string {
  if (keep === null || tier === null) return ''
  const until = dayFrom(keep.through, today)
  const [{ needs }, { name }] = [keep, tier]
  if (keep.through < today) return `${name}的保级期已过，${stillKeeps(needs)}`
  switch (needs.kind) {
    case 'growth':
      return `${after(`${name}保留到`, until)}，之前再攒 ${count(needs.of - needs.done)} ${tierWords.growth}可继续保留`
    case 'spending':
      if (needs.from > today)
        return `${after(`${name}保留到`, until)}，下一季消费满 ${yuan(needs.of)} 可继续保留`
      return `${after(`${name}保留到`, until)}，这一季消费满 ${yuan(needs.of)} 可继续保留（已消费 ${yuan(needs.done)}）`
    case 'visit':
      return `${after(`${name}保留到`, until)}，之前来一次就继续保留`
  }
}

/** What keeps a tier whose time is over and that nobody has looked at yet. */
function stillKeeps(needs: NonNullable<Mine['keep']>['needs']): string {
  switch (needs.kind) {
    case 'growth':
      return `再攒 ${count(needs.of - needs.done)} ${tierWords.growth}可继续保留`
    case 'spending':
      return `这一季消费满 ${yuan(needs.of)} 可恢复（已消费 ${yuan(needs.done)}）`
    case 'visit':
      return '来一次就继续保留'
  }
}

/** `门店为您安排了金卡，到 2 月 25 日`. */
export const byHandLine = ({ name, until }: NonNullable<Mine['byHand']>, today: string): string =>
  after(`门店为您安排了${name}，到`, dayFrom(until, today))

/** How often: `每月 1 次`, `随时可用`. */
export const quotaLine = (quota: Quota): string =>
  quota === null ? '随时可用' : `${per[quota.per]} ${quota.count} 次`

/** How often and what is left, and the dish it is: `每月 1 次，还可用 1 次 · 一颗卤蛋`, `每月 1 次，已用完`. */
export function leftLine(quota: Quota, left: number | null, brings: string | null = null): string {
  const often =
    left === null ? quotaLine(quota) : `${quotaLine(quota)}，${left > 0 ? `还可用 ${left} 次` : '已用完'}`
  return brings === null ? often : `${often} · ${brings}`
}

/** What a tier brings, line by line: `消费得 1.2 倍回味分`, `消费 9.5 折`, `升级礼 50 回味分和小菜券`. */
export function benefitsOf(tier: Tier, pointsName: string): string[] {
  const { multiplierBasisPoints, discountBasisPoints, gift, entitlements } = tier
  return [
    ...(multiplierBasisPoints > 10_000 ? [`消费得 ${timesOf(multiplierBasisPoints)} 倍${pointsName}`] : []),
    ...(discountBasisPoints > 0 ? [`消费 ${foldOf(discountBasisPoints)} 折`] : []),
    ...(gift === null ? [] : [`${tierWords.gifts} ${promised(gift, pointsName)}`]),
    ...entitlements.map(({ name, quota }) => `${name}（${quotaLine(quota)}）`),
  ]
}

/** `500 成长值起`; the lowest is there from the beginning. */
export const fromLine = (from: number): string =>
  from === 0 ? '入会即是' : `${count(from)} ${tierWords.growth}起`

/** 12,000 basis points are 1.2 times. */
export const timesOf = (basisPoints: number): string => decimal(basisPoints, 10_000)

/** `加一颗卤蛋已使用，请送一颗卤蛋`. */
export const givenLine = ({ name, brings }: { name: string; brings: string | null }): string =>
  brings === null ? `${name}已使用` : `${name}已使用，请送${brings}`

/** For how many days a manager's word may hold. */
export const WORD_DAYS = [30, 90, 180, 365]

/** `90 天`. */
export const wordLasts = (days: number): string => `${days} 天`

/** `已调整为金卡，到 2 月 25 日`. */
export const setDoneLine = (tierName: string, until: string | null): string => `已${setLine(tierName, until)}`

/** `升为金卡`: on the till, the code and the history. */
export const raisedLine = (name: string): string => `升为${name}`

/** `白金卡优惠 ¥5，应收 ¥95`: what the tier takes off a bill; null where a voucher says what is due then. */
export const tierOffLine = (name: string, offFen: number, payableFen: number | null): string =>
  [`${name}优惠 ${yuan(offFen)}`, ...(payableFen === null ? [] : [`应收 ${yuan(payableFen)}`])].join('，')

/** `金卡 · 权益 2 项`: on the till, what leads to what can be given. */
export const tierAtTill = (name: string, entitlements: number): string =>
  entitlements > 0 ? `${name} · 权益 ${entitlements} 项` : name

/** `调整为金卡，到 2 月 25 日`, or taken back. */
export const setLine = (tierName: string, until: string | null): string =>
  until === null ? `恢复按规则定级：${tierName}` : after(`调整为${tierName}，到`, monthAndDay(until))
