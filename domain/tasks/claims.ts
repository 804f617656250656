import { accept, refuse, type Decision, type Refused } from '../decision'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import { payOnce, type PaidOnce } from '../ledger/paid-once'
import type { PointsAccount } from '../ledger/points-account'
import type { Programme } from '../programme/programme'
import type { Task, TaskRules } from '../programme/task-rules'
import { addDays, type BusinessDay } from '../time/business-day'
import { submissionOf, type Submission } from '../submissions/submission'
import { overOn, progressOf, type TaskGoal } from './goals/catalogue'
import { reached, type Facts, type Progress } from './goals/goal'
import { isRunning, runningTask } from './running'
import { periodBefore, periodOf, type Period } from '../time/period'

/** A void takes back what was paid for a period of the last month: scans and reviews are remembered as long. */
const REMEMBERED_DAYS = 31

/** A claim as the account remembers it, so that it is not paid twice and can be taken back. */
export interface Claim extends PaidOnce {
  taskId: string
  /** The key of its period, and the days that count in it. */
  period: string
  from: BusinessDay
  to: BusinessDay
  /** What was asked for when it was claimed: a manager who asks for more later takes nothing back. */
  goal: TaskGoal
}

export type NoSuchTask = Refused<'no-such-task', Record<string, never>>
/** Its period is over for too long, or has not begun. */
export type TaskOver = Refused<'task-over', Record<string, never>>
export type TaskNotReached = Refused<'task-not-reached', Progress>
export type AlreadyClaimed = Refused<'already-claimed', Record<string, never>>

/** A task in one of its periods, as one member has it. */
export interface TaskNow {
  task: Task
  period: OpenPeriod
  progress: Progress
  /** `waiting`: for a colleague to look at its photo. */
  state: 'under-way' | 'to-claim' | 'waiting' | 'claimed'
  /** The round a claim would be. */
  round: number
  /** The last photo for it; null for none, and for tasks that take none. */
  submission: Submission | null
}

/** The last day on which what was reached in a period can be claimed: while the next period lasts, at most. */
export function claimableUntil(task: Task, { claimDays }: TaskRules, period: Period): BusinessDay {
  if (task.period === 'once') return period.to
  const next = periodOf(task.period, addDays(period.to, 1))
  const until = addDays(period.to, claimDays)
  return until < next.to ? until : next.to
}

/** A period in which a task can be claimed, and the last day for that. */
export interface OpenPeriod extends Period {
  claimUntil: BusinessDay
}

/**
 * The periods in which a task can be claimed today: this one, the one before for a few days more, and those whose pay a
 * void took back, as a correction may make them reached anew.
 */
export function claimable(
  task: Task,
  rules: TaskRules,
  claims: readonly Claim[],
  today: BusinessDay,
): OpenPeriod[] {
  const now = periodOf(task.period, today)
  const before = periodBefore(task.period, now)
  const takenBack = claims
    .filter(({ taskId, paid }) => taskId === task.id && paid === null)
    .filter(({ to }) => to < now.from)
    .map(({ period: key, from, to }) => ({ key, from, to, claimUntil: addDays(to, REMEMBERED_DAYS) }))
  const usual = [before, now]
    .flatMap((period) => period ?? [])
    .filter(({ key }) => takenBack.every((period) => period.key !== key))
    .map((period) => ({ ...period, claimUntil: claimableUntil(task, rules, period) }))
  return [...takenBack, ...usual].filter(({ claimUntil }) => claimUntil >= today)
}

/** A member's tasks that run: each in this period, and what of the last one is still to be claimed. */
export function tasksNow(
  rules: TaskRules,
  { claims, submissions }: { claims: readonly Claim[]; submissions: readonly Submission[] },
  facts: Facts,
  today: BusinessDay,
): TaskNow[] {
  return rules.list.filter(isRunning).flatMap((task) => {
    const periods = claimable(task, rules, claims, today)
    return periods
      .map((period) => taskIn(task, period, { claims, submissions }, facts))
      .filter((one) => one.period === periods.at(-1) || isOpen(one))
      .filter(({ state }) => state !== 'under-way' || !overOn(task.goal, today))
  })
}

