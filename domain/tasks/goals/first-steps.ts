import * as z from 'zod'
import type { GoalKind } from './goal'

const goal = z.strictObject({ kind: z.literal('first-steps') })

/**
 * 新手: the first bill, then the first reward (requirement F56), in this order: a reward taken with the joining gift,
 * before there was a bill, is not the second step.
 */
export const firstSteps: GoalKind<typeof goal> = {
  goal,
  periods: ['once'],
  progress(_goal, { bills, activity }) {
    const [billed, redeemed] = [bills > 0, activity.redemptions > 0]
    return { done: billed ? (redeemed ? 2 : 1) : 0, of: 2 }
  },
}
