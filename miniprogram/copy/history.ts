import type { Value } from '../../contract'
import { businessDay, goodUntil, month, moment } from './dates'
import { breakdownLine, historyTitle } from './ledger'
import { count, signed } from './money'

type HistoryLine = Value<'points', 'history'>['lines'][number]

export const historyWords = {
  spendable: '可用',
  owed: '待补',
  noEnd: '目前没有会过期的',
  empty: '还没有记录',
  emptyWhy: '结账时出示会员码，第一笔就会出现在这里。',
  loading: '正在取更早的',
  end: '没有更早的了',
  more: '看更早的',
}

/** One line of the history as the page shows it. */
export interface ShownLine {
  seq: number
  title: string
  when: string
  points: string
  gained: boolean
  balance: string
  /** Why so many, and what else one may ask: shown when the line is tapped. */
  why: string[]
}

export interface ShownMonth {
  month: string
  lines: ShownLine[]
}

/** The lines by month, newest first. */
export function byMonth(lines: readonly HistoryLine[], pointsName: string, now: number): ShownMonth[] {
  const months: ShownMonth[] = []
  for (const line of lines) {
    const name = month(line.at)
    const last = months[months.length - 1]
    if (last?.month === name) last.lines.push(shown(line, pointsName, now))
    else months.push({ month: name, lines: [shown(line, pointsName, now)] })
  }
  return months
}

function shown(line: HistoryLine, pointsName: string, now: number): ShownLine {
  return {
    seq: line.seq,
    title: historyTitle(line),
    when: moment(line.at, now),
    points: signed(line.points),
    gained: line.points > 0,
    balance: `余 ${count(line.balanceAfter)}`,
    why: whyOf(line, pointsName, now),
  }
}

function whyOf(line: HistoryLine, pointsName: string, now: number): string[] {
  const { about, breakdown, debt, expiresOn } = line
  return [
    ...('storeName' in about ? [about.storeName] : []),
    ...('orderNo' in about && about.orderNo !== null ? [`单号 ${about.orderNo}`] : []),
    ...breakdown.map((step) => breakdownLine(step, pointsName)),
    ...(debt > 0 ? [`不够收回的部分记为待补 ${count(debt)} ${pointsName}`] : []),
    ...(debt < 0 ? [`其中 ${count(-debt)} ${pointsName}补上了之前的欠数`] : []),
    ...(expiresOn === null ? [] : [goodUntil(businessDay(expiresOn, now))]),
  ]
}

/** `106 回味分有效至 5 月 24 日`: one line per day on which points end. */
export function expiryLine(
  end: { lastGoodDay: string; points: number },
  pointsName: string,
  now: number,
): string {
  return `${count(end.points)} ${pointsName}${goodUntil(businessDay(end.lastGoodDay, now))}`
}
