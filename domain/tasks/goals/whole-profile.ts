import * as z from 'zod'
import type { GoalKind } from './goal'

const goal = z.strictObject({ kind: z.literal('whole-profile') })

/** 完善资料: a name and a phone number. */
export const wholeProfile: GoalKind<typeof goal> = {
  goal,
  periods: ['once'],
  progress(_goal, { profile: { name, maskedPhone } }) {
    return { done: [name !== '', maskedPhone !== null].filter(Boolean).length, of: 2 }
  },
}
