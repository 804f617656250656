import * as z from 'zod'
import { slug } from './slug'

/** A badge (徽章): a mark for what somebody has come to, taken back by itself when the fact is gone (requirement F57). */
export const badge = z.strictObject({
  id: slug,
  name: z.string().min(1).max(12),
  /** What counts: fen paid in all, or days of the longest streak of check-ins. */
  fact: z.enum(['spent-fen', 'streak-days']),
  least: z.int().min(1).max(999_999_999),
})

export type Badge = z.output<typeof badge>

/** Requirement F57: ¥1,000, ¥5,000 and ¥10,000; 10, 30 and 100 days in a row. */
export const usualBadges: Badge[] = [
  { id: 'spent-1000', name: '千元食客', fact: 'spent-fen', least: 100_000 },
  { id: 'spent-5000', name: '五千元食客', fact: 'spent-fen', least: 500_000 },
  { id: 'spent-10000', name: '万元食客', fact: 'spent-fen', least: 1_000_000 },
  { id: 'streak-10', name: '连签十天', fact: 'streak-days', least: 10 },
  { id: 'streak-30', name: '连签三十天', fact: 'streak-days', least: 30 },
  { id: 'streak-100', name: '连签百天', fact: 'streak-days', least: 100 },
]
