import type { Value } from '../../contract'
import { dayFrom, goodUntil, month, moment } from './dates'
import { historyTitle, reasonsOf } from './ledger'
import { count, signed } from './money'
import { broughtVouchers } from './vouchers'

type HistoryLine = Value<'points', 'history'>['lines'][number]

export const historyWords = {
  spendable: '可用',
  owed: '待抵',
  empty: '还没有记录',
  emptyWhy: '结账时出示会员码，第一笔就会出现在这里。',
  loading: '正在取更早的',
  end: '没有更早的了',
  more: '看更早的',
}

/** `回味分明细`. */
export const historyName = (pointsName: string): string => `${pointsName}明细`

/** `没有会过期的回味分`. */
export const noneEnding = (pointsName: string): string => `没有会过期的${pointsName}`

/** One line of the history as the page shows it. */
export interface ShownLine {
  seq: number
  title: string
  when: string
  points: string
  gained: boolean
  balance: string
  /** For who cannot see the columns: everything of the line in one sentence. */
  label: string
  /** Why so many, and what else one may ask: shown when the line is tapped. */
  why: string[]
}

export interface ShownMonth {
  month: string
  lines: ShownLine[]
}

/** When it is: by the clock, and which business day that is. */
export interface Now {
  now: number
  today: string
}

/** The lines by month, newest first. */
export function byMonth(lines: readonly HistoryLine[], pointsName: string, now: Now): ShownMonth[] {
  const months: ShownMonth[] = []
  for (const line of lines) {
    const name = month(line.at)
    const last = months[months.length - 1]
    if (last?.month === name) last.lines.push(shown(line, pointsName, now))
    else months.push({ month: name, lines: [shown(line, pointsName, now)] })
  }
  return months
}

function shown(line: HistoryLine, pointsName: string, { now, today }: Now): ShownLine {
  const [title, when, points] = [historyTitle(line), moment(line.at, now), signed(line.points)]
  const balance = `余 ${count(line.balanceAfter)}`
  return {
    seq: line.seq,
    title,
    when,
    points,
    gained: line.points > 0,
    balance,
    label: [title, `${points} ${pointsName}`, when, balance].join('，'),
    why: whyOf(line, pointsName, today),
  }
}

function whyOf(line: HistoryLine, pointsName: string, today: string): string[] {
  const { about, debt, expiresOn, vouchers } = line
  const known = [
    ...('storeName' in about ? [about.storeName] : []),
    ...('orderNo' in about && about.orderNo !== null ? [`单号 ${about.orderNo}`] : []),
    ...reasonsOf(line, pointsName),
    ...('milestonePoints' in about && about.milestonePoints > 0
      ? [`其中 ${count(about.milestonePoints)} ${pointsName}是连签奖励`]
      : []),
    ...(vouchers.length > 0 ? [`${broughtVouchers(vouchers)}，在“我的券”里`] : []),
    ...(debt > 0 ? [`已用掉的 ${count(debt)} ${pointsName}，下次消费再抵`] : []),
    ...(expiresOn === null ? [] : [goodUntil(dayFrom(expiresOn, today))]),
  ]
  return known.length > 0 || 'storeName' in about ? known : [whereElse[about.type]]
}

/** Of a line with nothing more to say: a tap is never answered with nothing. */
const whereElse: Record<Exclude<HistoryLine['about'], { storeName: string }>['type'], string> = {
  joining: '从这天起，每次消费都攒分',
  'check-in': '连着签，天数越多得的越多',
  'make-up': '补上这一天，连签接着算',
  task: '任务的进度在首页的“任务”里',
  'task-undone': '消费单作废后，这个任务没有达成',
  submission: '结果写在首页的“任务”里',
  'submission-refused': '还能不能再交，看首页的“任务”',
  'review-undone': '消费单作废后，评价的奖励收回',
  'tier-gift': '升级一次，每年领一次',
  'tier-gift-undone': '消费单作废后，这一级没有达到',
  entitlement: '权益的次数在“会员等级”里',
  'entitlement-undone': '消费单作废后，这一级没有达到',
  'tier-by-hand': '由门店调整，有疑问请问店员',
  redemption: '兑换码和领取情况在“我的兑换”里',
  adjustment: '由门店调整，有疑问请问店员',
}

/** `106 回味分有效至 5 月 24 日`: one line per day on which points end. */
export function expiryLine(
  end: { lastGoodDay: string; points: number },
  pointsName: string,
  today: string,
): string {
  return `${count(end.points)} ${pointsName}${goodUntil(dayFrom(end.lastGoodDay, today))}`
}
