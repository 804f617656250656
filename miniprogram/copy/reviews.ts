import type { Value } from '../../contract'
import { moment } from './dates'
import { count, signed, yuan } from './money'
import { customer } from './counter'

type List = Value<'tasks', 'list'>
type Meal = List['meals'][number]
type Written = Value<'reviews', 'write'>
type Review = Value<'reviews', 'list'>['reviews'][number]

export const reviewWords = {
  heading: '这餐怎么样',
  write: '写评价',
  title: '评价这餐',
  stars: '打几颗星',
  hint: '好吃的、不足的，都可以说。只有店里看得到。',
  send: '交给店里',
  chooseStars: '先点几颗星',

  empty: '还没有评价',
  emptyWhy: '顾客用餐后一天内写的评价会列在这里。',
  more: '看更早的',
  loading: '正在取更早的',
}

/** What so many stars mean; a screen reader says both. */
export const starNames = ['很失望', '不太好', '还可以', '不错', '很喜欢']

export const starLabel = (stars: number): string => `${stars} 星，${starNames[stars - 1] ?? ''}`

/** `滨江店 · ¥56`. */
export const mealLine = ({ storeName, payableFen }: Meal): string => `${storeName} · ${yuan(payableFen)}`

/** `今天 12:04 用餐`. */
export const eatenLine = ({ at }: Meal, now: number): string => `${moment(at, now)} 用餐`

/** `+10 回味分，明天 12:04 前`. */
export const paysLine = ({ until }: Meal, points: number, pointsName: string, now: number): string =>
  [...(points > 0 ? [`${signed(points)} ${pointsName}`] : []), `${moment(until, now)} 前`].join('，')

/** `还差 3 个字`; empty when there are enough. */
export const missingLine = (characters: number, least: number): string =>
  characters < least ? `还差 ${count(least - characters)} 个字` : ''

/** `谢谢，滨江店收到了。+10 回味分`. */
export const thanks = ({ storeName, points }: Written, pointsName: string): string =>
  `谢谢，${storeName}收到了${points > 0 ? `。${signed(points)} ${pointsName}` : ''}`

/** `王** · 尾号 7820 · ¥56`. */
export const byWhom = ({ member, payableFen }: Review): string => `${customer(member)} · ${yuan(payableFen)}`
