import type { Value } from '../../contract'
import { after, dayFrom } from './dates'
import { promised } from './given'
import { refusedBecause, submissionWords } from './submissions'
import { count, yuan } from './money'

type Task = Value<'tasks', 'list'>['tasks'][number]
type Badge = Value<'tasks', 'list'>['badges'][number]

export const taskWords = {
  tasks: '任务',
  badges: '徽章',
  empty: '现在没有任务',
  emptyWhy: '过几天再来看看。',
  claim: '领取',
  claimed: '已领取',
  fill: '去填写',
  earned: '已点亮',
}

const periods: Record<Task['period'], string> = { day: '今天', week: '本周', month: '本月', once: '' }
const periodsBefore: typeof periods = { day: '昨天', week: '上周', month: '上月', once: '' }

/** What is to be done; a kind of goal without its sentence does not compile. */
export function goalLine(
  { goal, period, lastDay }: Pick<Task, 'goal' | 'period' | 'lastDay'>,
  today: string,
): string {
  const when = (lastDay !== null && lastDay < today ? periodsBefore : periods)[period]
  switch (goal.kind) {
    case 'visits':
      return `${when}来 ${goal.days} 天，每天满 ${yuan(goal.leastFen)}`
    case 'spending':
      return `${when}消费满 ${yuan(goal.fen)}`
    case 'first-steps':
      return '先消费一次，再兑换一次'
    case 'whole-profile':
      return '留下称呼和手机号'
    case 'new-dish':
      return `${tryOf(goal)}：${goal.dishes.map(({ name }) => name).join('、')}`
    case 'photo':
      return lastDay !== null && lastDay < today ? `${when} · ${goal.asks}` : goal.asks
    case 'table-visit':
      return `${when}到店扫桌码，并消费一次`
  }
}

/** How far one is: `3/5 天`, `¥120 / ¥200`, `1/2 步`. */
export function progressLine({
  goal,
  state,
  photo,
  progress: { done, of },
}: Pick<Task, 'goal' | 'state' | 'photo' | 'progress'>): string {
  switch (goal.kind) {
    case 'visits':
      return `${done}/${of} 天`
    case 'spending':
      return `${yuan(done)} / ${yuan(of)}`
    case 'first-steps':
    case 'whole-profile':
    case 'table-visit':
      return `${done}/${of} 步`
    case 'new-dish':
      return `${done}/${of} 道`
    case 'photo':
      return photoLine(state, photo)
  }
}

/** `尝一道新品`, `尝 2 道新品`. */
const tryOf = ({ least }: { least: number }): string => (least === 1 ? '尝一道新品' : `尝 ${least} 道新品`)

/** Where a photo is: with staff, refused and why, or not handed in. */
function photoLine(state: Task['state'], photo: Task['photo']): string {
  if (state === 'waiting') return submissionWords.waiting
  if (!photo || photo.refused === null) return submissionWords.none
  const why = `没通过：${refusedBecause(photo.refused)}`
  return photo.triesLeft > 0 ? why : `${why}。${submissionWords.noMoreTries}`
}

/** `+100 回味分和小菜券`. */
export const rewardLine = (reward: Pick<Task, 'points' | 'voucher'>, pointsName: string): string =>
  `${reward.points > 0 ? '+' : ''}${promised(reward, pointsName)}`

/** Until when it counts, or can be claimed: `3 月 31 日截止`, `领到 4 月 3 日`. */
export function untilLine({ state, goal, lastDay, claimUntil }: Task, today: string): string {
  if (goal.kind === 'new-dish' && state === 'under-way')
    return today < goal.from ? after(dayFrom(goal.from, today), '起') : `${dayFrom(goal.until, today)}截止`
  if (lastDay === null || claimUntil === null || state === 'claimed') return ''
  if (state === 'waiting') return ''
  if (goal.kind === 'photo' && lastDay < today) return after('交到', dayFrom(claimUntil, today))
  return state === 'to-claim' ? after('领到', dayFrom(claimUntil, today)) : `${dayFrom(lastDay, today)}截止`
}

/** How far one is with a badge: `¥320 / ¥1,000`, `4/10 天`. */
export const badgeLine = ({ fact, done, least }: Badge): string =>
  fact === 'spent-fen' ? `${yuan(done)} / ${yuan(least)}` : `${count(done)}/${count(least)} 天`

/** `任务`, `2 个可领`, `1 餐待评` when there is nothing but a meal to write about. */
export const tasksToClaim = (toClaim: number, toReview: number): string =>
  toClaim > 0 ? `${toClaim} 个可领` : toReview > 0 ? `${toReview} 餐待评` : taskWords.tasks
