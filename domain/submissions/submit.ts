import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Task, TaskRules } from '../programme/task-rules'
import {
  claimable,
  claimOf,
  twoNewestOfEach,
  type AlreadyClaimed,
  type Claim,
  type NoSuchTask,
  type TaskOver,
} from '../tasks/claims'
import { runningTask } from '../tasks/running'
import type { BusinessDay } from '../time/business-day'
import { MOST_TRIES, MOST_WAITING, submissionOf, type Submission } from './submission'

/** Facts say whether this task is done: nobody looks at photos of it. */
export type NoPhotoAsked = Refused<'no-photo-asked', Record<string, never>>
/** One of this period waits already, or as many of the task as one account should carry. */
export type PhotoWaits = Refused<'photo-waits', Record<string, never>>
/** The phone shows what was: another photo is the next one now. */
export type PhotoNotNext = Refused<'photo-not-next', Record<string, never>>
export type TriedTooOften = Refused<'tried-too-often', { most: number }>

export interface Submitted {
  submissions: Submission[]
  task: Task
  /** What is to be seen on the photo. */
  asks: string
}

/** Hands in a photo for a task (提交照片): the `nth` of its period, one after the other, each once the last was refused. */
export function submit(
  { submissions, claims }: { submissions: Submission[]; claims: readonly Claim[] },
  asked: { taskId: string; period: string; nth: number },
  rules: TaskRules,
  today: BusinessDay,
): Decision<
  Submitted,
  NoSuchTask | NoPhotoAsked | TaskOver | AlreadyClaimed | PhotoWaits | PhotoNotNext | TriedTooOften
> {
  const task = runningTask(rules, asked.taskId)
  if (!task) return refuse('no-such-task')
  if (task.goal.kind !== 'photo') return refuse('no-photo-asked')
  const period = claimable(task, rules, claims, today).find(({ key }) => key === asked.period)
  if (!period) return refuse('task-over')
  const last = submissionOf(submissions, task.id, period.key)
  const paid = claimOf(claims, task.id, period.key)?.paid ?? null
  if (paid !== null || last?.verdict?.approved) return refuse('already-claimed')
  const nth = (last?.nth ?? 0) + 1
  const waiting = submissions.filter((one) => one.taskId === task.id && one.verdict === null)
  if (last?.verdict === null || waiting.length >= MOST_WAITING) return refuse('photo-waits')
  if (asked.nth !== nth) return refuse('photo-not-next')
  if (nth > MOST_TRIES) return refuse('tried-too-often', { most: MOST_TRIES })
  const { key, from, to } = period
  const made: Submission = { taskId: task.id, period: key, from, to, nth, verdict: null }
  const others = submissions.filter((one) => one !== last)
  return accept({ submissions: stillOfUse([...others, made]), task, asks: task.goal.asks })
}

/** One that waits is kept however old; of those decided, the two newest periods of each task. */
function stillOfUse(submissions: readonly Submission[]): Submission[] {
  const newest = twoNewestOfEach(submissions)
  return submissions.filter((one) => one.verdict === null || newest.includes(one))
}
