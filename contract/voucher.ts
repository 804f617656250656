import * as z from 'zod'
import { none } from './refusals'
import { businessDay, instant } from './values'

const thresholdFen = z.int()

/** What a voucher says; each kind has its sentences in copy/vouchers.ts, or it does not compile. */
export const voucherTerms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount-off'), offFen: z.int(), thresholdFen }),
  z.object({
    kind: z.literal('percent-off'),
    offBasisPoints: z.int(),
    ceilingFen: z.int(),
    thresholdFen,
  }),
  z.object({ kind: z.literal('named-item'), itemName: z.string(), thresholdFen }),
])

/** A voucher as its owner and the till see it. */
export const shownVoucher = z.object({
  voucherId: z.string(),
  name: z.string(),
  terms: voucherTerms,
  /** Stores that take it; empty means every store. */
  storeNames: z.array(z.string()),
  validFrom: businessDay,
  lastGoodDay: businessDay,
})

export const voucherId = z.string().regex(/^v[a-f0-9]{23}$/)

/** Why a voucher cannot be shown. */
export const cannotShow = {
  /** Nobody's, or somebody else's. */
  'no-such-voucher': none,
  'voucher-used': z.object({ usedAt: instant, storeName: z.string() }),
  'voucher-ended': z.object({ lastGoodDay: businessDay }),
}

/** Why a voucher of the member's own cannot be used in a bill. */
export const cannotUse = {
  'voucher-used': cannotShow['voucher-used'],
  'voucher-ended': cannotShow['voucher-ended'],
  'voucher-not-yet': z.object({ validFrom: businessDay }),
  'voucher-not-here': z.object({ storeNames: z.array(z.string()) }),
  'below-threshold': z.object({ thresholdFen: z.int(), amountFen: z.int() }),
  'item-not-in-bill': z.object({ itemName: z.string() }),
}

const because = <const R extends keyof typeof cannotUse>(reason: R) =>
  z.object({ ok: z.literal(false), reason: z.literal(reason), details: cannotUse[reason] })

/** What a voucher would do to a bill, or the refusal it would meet. */
export const quote = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    value: z.object({
      offFen: z.int(),
      payableFen: z.int(),
      /** A dish to bring that is not part of the amount. */
      brings: z.string().nullable(),
    }),
  }),
  z.discriminatedUnion('reason', [
    because('voucher-used'),
    because('voucher-ended'),
    because('voucher-not-yet'),
    because('voucher-not-here'),
    because('below-threshold'),
    because('item-not-in-bill'),
  ]),
])
