import * as z from 'zod'
import { kindOf } from '../../kind-of'
import type { BusinessDay } from '../../time/business-day'
import type { Period } from '../../time/period'
import { firstSteps } from './first-steps'
import type { Facts, GoalKind, Progress, TaskPeriod } from './goal'
import { newDish } from './new-dish'
import { photo } from './photo'
import { spending } from './spending'
import { tableVisit } from './table-visit'
import { visits } from './visits'
import { wholeProfile } from './whole-profile'

/** Every kind of goal there is (任务目标): its file stands beside this one, its name in this list. */
const kinds = [visits, spending, firstSteps, wholeProfile, newDish, photo, tableVisit] as const

type GoalsOf<Kinds> = { -readonly [I in keyof Kinds]: Kinds[I] extends GoalKind<infer G> ? G : never }

export const taskGoal = z.discriminatedUnion('kind', kinds.map(({ goal }) => goal) as GoalsOf<typeof kinds>)
export type TaskGoal = z.output<typeof taskGoal>

/** How far a member is with a goal in a period. */
export function progressOf(goal: TaskGoal, facts: Facts, period: Period): Progress {
  return kindOfGoal(goal).progress(goal, facts, period)
}

/** The periods that a task of this goal may have. */
export function periodsOf(goal: TaskGoal): readonly TaskPeriod[] {
  return kindOfGoal(goal).periods
}

/** Whether a goal's own days are over. */
export function overOn(goal: TaskGoal, today: BusinessDay): boolean {
  return kindOfGoal(goal).over?.(goal, today) ?? false
}

const kindOfGoal = (goal: TaskGoal): GoalKind<z.ZodObject> =>
  kindOf(kinds as readonly GoalKind<z.ZodObject>[], (each) => each.goal, goal)
