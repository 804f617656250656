import * as z from 'zod'
import type { GoalKind } from './goal'

const goal = z.strictObject({ kind: z.literal('table-visit') })

/** 到店扫桌码: the code of a table, and a bill on the same business day (requirement F40). A scan alone is nobody's visit. */
export const tableVisit: GoalKind<typeof goal> = {
  goal,
  periods: ['day'],
  progress(_goal, { activity, scans }, { from, to }) {
    const scanned = scans.filter(({ day }) => from <= day && day <= to)
    const eaten = scanned.some(({ day }) => activity.days.some((one) => one.day === day))
    return { done: scanned.length === 0 ? 0 : eaten ? 2 : 1, of: 2 }
  },
}
