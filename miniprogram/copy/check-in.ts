import type { Value } from '../../contract'
import { monthAndDay } from './dates'
import { count, signed } from './money'
import { broughtVouchers } from './vouchers'

type Calendar = NonNullable<NonNullable<Value<'member', 'home'>['member']>['checkIn']>
type CalendarDay = Calendar['cycle'][number]
type Missed = Calendar['missed'][number]

export const checkInWords = {
  done: '今天已签到',
  makeUp: '补签漏掉的天',
  makeUpTitle: '补签',
  chooseDay: '选一天补签',
  prize: '奖',
  later: '先不补',
}

/** `已连签 3 天`. */
export const streakLine = (days: number): string =>
  days === 0 ? '从今天开始连签' : `已连签 ${count(days)} 天`

/** `签到 +3`. */
export const checkInFor = (points: number): string => (points > 0 ? `签到 ${signed(points)}` : '签到')

/** `+3 回味分，已连签 3 天`, and the prizes when there are some in it. */
export function broughtLine(
  {
    points,
    milestonePoints,
    vouchers,
    streakDays,
  }: { points: number; milestonePoints: number; vouchers: string[]; streakDays: number },
  pointsName: string,
): string {
  const prize = milestonePoints > 0 ? `（含连签奖励 ${count(milestonePoints)}）` : ''
  const voucher = vouchers.length > 0 ? `，${broughtVouchers(vouchers)}` : ''
  return `${signed(points)} ${pointsName}${prize}${voucher}，${streakLine(streakDays)}`
}

/** `再签 2 天得小菜券`: the next prize of the cycle; empty when none is ahead. Today counts while it is not signed. */
export function prizeAhead(cycle: readonly CalendarDay[]): string {
  const ahead = cycle.filter(({ state }) => state !== 'checked-in')
  const days = ahead.findIndex(({ isMilestone }) => isMilestone) + 1
  const prize = ahead[days - 1]
  if (prize === undefined) return ''
  const what = prize.vouchers.length > 0 ? prize.vouchers.join('、') : '连签奖励'
  return days === 1 && prize.state === 'today' ? `今天签到得${what}` : `再签 ${days} 天得${what}`
}

/** What stands under a day's coin: `今天`, `3/8`. */
export function dayName({ day, state }: CalendarDay): string {
  const [, month, date] = day.split('-').map(Number)
  return state === 'today' ? '今天' : `${month}/${date}`
}

/** A day in one sentence, for who cannot see the coins. */
export function dayLabel(
  { day, state, points, isMilestone, vouchers }: CalendarDay,
  pointsName: string,
): string {
  const how = { 'checked-in': '已签到', today: '今天', ahead: '还没到' }[state]
  const prize = isMilestone ? ['，含连签奖励', ...vouchers].join('') : ''
  return `${monthAndDay(day)}，${how}，${signed(points)} ${pointsName}${prize}`
}

/** `补上后连签 7 天`. */
export const wouldBe = ({ streakDays }: Missed): string => `补上后连签 ${count(streakDays)} 天`

/** `得 19 回味分`, `得 19 回味分和八折券`. */
export const wouldBring = ({ points, vouchers }: Missed, pointsName: string): string =>
  [`得 ${count(points)} ${pointsName}`, ...(vouchers.length > 0 ? [vouchers.join('、')] : [])].join('和')

/** `用 50 回味分补签 3 月 4 日`. */
export const makeUpFor = (price: number, day: string, pointsName: string): string =>
  `用 ${count(price)} ${pointsName}补签 ${monthAndDay(day)}`

/** `补一天要再攒 12 回味分`. */
export const makeUpShort = (missing: number, pointsName: string): string =>
  `补一天要再攒 ${count(missing)} ${pointsName}`
