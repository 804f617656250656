import type { Value } from '../../contract'
import { after, dayFrom, goodUntil, moment } from './dates'
import { decimal, yuan } from './money'

type Voucher = Value<'vouchers', 'list'>['vouchers'][number]
type Terms = Voucher['terms']
type Shown = Pick<Voucher, 'name' | 'terms' | 'storeNames' | 'validFrom' | 'lastGoodDay'>

export const voucherWords = {
  states: { held: '可用', used: '用过', ended: '过期' },
  show: '出示用券',
  empty: {
    held: '还没有可用的券',
    used: '还没有用过券',
    ended: '没有过期的券',
  },
  emptyWhy: '去商城看看有没有能换的券。',
  toMall: '去商城看看',
  more: '看更多',
  loading: '正在取更多',
  inCode: '这次用券',
  putBack: '不用券',
  keyWithVoucher: '扫不了就报这两个号，并说要用券',
}

/** The large words on a voucher: `¥20`, `8 折`, `送`. A kind without them does not compile. */
export function figureOf(terms: Terms): string {
  switch (terms.kind) {
    case 'amount-off':
      return yuan(terms.offFen)
    case 'percent-off':
      return `${foldOf(terms.offBasisPoints)} 折`
    case 'named-item':
      return '送'
  }
}

/** What it does and from how much on: `满 ¥100 减 ¥20`, `满 ¥50 打 8 折，最多减 ¥30`, `送一碟小菜`. */
export function termsLine(terms: Terms): string {
  const from = terms.thresholdFen > 0 ? `满 ${yuan(terms.thresholdFen)} ` : ''
  switch (terms.kind) {
    case 'amount-off':
      return from === '' ? `${yuan(terms.offFen)} 无门槛` : `${from}减 ${yuan(terms.offFen)}`
    case 'percent-off':
      return `${from}打 ${foldOf(terms.offBasisPoints)} 折，最多减 ${yuan(terms.ceilingFen)}`
    case 'named-item':
      return `${from}送${terms.itemName}`
  }
}

/** 2,000 basis points off is paying 8 tenths: `8`, `8.5`, `1.8`. */
export const foldOf = (offBasisPoints: number): string => decimal(10_000 - offBasisPoints, 1_000)

/** `有效至 3 月 8 日`, or from when: `明天起可用，有效至 3 月 8 日`. */
export function validityLine(
  { validFrom, lastGoodDay }: Pick<Shown, 'validFrom' | 'lastGoodDay'>,
  today: string,
): string {
  const until = goodUntil(dayFrom(lastGoodDay, today))
  return validFrom > today ? `${dayFrom(validFrom, today)}起可用，${until}` : until
}

/** `所有门店可用`, `限滨江店`. */
export const whereTaken = (storeNames: readonly string[]): string =>
  storeNames.length === 0 ? '所有门店可用' : `限${storeNames.join('、')}`

/** `今天 12:04 在滨江店用掉，减 ¥20`, `昨天到期`. */
export function pastLine(
  { used, lastGoodDay, takenBack }: Pick<Voucher, 'used' | 'lastGoodDay' | 'takenBack'>,
  today: string,
  now: number,
): string {
  if (takenBack) return '消费单作废，券已收回'
  if (used === null) return `${dayFrom(lastGoodDay, today)}到期`
  const off = used.offFen > 0 ? `，减 ${yuan(used.offFen)}` : ''
  return `${moment(used.at, now)} 在${used.storeName}用掉${off}`
}

/** `八折券明天到期，记得用掉`. */
export const voucherEnding = (name: string, day: string): string => `${after(name, day)}到期，记得用掉`

/** Home counts no further. */
const MOST_COUNTED = 50

/** `我的券 2 张`, `我的券 50+ 张`. */
export const vouchersHeld = (held: number): string =>
  held === 0 ? '我的券' : `我的券 ${held < MOST_COUNTED ? held : `${MOST_COUNTED}+`} 张`

/** What a voucher brings a bill, at the till: `减 ¥20，应收 ¥108`, `送一碟小菜，应收 ¥108`. */
export function quoteLine(quote: { offFen: number; payableFen: number; brings: string | null }): string {
  const what = quote.brings === null ? `减 ${yuan(quote.offFen)}` : `送${quote.brings}`
  return `${what}，${payableLine(quote.payableFen)}`
}

/** `应收 ¥108`. */
export const payableLine = (payableFen: number): string => `应收 ${yuan(payableFen)}`

/** `退还八折券`. */
export const givenBackLine = (names: readonly string[]): string => `退还${names.join('、')}`

/** `得到八折券`. */
export const broughtVouchers = (names: readonly string[]): string => `得到${names.join('、')}`
