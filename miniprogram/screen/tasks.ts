import type { Input, Value } from '../../contract'
import { submissionWords } from '../copy/submissions'
import { badgeLine, goalLine, progressLine, rewardLine, taskWords, untilLine } from '../copy/tasks'

type List = Value<'tasks', 'list'>
type Task = List['tasks'][number]
type Badge = List['badges'][number]

/** A task as templates show it. */
export interface ShownTask {
  /** Tells it from the same task in another period. */
  id: string
  name: string
  goal: string
  reward: string
  progress: string
  percent: number
  until: string
  state: Task['state']
  /** What a claim of it says. */
  claim: Input<'tasks', 'claim'>
  claimLabel: string
  /** What a photo for it says besides the photo; null when none is to be handed in. */
  hand: Omit<Input<'submissions', 'submit'>, 'photo'> | null
  handLabel: string
  /** What is to be done is done in 我的. */
  fill: boolean
  fillLabel: string
  label: string
}

export interface ShownBadge {
  name: string
  earned: boolean
  progress: string
  label: string
}

/** Those to claim first, then those under way, nearest first, then what is done. */
export function shownTasks({ tasks, brand, today }: List): ShownTask[] {
  const rank = { 'to-claim': 0, 'under-way': 1, waiting: 2, claimed: 3 }
  const share = ({ progress: { done, of } }: Task): number => done / of
  return [...tasks]
    .sort((a, b) => rank[a.state] - rank[b.state] || share(b) - share(a))
    .map((task) => shownTask(task, brand.pointsName, today))
}

function shownTask(task: Task, pointsName: string, today: string): ShownTask {
  const { taskId, periodKey, round, name, state, progress, photo } = task
  const [goal, reward] = [goalLine(task, today), rewardLine(task, pointsName)]
  const how = state === 'claimed' ? taskWords.claimed : progressLine(task)
  return {
    id: `${taskId} ${periodKey}`,
    name,
    goal,
    reward,
    progress: how,
    percent: Math.floor((progress.done * 100) / progress.of),
    until: untilLine(task, today),
    state,
    claim: { taskId, periodKey, round },
    claimLabel: `${taskWords.claim} ${name}`,
    hand:
      photo && state === 'under-way' && photo.triesLeft > 0 ? { taskId, periodKey, nth: photo.nth } : null,
    handLabel: `${submissionWords.hand} ${name}`,
    fill: task.goal.kind === 'whole-profile' && state === 'under-way',
    fillLabel: `${taskWords.fill} ${name}`,
    label: [name, goal, reward, how].join('，'),
  }
}

export function shownBadge(badge: Badge): ShownBadge {
  const { name, earned } = badge
  const progress = earned ? taskWords.earned : badgeLine(badge)
  return { name, earned, progress, label: [name, progress].join('，') }
}
