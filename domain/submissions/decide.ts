import { accept, refuse, type Decision, type Refused } from '../decision'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import { payOnce } from '../ledger/paid-once'
import type { PointsAccount } from '../ledger/points-account'
import { withoutPoints } from '../ledger/without-points'
import type { TaskRules } from '../programme/task-rules'
import { runningTask } from '../tasks/running'
import { remembered, type Claim, type NoSuchTask } from '../tasks/claims'
import type { BusinessDay } from '../time/business-day'
import { submissionOf, type Submission, type Verdict } from './submission'

export type AlreadyDecided = Refused<'already-decided', Record<string, never>>

export interface Decided extends Moved {
  submissions: Submission[]
  claims: Claim[]
  /** The template of the voucher that comes with it; null for none. */
  brings: string | null
  /** What it pays, whatever a debt takes of it. */
  paidPoints: number
}

/**
 * A colleague's word on a photo (审核): approved, it pays what the task pays now, once in its period, however late the word
 * comes, while the task runs; refused, the diner hears why and may try again.
 */
export function decide(
  account: { points: PointsAccount; submissions: readonly Submission[]; claims: Claim[] },
  asked: { taskId: string; period: string; nth: number; voucherId: string },
  verdict: Verdict,
  rules: TaskRules,
  today: BusinessDay,
): Decision<Decided, AlreadyDecided | NoSuchTask> {
  const waiting = submissionOf(account.submissions, asked.taskId, asked.period)
  if (waiting?.nth !== asked.nth || waiting.verdict !== null) return refuse('already-decided')
  const task = runningTask(rules, asked.taskId)
  const submissions = account.submissions.map((one) => (one === waiting ? { ...one, verdict } : one))
  if (!verdict.approved)
    return accept({
      ...withoutPoints(account.points),
      submissions,
      claims: account.claims,
      brings: null,
      paidPoints: 0,
    })
  if (task?.goal.kind !== 'photo') return refuse('no-such-task')
  const reward = { points: task.points, voucher: task.voucher, expiry: expiryOf(today, rules.expiry) }
  const { once, brings, ...moved } = payOnce(account.points, null, reward, {
    round: 1,
    voucherId: asked.voucherId,
  })
  const { taskId, period, from, to } = waiting
  const made: Claim = { taskId, period, from, to, goal: task.goal, ...once }
  const claims = remembered([...account.claims, made], today)
  return accept({ ...moved, submissions, claims, brings, paidPoints: task.points })
}
