import type { Value } from '../../contract'
import { monthAndDay } from './dates'
import { count, yuan } from './money'

type Mine = Value<'attribution', 'mine'>
type Placement = NonNullable<Mine['placements']>[number]

export const attributionWords = {
  mine: '我的推荐码',
  mineWhy: '请新顾客用微信扫这个码入会，第一笔消费后记在您名下。',
  ofNoUse: '作废后，这位会员没有消费了',
  brought: '第一笔消费到账',
  empty: '这个月还没有新会员',
  ranking: '本月推荐榜',
  placements: '物料码',
  placementsWhy: '印在桌牌、立牌和海报上，能看出会员从哪里来。',
  show: '看码',
  save: '长按图片，保存或转发打印。',
  again: '再取一次',
}

const kinds: Record<Placement['kind'], string> = { table: '桌码', till: '收银台码', poster: '海报码' }

/** `3 月：2 位新会员，¥10`. */
export function monthLine({ month, members, fen }: Pick<Mine, 'month' | 'members' | 'fen'>): string {
  return `${Number(month.slice(5))} 月：${totalLine({ members, fen })}`
}

/** `2 位新会员，¥10`. */
export const totalLine = ({ members, fen }: { members: number; fen: number }): string =>
  [`${count(members)} 位新会员`, ...(fen === 0 ? [] : [owed(fen)])].join('，')

/** `每位 ¥5`, or nothing where the programme pays nothing. */
export const eachLine = (fen: number): string => (fen === 0 ? '' : `每位 ${yuan(fen)}`)

/** `3 月 1 日 · 第一笔消费到账`. */
export const attributedLine = ({ day, fen }: Mine['lines'][number]): string =>
  `${monthAndDay(day)} · ${fen > 0 ? attributionWords.brought : attributionWords.ofNoUse}`

/** `+¥5`, `-¥5`. */
export const owedLine = (fen: number): string => `${fen > 0 ? '+' : ''}${owed(fen)}`

const owed = (fen: number): string => (fen < 0 ? `-${yuan(-fen)}` : yuan(fen))

/** `桌码 · 滨江店`. */
export const placementLine = ({ kind, storeName }: Placement): string => `${kinds[kind]} · ${storeName}`