/** The first running task of a kind, in its present period; null when there is none. */
export function taskNowOf(
  kind: TaskGoal['kind'],
  ...[rules, held, facts, today]: Parameters<typeof tasksNow>
): TaskNow | null {
  const list = rules.list.filter(({ goal }) => goal.kind === kind)
  return tasksNow({ ...rules, list }, held, facts, today).findLast(({ period }) => period.to >= today) ?? null
}

/** Of the last period: something is to be claimed, waits for a colleague, or may be tried again. */
const isOpen = ({ state, submission }: TaskNow): boolean =>
  state === 'to-claim' || (state !== 'claimed' && submission !== null)

function taskIn(
  task: Task,
  period: OpenPeriod,
  { claims, submissions }: { claims: readonly Claim[]; submissions: readonly Submission[] },
  facts: Facts,
): TaskNow {
  const claim = claimOf(claims, task.id, period.key)
  const submission = task.goal.kind === 'photo' ? submissionOf(submissions, task.id, period.key) : null
  const progress = progressOf(task.goal, facts, period)
  const claimed = claim !== null && claim.paid !== null
  const waits = submission?.verdict === null
  const state = claimed ? 'claimed' : waits ? 'waiting' : reached(progress) ? 'to-claim' : 'under-way'
  return { task, period, progress, state, round: (claim?.round ?? 0) + (claimed ? 0 : 1), submission }
}

/** What a task is called; one that is no longer in the programme goes by its id. */
export function taskNameOf({ tasks }: Programme, taskId: string): string {
  return tasks.list.find(({ id }) => id === taskId)?.name ?? taskId
}

export function claimOf(claims: readonly Claim[], taskId: string, period: string): Claim | null {
  return claims.find((claim) => claim.taskId === taskId && claim.period === period) ?? null
}

/**
 * Claims what a reached task pays (领取): once in its period. Growth does not come of it. `brings` is the template of the
 * voucher that is to be granted as `asked.voucherId`; null for none, as when that of an earlier round is used already.
 */
export function claim(
  account: { points: PointsAccount; claims: Claim[] },
  asked: { taskId: string; period: string; round: number; voucherId: string },
  rules: TaskRules,
  facts: Facts,
  today: BusinessDay,
): Decision<
  Moved & { claims: Claim[]; task: Task; brings: string | null },
  NoSuchTask | TaskOver | AlreadyClaimed | TaskNotReached
> {
  const task = runningTask(rules, asked.taskId)
  if (!task) return refuse('no-such-task')
  const period = claimable(task, rules, account.claims, today).find(({ key }) => key === asked.period)
  if (!period) return refuse('task-over')
  const { state, progress, round } = taskIn(task, period, { claims: account.claims, submissions: [] }, facts)
  if (state === 'claimed' || round !== asked.round) return refuse('already-claimed')
  if (state === 'under-way') return refuse('task-not-reached', progress)
  const earlier = claimOf(account.claims, task.id, period.key)
  const reward = { points: task.points, voucher: task.voucher, expiry: expiryOf(today, rules.expiry) }
  const { once, brings, ...moved } = payOnce(account.points, earlier, reward, asked)
  const { key, from, to } = period
  const made: Claim = { taskId: task.id, period: key, from, to, goal: task.goal, ...once }
  const others = account.claims.filter((one) => one !== earlier)
  return accept({ ...moved, claims: remembered([...others, made], today), task, brings })
}

/** The claims a void may still take back, and the two newest of each task: nothing older can be claimed. */
export function remembered(claims: readonly Claim[], today: BusinessDay): Claim[] {
  const oldest = addDays(today, -REMEMBERED_DAYS)
  const newest = twoNewestOfEach(claims)
  return claims.filter((one) => one.to >= oldest || newest.includes(one))
}

/** A task that is off the list keeps its own, so that it may come back. */
export function twoNewestOfEach<T extends Pick<Claim, 'taskId' | 'from'>>(all: readonly T[]): T[] {
  const newer = (one: T): number =>
    all.filter((other) => other.taskId === one.taskId && other.from > one.from).length
  return all.filter((one) => newer(one) < 2)
}
