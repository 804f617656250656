import type { Input, Value } from '../../contract'
import { moment } from './dates'
import { given } from './given'
import { customer } from './counter'

type Refusal = Exclude<Input<'submissions', 'decide'>['verdict'], { approved: true }>
type Waiting = Value<'submissions', 'waiting'>
type Decided = Value<'submissions', 'decide'>

/** Why a photo does not count, as both sides read it; a reason without its words does not compile. */
export const refusalReasons: Record<Refusal['reason'], string> = {
  'not-the-task': '没有拍到要拍的',
  'not-to-be-seen': '照片看不清',
  'not-ours': '不像是本店的',
  'not-fit': '内容不合适',
}

/** `照片看不清`, and what the colleague added. */
export const refusedBecause = ({ reason, note = '' }: { reason: Refusal['reason']; note?: string }): string =>
  [refusalReasons[reason], ...(note === '' ? [] : [note])].join('，')

export const submissionWords = {
  hand: '交照片',
  none: '还没有交照片',
  waiting: '店里正在看照片',
  noMoreTries: '次数已用完',
  handed: '照片已交给店里，看过后奖励直接到账。',
  notAllowed: '没有打开相册或相机的权限，可在微信的设置里允许后再试。',
  notSent: '照片没有传上去，请检查网络后再试。',

  empty: '没有待审的照片',
  emptyWhy: '顾客为任务交的照片会排在这里。',
  approve: '通过',
  refuse: '不通过',
  refuseTitle: '为什么不通过',
  note: '补充一句（可不填），顾客看得到',
  send: '告诉顾客',
  enlarge: '放大照片',
  photoGone: '照片打不开了，可以请顾客重新交。',
  more: '看更多',

  risky: '高风险任务',
  on: '开启',
  off: '关闭',
  risks: {
    'reward-for-sharing': {
      line: '分享到朋友圈给奖励，微信禁止',
      rule: '微信《小程序运营规范》不允许用积分、券等利益诱导用户分享到朋友圈或群。被发现后，小程序可能被限制分享、下架，甚至封禁。',
    },
  },
  answer: '开启后，由您对这项风险负责，系统会记下是谁、什么时候开启的。',
  understood: '我已了解，仍要开启',
  leaveOff: '不开启',
}

/** `王** · 尾号 7820`. */
export const whoSent = ({ member }: Waiting['submissions'][number]): string => customer(member)

/** `今天 12:04 交 · 第 2 次`. */
export const whenSent = ({ at, nth }: Waiting['submissions'][number], now: number): string =>
  [`${moment(at, now)} 交`, ...(nth > 1 ? [`第 ${nth} 次`] : [])].join(' · ')

/** `晒一晒这桌菜：已通过，+30 回味分`. */
export function decidedLine({ taskName, approved, points, vouchers }: Decided, pointsName: string): string {
  if (!approved) return `${taskName}：已告诉顾客没有通过`
  return `${taskName}：已通过，${given({ points, vouchers }, pointsName)}`
}

/** `3 月 1 日起开启`, or that it is off. */
export const riskLine = ({ onSince }: NonNullable<Waiting['risky']>[number], now: number): string =>
  onSince === null ? '未开启' : `${moment(onSince, now)} 开启`
