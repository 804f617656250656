import * as z from 'zod'
import { inPeriods, type GoalKind } from './goal'

const goal = z.strictObject({
  kind: z.literal('visits'),
  days: z.int().min(1).max(31),
  /** A day counts from so much on, all its bills together. */
  leastFen: z.int().min(1).max(9_999_999),
})

/** 到店: on so many distinct business days (requirement F54). Five bills of one evening are one visit. */
export const visits: GoalKind<typeof goal> = {
  goal,
  periods: inPeriods,
  progress({ days, leastFen }, { activity }, { from, to }) {
    const counted = activity.days.filter(({ day, fen }) => from <= day && day <= to && fen >= leastFen)
    return { done: Math.min(counted.length, days), of: days }
  },
}
