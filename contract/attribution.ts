import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { brand, businessDay, points, slug } from './values'

/** 来源: the codes by which people join, and what colleagues are owed for those who came by theirs. */
export const attributionContract = feature({
  /** A colleague's own statement of a month; for those who may, everybody's, and the codes of the programme. */
  mine: {
    caller: 'staff',
    input: z.strictObject({
      /** `2025-02`; left out, the present one. */
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
        .optional(),
    }),
    output: z.object({
      brand,
      staffName: z.string(),
      /** `2025-03`. */
      month: z.string(),
      /** Whether it is the present one. */
      present: z.boolean(),
      /** New members who have paid enough, and what is owed for them; fen. */
      members: z.int(),
      fen: z.int(),
      /** What is owed for the next one; 0 when the programme pays nothing. */
      eachFen: z.int(),
      /** Latest first. One member less when voids have left too little. */
      lines: z.array(z.object({ day: businessDay, members: z.int(), fen: z.int() })),
      /** Of the colleagues in one's own stores, most members first; null for who may not see it. */
      ranking: z
        .array(z.object({ staffId: z.string(), staffName: z.string(), members: z.int(), fen: z.int() }))
        .nullable(),
      /** Codes of one's own stores to be printed; null for who may not. */
      placements: z
        .array(
          z.object({
            placementId: z.string(),
            kind: z.enum(['table', 'till', 'poster']),
            label: z.string(),
            storeName: z.string(),
          }),
        )
        .nullable(),
    }),
    refusals: {},
  },
  /** The picture of a code: of a placement, or with null of the colleague's own. */
  code: {
    caller: 'staff',
    input: z.strictObject({ placementId: slug.nullable() }),
    output: z.object({
      /** Where the picture is, for some minutes at the least. */
      url: z.string(),
    }),
    refusals: { 'no-such-placement': none },
  },
  /** A member at a table has scanned its code. */
  scan: {
    caller: 'member',
    input: z.strictObject({ placementId: slug }),
    output: z.object({
      storeName: z.string(),
      label: z.string(),
      /** What the task for it pays, once there is a bill too; null when there is no such task. */
      task: z
        .object({
          points,
          voucher: z.string().nullable(),
          state: z.enum(['under-way', 'to-claim', 'waiting', 'claimed']),
        })
        .nullable(),
    }),
    refusals: { 'no-such-placement': none, 'not-a-table': none },
  },
})
