import * as z from 'zod'
import { inPeriods, type GoalKind } from './goal'

const goal = z.strictObject({
  kind: z.literal('photo'),
  /** What is to be seen on it. */
  asks: z.string().min(1).max(40),
})

/** 照片: sent by the member and looked at by staff (requirement F51). No fact says that it is done; a colleague does. */
export const photo: GoalKind<typeof goal> = {
  goal,
  periods: ['once', ...inPeriods],
  progress: () => ({ done: 0, of: 1 }),
}
