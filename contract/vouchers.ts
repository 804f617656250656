import * as z from 'zod'
import { feature } from './feature'
import { brand, businessDay, instant } from './values'
import { shownVoucher } from './voucher'

/** 券: what a member holds and has held. They are shown with the member code and used at the counter, in a bill. */
export const vouchersContract = feature({
  /** Those to use, soonest to end first; those used or ended, latest first. */
  list: {
    caller: 'member',
    input: z.strictObject({
      state: z.enum(['held', 'used', 'ended']).default('held'),
      /** Where the page before ended; left out, from the beginning. */
      after: z.string().min(1).max(64).optional(),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.object({
      brand,
      /** The business day it is, by which one knows what is good already. */
      today: businessDay,
      vouchers: z.array(
        shownVoucher.extend({
          used: z.object({ at: instant, storeName: z.string(), offFen: z.int() }).nullable(),
          /** It was granted for what was voided since. */
          takenBack: z.boolean(),
        }),
      ),
      /** For the next page; null when this is the last. */
      nextAfter: z.string().nullable(),
    }),
    refusals: {},
  },
})
