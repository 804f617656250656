import * as z from 'zod'
import { slug } from './slug'

/** A code that hangs or stands somewhere (物料码): whoever joins through it came from there (requirement F40). */
export const placement = z.strictObject({
  /** Short enough for the scene of a mini-program code, which has 32 characters. */
  id: slug.max(30),
  kind: z.enum(['table', 'till', 'poster']),
  storeId: slug,
  /** What is written beside it: `8 号桌`. */
  label: z.string().min(1).max(12),
})

export type Placement = z.output<typeof placement>

/**
 * Requirement F38: what staff are owed for a new member, in fen, once that member has paid so much. ¥5; the other document
 * says ¥10. Both hold as they are on the day of joining.
 */
export const attributionRules = z.strictObject({
  placements: z.array(placement).max(500).default([]),
  staffFen: z.int().min(0).max(100_000).default(500),
  /** Less than a bowl of noodles is no visit. */
  leastSpentFen: z.int().min(1).max(9_999_999).default(1000),
})
