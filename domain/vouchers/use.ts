import { payableFen, type Bill, type BillItem, type Discount } from '../bill/bill'
import { accept, refuse, type Decision, type Refused } from '../decision'
import { invariant } from '../fault'
import type { Programme } from '../programme/programme'
import { addDays, businessDay, type BusinessDay, type Instant } from '../time/business-day'
import { worthOf } from './kinds/catalogue'
import type { BillBefore, ItemNotInBill, Worth } from './kinds/kind'
import { takenAt, type Voucher } from './voucher'

export type VoucherUsed = Refused<'voucher-used', { usedAt: Instant; storeName: string }>
export type VoucherNotYet = Refused<'voucher-not-yet', { validFrom: BusinessDay }>
export type VoucherEnded = Refused<'voucher-ended', { lastGoodDay: BusinessDay }>
export type VoucherNotHere = Refused<'voucher-not-here', { storeIds: string[] }>
export type BelowThreshold = Refused<'below-threshold', { thresholdFen: number; amountFen: number }>

export type CannotShow = VoucherUsed | VoucherEnded
export type CannotUse = CannotShow | VoucherNotYet | VoucherNotHere | BelowThreshold | ItemNotInBill

/** Whether a voucher is still its owner's to use, today or on a day to come. One that was taken back never is again. */
export function stillHeld(
  { used, lastGoodDay, takenBackBy }: Voucher,
  today: BusinessDay,
): Decision<null, CannotShow> {
  if (used !== null) return refuse('voucher-used', { usedAt: used.at, storeName: used.storeName })
  return lastGoodDay < today || takenBackBy !== null ? refuse('voucher-ended', { lastGoodDay }) : accept(null)
}

/**
 * What the voucher does to a bill of this store today, or the first reason why it cannot be used in it. Its threshold is met
 * by the bill as it is before anything is taken off; what it takes is of what the tier's discount, `offFen`, has left, of its
 * dishes as of the whole: `items` are at what they cost with it.
 */
export function quote(
  voucher: Voucher,
  bill: BillBefore & { storeId: string; offFen?: number },
  today: BusinessDay,
): Decision<Worth, CannotUse> {
  const held = stillHeld(voucher, today)
  if (!held.ok) return held
  const { terms, validFrom, storeIds } = voucher
  if (today < validFrom) return refuse('voucher-not-yet', { validFrom })
  if (!takenAt(voucher, bill.storeId)) return refuse('voucher-not-here', { storeIds })
  const { thresholdFen } = terms
  if (bill.amountFen < thresholdFen) {
    return refuse('below-threshold', { thresholdFen, amountFen: bill.amountFen })
  }
  return worthOf(terms, { items: bill.items, amountFen: bill.amountFen - (bill.offFen ?? 0) })
}

/**
 * Uses a voucher in a bill (用券): what it takes off, after what is taken off already, becomes a discount of the bill. `items`
 * are its dishes at what they cost by then.
 */
export function useVoucher(
  voucher: Voucher,
  bill: Bill,
  {
    items = bill.items,
    storeName,
    programme,
    at,
  }: { items?: BillItem[]; storeName: string; programme: Programme; at: Instant },
): Decision<{ voucher: Voucher; discount: Discount; brings: string | null }, CannotUse> {
  const { billId, storeId, amountFen } = bill
  const before = { storeId, amountFen, items, offFen: amountFen - payableFen(bill) }
  const quoted = quote(voucher, before, businessDay(at, programme))
  if (!quoted.ok) return quoted
  const { offFen, brings } = quoted.value
  const { voucherId, name } = voucher
  return accept({
    voucher: { ...voucher, used: { billId, at, storeId, storeName, offFen } },
    discount: { kind: 'voucher', voucherId, name, offFen },
    brings,
  })
}

/**
 * Gives back the voucher of a voided bill (退券), good again for the programme's days at the least, so that it does not
 * come back already over.
 */
export function giveBack(voucher: Voucher, billId: string, programme: Programme, at: Instant): Voucher {
  invariant(voucher.used?.billId === billId, `${voucher.voucherId} was not used in ${billId}`)
  const earliest = addDays(businessDay(at, programme), programme.vouchers.givenBackDays - 1)
  const lastGoodDay = voucher.lastGoodDay < earliest ? earliest : voucher.lastGoodDay
  return { ...voucher, lastGoodDay, used: null }
}

/** Takes a voucher back that is not used and whose reason was voided: it is over, and says why. */
export function takeBack(voucher: Voucher, cause: string, today: BusinessDay): Voucher {
  invariant(voucher.used === null, `${voucher.voucherId} is used`)
  return { ...voucher, lastGoodDay: addDays(today, -1), takenBackBy: cause }
}
