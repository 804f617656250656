import * as z from 'zod'
import { voucherTerms } from '../vouchers/kinds/catalogue'
import { slug } from './slug'

/** From when until when a voucher is good. */
const validity = z.discriminatedUnion('kind', [
  /** Counted from the business day of its grant: `startsAfterDays` of 1 begins on the next; good on `days` days. */
  z.strictObject({
    kind: z.literal('from-grant'),
    startsAfterDays: z.int().min(0).max(31).default(0),
    days: z.int().min(1).max(366).default(30),
  }),
])

/** What vouchers of one sort say (券模板). Each member's copy keeps what it said on the day it was granted. */
export const voucherTemplate = z.strictObject({
  id: slug,
  name: z.string().min(1).max(20),
  terms: voucherTerms,
  validity: validity.prefault({ kind: 'from-grant' }),
  /** Stores that take it; empty means every store. */
  storeIds: z.array(slug).max(200).default([]),
})

export const voucherRules = z
  .strictObject({
    templates: z.array(voucherTemplate).max(200).default([]),
    /** A voucher that a voided bill gives back is good for so many days at the least, today among them. */
    givenBackDays: z.int().min(1).max(31).default(3),
  })
  .refine(({ templates }) => new Set(templates.map(({ id }) => id)).size === templates.length, {
    message: 'two voucher templates share an id',
  })

export type VoucherTemplate = z.output<typeof voucherTemplate>
