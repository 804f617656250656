import * as z from 'zod'
import type { Decision } from '../../decision'
import { kindOf } from '../../kind-of'
import { amountOff } from './amount-off'
import type { BillBefore, ItemNotInBill, VoucherKind, Worth } from './kind'
import { namedItem } from './named-item'
import { percentOff } from './percent-off'

/** Every kind of voucher there is (券的种类): its file stands beside this one, its name in this list. */
const kinds = [amountOff, percentOff, namedItem] as const

type TermsOf<Kinds> = { -readonly [I in keyof Kinds]: Kinds[I] extends VoucherKind<infer T> ? T : never }

export const voucherTerms = z.discriminatedUnion(
  'kind',
  kinds.map(({ terms }) => terms) as TermsOf<typeof kinds>,
)
export type VoucherTerms = z.output<typeof voucherTerms>

/** What these terms are worth on this bill, whose threshold they have met. */
export function worthOf(terms: VoucherTerms, bill: BillBefore): Decision<Worth, ItemNotInBill> {
  const all = kinds as readonly VoucherKind<z.ZodObject>[]
  return kindOf(all, (each) => each.terms, terms).worth(terms, bill)
}
