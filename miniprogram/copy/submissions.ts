import type { Input, Value } from '../../contract'
import { moment } from './dates'
import { given } from './given'
import { customer } from './counter'

type Refusal = Exclude<Input<'submissions', 'decide'>['verdict'], { approved: true }>
type Waiting = Value<'submissions', 'waiting'>
type Decided = Value<'submissions', 'decide'>

/** Why a photo does not count, as both sides read it; a reason without its words does not compile. */
export const refusalReasons: Record<Refusal['reason'], string> = {
  'not-the-task': '没拍到任务要的内容',
  'not-to-be-seen': '照片看不清',
  'not-ours': '不像是本店的',
  'not-fit': '内容不合适',
}

/** `照片看不清`, and what the colleague added. */
export const refusedBecause = ({ reason, note }: { reason: Refusal['reason']; note: string }): string =>
  [refusalReasons[reason], ...(note === '' ? [] : [note])].join('，')

export const submissionWords = {
  hand: '交照片',
  none: '还没有交照片',
  waiting: '等店里看照片',
  noMoreTries: '次数已用完',
  handed: '照片已交给店里，看过后奖励直接到账。',
  notAgreed: '同意隐私说明后才能选照片，过一会儿再点“交照片”。',
  notAllowed: '请在手机设置里允许微信使用相册和相机，再试一次。',
  notTaken: '没有取到照片，请再试一次。',
  notSent: '照片没有传上去，请检查网络后再试。',

  empty: '没有待审的照片',
  emptyWhy: '顾客为任务交的照片会排在这里。',
  approve: '通过',
  refuse: '不通过',
  refuseTitle: '为什么不通过',
  reasonFirst: '先选一个原因',
  oneAtATime: '上一张还在办，请稍等',
  note: '补充一句（可不填），顾客看得到',
  send: '确定不通过',
  enlarge: '放大照片',
  notOpened: '照片没有打开，点一下再试',
  photoGone: '照片已经不在了。选“照片看不清”，顾客可以再交一张。',
  loading: '正在取更多',
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

/** `今天 12:04 交 · 第 2 次`. */
export const whenSent = ({ at, nth }: Waiting['submissions'][number], now: number): string =>
  [`${moment(at, now)} 交`, ...(nth > 1 ? [`第 ${nth} 次`] : [])].join(' · ')

/** `王** · 尾号 7820 · 晒一晒这桌菜：已通过，+30 回味分`. */
export function decidedLine(
  { taskName, member, approved, points, vouchers }: Decided,
  pointsName: string,
): string {
  const who = customer(member)
  if (!approved) return `${who} · ${taskName}：没有通过，原因写在顾客的“任务”里`
  return `${who} · ${taskName}：已通过，${given({ points, vouchers }, pointsName)}`
}

/** `今天 12:00 开启`, or that it is off. */
export const riskLine = ({ onSince }: NonNullable<Waiting['risky']>[number], now: number): string =>
  onSince === null ? '未开启' : `${moment(onSince, now)} 开启`
