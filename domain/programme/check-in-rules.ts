import * as z from 'zod'
import { expiryPolicy } from './expiry-policy'
import { slug } from './slug'

/** A day's coin on the calendar has room for four figures, milestone included. */
const prizePoints = z.int().min(0).max(999)
const milestonePoints = z.int().min(0).max(9_000)

/** What each day of a streak pays. */
const scheme = z.discriminatedUnion('kind', [
  /** A figure for the first days; then the last one goes on (`hold`), or the table begins again (`restart`). */
  z.strictObject({
    kind: z.literal('table'),
    points: z
      .array(prizePoints)
      .min(1)
      .max(31)
      // A streak that grows is never worth less: what a make-up newly reaches is then never negative.
      .refine((points) => points.every((figure, i) => i === 0 || figure >= (points[i - 1] ?? 0)), {
        message: 'a later day of a streak pays no less than an earlier one',
      }),
    after: z.enum(['hold', 'restart']).default('hold'),
  }),
  z.strictObject({ kind: z.literal('flat'), points: prizePoints }),
])

/** Paid when so many days of a cycle are reached, in every cycle anew (requirement F47): points, a voucher, or both. */
const milestone = z
  .strictObject({
    day: z.int().min(1).max(31),
    points: milestonePoints.default(0),
    /** The template of the voucher. */
    voucher: slug.nullable().default(null),
  })
  .refine(({ points, voucher }) => points > 0 || voucher !== null, { message: 'a milestone without a prize' })

/** Requirement F46: any missed day of the last seven, for 50 points. */
const makeUp = z.strictObject({
  pricePoints: z.int().min(1).max(100_000).default(50),
  days: z.int().min(1).max(31).default(7),
})

/** 签到. Requirements F44–F47; the table is ruling P1. */
export const checkInRules = z
  .strictObject({
    open: z.boolean().default(true),
    scheme: scheme.default({ kind: 'table', points: [1, 2, 3, 4, 5, 6, 10], after: 'hold' }),
    /** So many days in a row are a cycle (周期). */
    cycleDays: z.int().min(2).max(31).default(7),
    milestones: z.array(milestone).max(10).default([]),
    /** Null: a missed day stays missed. */
    makeUp: makeUp.nullable().prefault({}),
    expiry: expiryPolicy.default({ kind: 'rolling-months', months: 6 }),
  })
  .refine(({ milestones, cycleDays }) => milestones.every(({ day }) => day <= cycleDays), {
    message: 'a milestone lies beyond the cycle',
  })
  .refine(({ milestones }) => new Set(milestones.map(({ day }) => day)).size === milestones.length, {
    message: 'two milestones are reached on one day',
  })

export type CheckInRules = z.output<typeof checkInRules>
