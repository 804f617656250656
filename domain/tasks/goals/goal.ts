import type * as z from 'zod'
import type { Profile } from '../../member/profile'
import type { Activity } from '../../bill/activity'
import type { Period } from '../../time/period'

/** What a goal may look at. */
export interface Facts {
  activity: Activity
  /** Bills that stand. */
  bills: number
  profile: Pick<Profile, 'name' | 'maskedPhone'>
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
  /** Done once and for good, or counted in every period anew. */
  counts: 'once' | 'in-periods'
  progress: (goal: z.output<Goal>, facts: Facts, period: Period) => Progress
}
