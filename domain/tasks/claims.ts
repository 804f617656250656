import { accept, refuse, type Decision, type Refused } from '../decision'
import { earn } from '../ledger/earn'
import { expiryOf } from '../ledger/expiry'
import type { Moved, Movement } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import type { Programme } from '../programme/programme'
import type { Task, TaskRules } from '../programme/task-rules'
import { addDays, type BusinessDay } from '../time/business-day'
import { progressOf } from './goals/catalogue'
import type { Facts, Progress } from './goals/goal'
import { periodBefore, periodOf, type Period } from './period'

/** A claim as the account remembers it, so that it is not paid twice and can be taken back. */
export interface Claim {
  taskId: string
  /** The key of its period. */
  period: string
  /** 1, 2 …: claimed anew after what it had been paid for was voided. */
  round: number
  /** What it paid; null once that was taken back. */
  paid: { movement: Movement; voucherId: string | null } | null
}

export type NoSuchTask = Refused<'no-such-task', Record<string, never>>
/** Its period is over for too long, or has not begun. */
export type TaskOver = Refused<'task-over', Record<string, never>>
export type TaskNotReached = Refused<'task-not-reached', Progress>
export type AlreadyClaimed = Refused<'already-claimed', Record<string, never>>

/** A task in one of its periods, as one member has it. */
export interface TaskNow {
  task: Task
  period: Period
  progress: Progress
  state: 'under-way' | 'to-claim' | 'claimed'
  /** The round a claim would be. */
  round: number
}

const reached = ({ done, of }: Progress): boolean => done >= of

/** The periods in which a task can be claimed today: this one, and the one before for a few days more. */
export function claimable(task: Task, { claimDays }: TaskRules, today: BusinessDay): Period[] {
  const now = periodOf(task.period, today)
  const before = periodBefore(task.period, now)
  return before !== null && addDays(before.to, claimDays) >= today ? [before, now] : [now]
}

/** A member's tasks: each in this period, and what of the last one is still to be claimed. */
export function tasksNow(
  rules: TaskRules,
  claims: readonly Claim[],
  facts: Facts,
  today: BusinessDay,
): TaskNow[] {
  return rules.list.flatMap((task) => {
    const periods = claimable(task, rules, today)
    return periods
      .map((period) => taskIn(task, period, claims, facts))
      .filter((one) => one.period === periods.at(-1) || one.state === 'to-claim')
  })
}

function taskIn(task: Task, period: Period, claims: readonly Claim[], facts: Facts): TaskNow {
  const claim = claimOf(claims, task.id, period.key)
  const progress = progressOf(task.goal, facts, period)
  const claimed = claim !== null && claim.paid !== null
  const state = claimed ? 'claimed' : reached(progress) ? 'to-claim' : 'under-way'
  return { task, period, progress, state, round: (claim?.round ?? 0) + (claimed ? 0 : 1) }
}

/** What a task is called; one that is no longer in the programme goes by its id. */
export function taskNameOf({ tasks }: Programme, taskId: string): string {
  return tasks.list.find(({ id }) => id === taskId)?.name ?? taskId
}

export function claimOf(claims: readonly Claim[], taskId: string, period: string): Claim | null {
  return claims.find((claim) => claim.taskId === taskId && claim.period === period) ?? null
}

/** Claims what a reached task pays (领取): once in its period. Growth does not come of it. */
export function claim(
  account: { points: PointsAccount; claims: Claim[] },
  asked: { taskId: string; period: string; round: number; voucherId: string | null },
  rules: TaskRules,
  facts: Facts,
  today: BusinessDay,
): Decision<
  Moved & { claims: Claim[]; task: Task },
  NoSuchTask | TaskOver | AlreadyClaimed | TaskNotReached
> {
  const task = rules.list.find(({ id }) => id === asked.taskId)
  if (!task) return refuse('no-such-task')
  const period = claimable(task, rules, today).find(({ key }) => key === asked.period)
  if (!period) return refuse('task-over')
  const { state, progress, round } = taskIn(task, period, account.claims, facts)
  if (state === 'claimed' || round !== asked.round) return refuse('already-claimed')
  if (state === 'under-way') return refuse('task-not-reached', progress)
  const moved = earn(account.points, {
    points: task.points,
    kind: 'gift',
    expiry: expiryOf(today, rules.expiry),
    growth: 0,
    visitOn: null,
  })
  const paid = { movement: moved.movement, voucherId: asked.voucherId }
  const made: Claim = { taskId: task.id, period: period.key, round, paid }
  const kept = account.claims.filter((one) => one !== claimOf(account.claims, task.id, period.key))
  return accept({ ...moved, claims: withoutForgotten([...kept, made], rules, today), task })
}

/** A claim is remembered as long as it could be claimed again or taken back: this period and the one before. */
function withoutForgotten(claims: readonly Claim[], rules: TaskRules, today: BusinessDay): Claim[] {
  return claims.filter(({ taskId, period }) => {
    const task = rules.list.find(({ id }) => id === taskId)
    if (!task) return false
    const now = periodOf(task.period, today)
    return [now.key, periodBefore(task.period, now)?.key].includes(period)
  })
}
