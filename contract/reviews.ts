import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { billId, brand, instant, points, seenByStaff, shortText, slug } from './values'

/** One star to five. */
export const rating = z.int().min(1).max(5)

/** 评价: what members thought of a meal. */
export const reviewsContract = feature({
  write: {
    caller: 'member',
    input: z.strictObject({ billId, rating, text: shortText(300) }),
    output: z.object({ storeName: z.string(), points, spendable: points }),
    refusals: {
      /** No bill of this member that can be written about: somebody else's, voided, or too small. */
      'no-such-meal': none,
      'already-reviewed': none,
      'review-too-late': z.object({ until: instant }),
      'review-too-short': z.object({ least: z.int() }),
      /** WeChat does not let others see this text. */
      'text-not-fit': none,
    },
  },
  /** What was written about a store, latest first. */
  list: {
    caller: 'staff',
    input: z.strictObject({ storeId: slug, before: z.string().max(80).optional() }),
    output: z.object({
      brand,
      storeName: z.string(),
      reviews: z.array(
        z.object({
          reviewId: z.string(),
          member: seenByStaff,
          rating: z.int(),
          text: z.string(),
          at: instant,
          payableFen: z.int(),
        }),
      ),
      /** For the page after this one; null when this is the last. */
      nextBefore: z.string().nullable(),
    }),
    refusals: {},
  },
})
