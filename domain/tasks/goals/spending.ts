import * as z from 'zod'
import { inPeriods, type GoalKind } from './goal'

const goal = z.strictObject({ kind: z.literal('spending'), fen: z.int().min(1).max(99_999_999) })

/** 消费: so much in all (requirement F55), net of vouchers and of voided bills. */
export const spending: GoalKind<typeof goal> = {
  goal,
  periods: inPeriods,
  progress({ fen }, { activity }, { from, to }) {
    const spent = activity.days
      .filter(({ day }) => from <= day && day <= to)
      .reduce((sum, day) => sum + day.fen, 0)
    return { done: Math.min(spent, fen), of: fen }
  },
}
