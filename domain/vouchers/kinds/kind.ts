import type * as z from 'zod'
import type { Decision, Refused } from '../../decision'
import type { Bill } from '../../bill/bill'

/** What of a bill a voucher may look at. Amounts in fen, before any voucher. */
export type BillBefore = Pick<Bill, 'amountFen' | 'items'>

/** What a voucher does to a bill. */
export interface Worth {
  /** Taken off the amount: at least 0, at most the amount. */
  offFen: number
  /** A dish to bring that is not part of the amount; null when there is none. */
  brings: string | null
}

export type ItemNotInBill = Refused<'item-not-in-bill', { itemName: string }>

/** A kind of voucher: what its terms say, and what they are worth on a bill whose threshold is met. */
export interface VoucherKind<Terms extends z.ZodObject> {
  terms: Terms
  worth: (terms: z.output<Terms>, bill: BillBefore) => Decision<Worth, ItemNotInBill>
}
