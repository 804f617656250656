import type { Value } from '../../contract'
import { monthAndDay } from './dates'
import { count, yuan } from './money'

type Mine = Value<'attribution', 'mine'>
type Placement = NonNullable<Mine['placements']>[number]

export const attributionWords = {
  mine: '我的推荐码',
  showMine: '出示推荐码',
  mineWhy: '请新顾客用微信扫这个码入会，第一笔消费后记在您名下。',
  ofNoUse: '账单作废，这位会员已无有效消费',
  brought: '新会员首笔消费',
  empty: '还没有新会员完成首笔消费',
  lastMonth: '看上个月',
  thisMonth: '看这个月',
  toBePaid: '待发放',
  pictureGone: '图片没有打开，请关上再看一次。',
  ranking: '推荐榜',
  placements: '物料码',
  placementsWhy: '印在桌牌、立牌和海报上，会员从哪张码来都会记下。',
  show: '看码',
  save: '长按图片，保存或转发打印。',
}

const kinds: Record<Placement['kind'], string> = { table: '桌码', till: '收银台码', poster: '海报码' }

/** `3 月：2 位新会员已消费，待发放 ¥10`. */
export function monthLine({ month, members, fen }: Pick<Mine, 'month' | 'members' | 'fen'>): string {
  return `${Number(month.slice(5))} 月：${totalLine({ members, fen })}`
}

/** `2 位新会员已消费，待发放 ¥10`; fewer than none when last month's were voided. */
export function totalLine({ members, fen }: { members: number; fen: number }): string {
  if (members < 0)
    return [`作废 ${count(-members)} 位`, ...(fen === 0 ? [] : [`扣回 ${yuan(-fen)}`])].join('，')
  return [
    `${count(members)} 位新会员已消费`,
    ...(fen === 0 ? [] : [`${attributionWords.toBePaid} ${owed(fen)}`]),
  ].join('，')
}

/** `每位 ¥5`, or nothing where the programme pays nothing. */
export const eachLine = (fen: number): string => (fen === 0 ? '' : `每位 ${yuan(fen)}`)

/** `3 月 1 日 · 新会员首笔消费`. */
export const attributedLine = ({ day, members }: Mine['lines'][number]): string =>
  `${monthAndDay(day)} · ${members > 0 ? attributionWords.brought : attributionWords.ofNoUse}`

/** `+¥5`, `-¥5`; nothing where the programme only counts. */
export const owedLine = (fen: number): string => (fen === 0 ? '' : `${fen > 0 ? '+' : ''}${owed(fen)}`)

const owed = (fen: number): string => (fen < 0 ? `-${yuan(-fen)}` : yuan(fen))

/** `桌码 · 滨江店`. */
export const placementLine = ({ kind, storeName }: Placement): string => `${kinds[kind]} · ${storeName}`
