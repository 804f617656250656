import type { Value } from '../../contract'
import { businessDay, goodUntil, moment } from '../../miniprogram/copy/dates'
import { historyTitle } from '../../miniprogram/copy/ledger'
import { count, signed } from '../../miniprogram/copy/money'

type HistoryLine = Value<'points', 'history'>['lines'][number]

/** `今天 12:04 · 消费 ¥56 · +56 · 余 106 · 有效至 2027 年 5 月 23 日`. */
export function historyLine(line: HistoryLine, now: number): string {
  return [
    moment(line.at, now),
    historyTitle(line),
    signed(line.points),
    ...(line.debt > 0 ? [`欠 ${count(line.debt)}`] : []),
    ...(line.debt < 0 ? [`还欠分 ${count(-line.debt)}`] : []),
    `余 ${count(line.balanceAfter)}`,
    ...(line.expiresOn === null ? [] : [goodUntil(businessDay(line.expiresOn, now))]),
  ].join(' · ')
}
