import type { Input, Value } from '../../contract'
import { monthAndDay } from './dates'
import { count, signed, yuan } from './money'
import { refusedBecause } from './submissions'
import { raisedLine, setLine, tierWords, timesOf } from './tiers'

type HistoryLine = Value<'points', 'history'>['lines'][number]
type BreakdownLine = HistoryLine['breakdown'][number]
type NextReward = Value<'points', 'summary'>['nextReward']

/** A sentence for each step of the pipeline; one without does not compile. */
const steps: Record<
  BreakdownLine['step'],
  (because: BreakdownLine['because'], pointsName: string) => string
> = {
  base: ({ eligibleFen, perFen, points }, pointsName) =>
    `消费 ${yuan(Number(eligibleFen))} · 每 ${yuan(Number(perFen))} 得 ${points} ${pointsName}`,
  tier: ({ tier, multiplierBasisPoints }) => `${tier} ×${timesOf(Number(multiplierBasisPoints))}`,
}

/** `消费 ¥56 · 每 ¥1 得 1 回味分 +56`. */
function breakdownLine({ step, points, because }: BreakdownLine, pointsName: string): string {
  return `${steps[step](because, pointsName)} ${signed(points)}`
}

/** Every step that gave or took something; the first one always, as nothing says more about nothing. */
export function breakdownLines(breakdown: readonly BreakdownLine[], pointsName: string): string[] {
  return breakdown
    .filter(({ points }, i) => i === 0 || points !== 0)
    .map((step) => breakdownLine(step, pointsName))
}

/** Why a bill was voided; a reason without a word does not compile. */
export const voidReasons: Record<Input<'counter', 'void'>['reason'], string> = {
  'wrong-amount': '金额录错',
  'wrong-member': '会员录错',
  refunded: '已退款',
  other: '其他原因',
}

/** What happened, in a few words: `消费 ¥56`, `作废 ¥5,600（金额录错）`. */
export function historyTitle({ about, points }: HistoryLine): string {
  switch (about.type) {
    case 'joining':
      return points > 0 ? '入会礼' : '加入会员'
    case 'bill':
      return spent(about.amountFen - about.discounts.reduce((sum, { offFen }) => sum + offFen, 0))
    case 'voided-bill':
      return `作废 ${yuan(about.amountFen)}（${(voidReasons as Record<string, string>)[about.reason] ?? about.reason}）`
    case 'redemption':
      return `兑换${about.rewardName}`
    case 'check-in':
      return `${about.madeUp ? '补签到账' : '签到'} · 连签 ${about.streakDays} 天`
    case 'make-up':
      return `补签 ${monthAndDay(about.madeUpDay)}`
    case 'task':
      return `完成任务：${about.taskName}`
    case 'task-undone':
      return `任务不再达成：${about.taskName}`
    case 'submission':
      return `交了照片：${about.taskName}`
    case 'submission-refused':
      return `照片没通过：${about.taskName}（${refusedBecause(about)}）`
    case 'review':
      return `评价 · ${about.rating} 星`
    case 'review-undone':
      return '评价奖励收回'
    case 'tier-gift':
      return `${about.tierName}${tierWords.gifts}`
    case 'tier-gift-undone':
      return `${about.tierName}${tierWords.gifts}收回`
    case 'entitlement':
      return `使用权益：${about.name}`
    case 'entitlement-undone':
      return `权益收回：${about.name}`
    case 'tier-by-hand':
      return setLine(about.tierName, about.until)
    case 'adjustment':
      return `调整：${about.note}`
  }
}

/** `消费 ¥56`. */
export const spent = (amountFen: number): string => `消费 ${yuan(amountFen)}`

/** Why so many points: what was taken off the bill, each step of the pipeline, and what a debt took of them. */
export function reasonsOf(
  { breakdown, debt, newTier, verb, about }: HistoryLine,
  pointsName: string,
): string[] {
  return [
    ...('discounts' in about && about.discounts.length > 0 ? [discountsLine(about)] : []),
    ...breakdownLines(breakdown, pointsName),
    ...(debt < 0 ? [debtRepaidLine(-debt, pointsName)] : []),
    // A manager's word says itself which tier it is.
    ...(newTier === null || about.type === 'tier-by-hand'
      ? []
      : [verb === 'reverse' ? `等级回到${newTier}` : raisedLine(newTier)]),
  ]
}

/** `原价 ¥128，八折券减 ¥20`. */
function discountsLine({ amountFen, discounts }: Extract<HistoryLine['about'], { type: 'bill' }>): string {
  const off = discounts.map(({ name, offFen }) => (offFen > 0 ? `${name}减 ${yuan(offFen)}` : `用了${name}`))
  return [`原价 ${yuan(amountFen)}`, ...off].join('，')
}

/** `其中 50 回味分抵了之前多用的`. */
export const debtRepaidLine = (points: number, pointsName: string): string =>
  `其中 ${count(points)} ${pointsName}抵了之前多用的`

/** `余 106 回味分`. */
export const balanceLine = (points: number, pointsName: string): string => `余 ${count(points)} ${pointsName}`

/** `再攒 36 回味分换一杯酸梅汤`, or that it is within reach. */
export function distance(next: NextReward, pointsName: string): string {
  if (next === null) return '商城里还没有可兑的礼品'
  return next.shortBy > 0
    ? `再攒 ${count(next.shortBy)} ${pointsName}换${next.name}`
    : `现在就能换${next.name}`
}
