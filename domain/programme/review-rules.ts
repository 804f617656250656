import * as z from 'zod'
import { expiryPolicy } from './expiry-policy'

/** 评价. Requirement F52: 10 points, within 24 hours of the bill, once for each. */
export const reviewRules = z.strictObject({
  open: z.boolean().default(true),
  points: z.int().min(0).max(100_000).default(10),
  withinHours: z.int().min(1).max(168).default(24),
  /** What was paid in money; less than that is no meal to write about. */
  leastFen: z.int().min(1).max(9_999_999).default(100),
  /** A review has words: so many characters, spaces not counted. */
  leastCharacters: z.int().min(1).max(100).default(5),
  expiry: expiryPolicy.default({ kind: 'rolling-months', months: 6 }),
})

export type ReviewRules = z.output<typeof reviewRules>
