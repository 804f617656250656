import * as z from 'zod'
import { periodsOf, taskGoal } from '../tasks/goals/catalogue'
import { expiryPolicy } from './expiry-policy'
import { slug } from './slug'

/** Of the shortest month. */
const daysOf = { day: 1, week: 7, month: 28, once: 0 }

/** A task (任务): a goal in every period, and what it pays (requirement F195: points, a voucher, or both). */
export const task = z
  .strictObject({
    id: slug,
    name: z.string().min(1).max(20),
    goal: taskGoal,
    period: z.enum(['day', 'week', 'month', 'once']),
    points: z.int().min(0).max(100_000).default(0),
    /** The template of the voucher. */
    voucher: slug.nullable().default(null),
    /** A rule of the platform that a task of this kind breaks (lead L10); it stays off until somebody answers for that. */
    platformRisk: z.enum(['reward-for-sharing']).nullable().default(null),
    /** Who has seen that rule and turned it on all the same. */
    accepted: z.strictObject({ staffId: z.string(), at: z.int() }).nullable().default(null),
  })
  .refine(({ points, voucher }) => points > 0 || voucher !== null, { message: 'a task without a reward' })
  .refine(({ goal, period }) => periodsOf(goal).includes(period), {
    message: 'a goal that no task of this period can have',
  })
  .refine(({ goal, period }) => goal.kind !== 'visits' || goal.days <= daysOf[period], {
    message: 'a task asks for more days than its period has',
  })

/** Requirements F50, F51, F53–F56. */
export const taskRules = z
  .strictObject({
    list: z.array(task).max(30).default([]),
    /** A task that was reached can be claimed for so many days after its period. */
    claimDays: z.int().min(0).max(31).default(3),
    expiry: expiryPolicy.default({ kind: 'rolling-months', months: 6 }),
  })
  .refine(({ list }) => new Set(list.map(({ id }) => id)).size === list.length, {
    message: 'two tasks share an id',
  })

export type Task = z.output<typeof task>
export type TaskRules = z.output<typeof taskRules>
