import * as z from 'zod'
import { isBusinessDay } from '../../time/business-day'
import type { GoalKind } from './goal'

const day = z.string().refine(isBusinessDay)

const dish = z.strictObject({
  /** What the till's system calls it. */
  sku: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/),
  name: z.string().min(1).max(20),
})

const goal = z
  .strictObject({
    kind: z.literal('new-dish'),
    dishes: z.array(dish).min(1).max(6),
    /** So many different ones of them. */
    least: z.int().min(1).max(6).default(1),
    /** The first and the last business day on which it counts. */
    from: day,
    until: day,
  })
  .refine(({ from, until }) => from <= until, { message: 'a new dish that ends before it begins' })
  .refine(({ dishes, least }) => least <= dishes.length, { message: 'more new dishes than there are' })
  .refine(({ dishes }) => new Set(dishes.map(({ sku }) => sku)).size === dishes.length, {
    message: 'a new dish is listed twice',
  })

/** 新品: some of these dishes, within these days (requirement F53). The window is the goal's own, so it is done once. */
export const newDish: GoalKind<typeof goal> = {
  goal,
  periods: ['once'],
  over: ({ until }, today) => until < today,
  progress({ dishes, least, from, until }, { activity }) {
    const eaten = activity.days
      .filter(({ day }) => from <= day && day <= until)
      .flatMap(({ tried = [] }) => tried)
    const tried = dishes.filter(({ sku }) => eaten.includes(sku))
    return { done: Math.min(tried.length, least), of: least }
  },
}
