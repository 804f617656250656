import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Programme } from '../programme/programme'
import { itemsAfterDiscount, tierDiscountFen } from '../tiers/discount'
import type { Standing } from '../tiers/standing'
import { businessDay, type Instant } from '../time/business-day'
import { useVoucher, type CannotUse } from '../vouchers/use'
import type { Voucher } from '../vouchers/voucher'
import { payableFen, type Bill, type BillItem } from './bill'
import { tierOfBill } from './tier-of-bill'

export type AnotherAmountDue = Refused<'another-amount-due', { payableFen: number }>

export interface Discounted {
  bill: Bill
  /** The voucher after it was used; null when there was none. */
  voucher: Voucher | null
  /** A dish to bring that is not part of the amount. */
  brings: string | null
}

/** What the member's tier takes off their bill, none when it takes nothing; and its dishes at what they then cost. */
export function afterTier(
  { standing }: { standing: Standing },
  bill: Pick<Bill, 'amountFen' | 'items' | 'tierId'>,
  { tiers }: Programme,
  today: string,
): { discounts: NonNullable<Bill['discounts']>; items: BillItem[] } {
  const tier = tierOfBill(standing, bill, tiers, today)
  const offFen = tier === null ? 0 : tierDiscountFen(tier, bill, tiers)
  if (tier === null || offFen === 0) return { discounts: [], items: bill.items }
  return {
    discounts: [{ kind: 'tier', tierId: tier.id, name: tier.name, offFen }],
    items: itemsAfterDiscount(tier, bill.items, tiers),
  }
}

/**
 * Takes off a bill what there is to take off (优惠), in the one order there is: the tier's discount, then the voucher on
 * what is left. `askedFen` is what the till has asked for; a till that showed another amount is told, and nothing is booked.
 */
export function discounted(
  bill: Bill,
  held: { standing: Standing; voucher: Voucher | null },
  askedFen: number,
  { storeName, programme, at }: { storeName: string; programme: Programme; at: Instant },
): Decision<Discounted, CannotUse | AnotherAmountDue> {
  const { voucher } = held
  const { discounts, items } = afterTier(held, bill, programme, businessDay(at, programme))
  const byTier = { ...bill, discounts }
  const used = voucher === null ? null : useVoucher(voucher, byTier, { items, storeName, programme, at })
  if (used !== null && !used.ok) return used
  const done: Discounted =
    used === null
      ? { bill: byTier, voucher: null, brings: null }
      : {
          bill: { ...byTier, discounts: [...discounts, used.value.discount] },
          voucher: used.value.voucher,
          brings: used.value.brings,
        }
  const due = payableFen(done.bill)
  return due === askedFen ? accept(done) : refuse('another-amount-due', { payableFen: due })
}
