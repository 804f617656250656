import type * as z from 'zod'
import type { Scan } from '../../attribution/scan'
import type { Profile } from '../../member/profile'
import type { BusinessDay } from '../../time/business-day'
import type { Activity } from '../../bill/activity'
import type { Period, PeriodKind } from '../../time/period'

/** How often a task can be done. */
export type TaskPeriod = Extract<PeriodKind, 'day' | 'week' | 'month' | 'once'>

/** Of what is counted in every period anew. */
export const inPeriods = ['day', 'week', 'month'] as const

/** What a goal may look at. */
export interface Facts {
  activity: Activity
  /** Bills that stand. */
  bills: number
  profile: Pick<Profile, 'name' | 'maskedPhone'>
  /** Tables whose code was scanned. */
  scans: readonly Scan[]
}

/** How far a member is: reached when `done` is `of`, never more. Whole numbers; fen where it is about money. */
export interface Progress {
  done: number
  of: number
}

export const reached = ({ done, of }: Progress): boolean => done >= of

/** A kind of goal: what its numbers are, and how far somebody is with it in a period. */
export interface GoalKind<Goal extends z.ZodObject> {
  goal: Goal
  /** The periods a task of it may have: `once` for what is done for good. */
  periods: readonly TaskPeriod[]
  /** Its own days are over: nobody comes to it any more. Left out, it has none. */
  over?: (goal: z.output<Goal>, today: BusinessDay) => boolean
  progress: (goal: z.output<Goal>, facts: Facts, period: Period) => Progress
}
