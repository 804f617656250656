import * as z from 'zod'
import { instant, points } from './values'
import { voucherTerms } from './voucher'

/** A reward as a diner sees it on the shelf. */
export const shelfItem = z.object({
  rewardId: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(['item', 'voucher', 'privilege']),
  category: z.enum(['drink', 'side', 'main', 'voucher', 'merchandise', 'privilege']),
  pricePoints: points,
  faceValueFen: z.int(),
  /** Units left; null when unlimited. */
  stockLeft: z.int().nullable(),
  /** How many more this member may take; null when unlimited. */
  leftForMember: z.int().nullable(),
  memberLimit: z.object({ count: z.int(), per: z.enum(['day', 'month', 'ever']) }).nullable(),
  /** Stores that serve it; empty means every store. */
  storeNames: z.array(z.string()),
  /** Good for so many days, the first of which comes so many days after it is taken. */
  validDays: z.int(),
  startsAfterDays: z.int(),
  /** What the voucher says that it is; null for what is served at the counter. */
  voucher: voucherTerms.nullable(),
  saleState: z.enum(['on-sale', 'not-yet', 'over']),
  saleFrom: instant.nullable(),
  saleUntil: instant.nullable(),
  /** Points still missing; 0 when it is within reach. */
  shortBy: points,
})
