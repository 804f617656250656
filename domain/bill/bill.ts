import type { BusinessDay, Instant } from '../time/business-day'

/** How a part of a bill was paid. What is paid with points never earns points (requirement F2). */
export type TenderKind = 'cash' | 'wechat-pay' | 'alipay' | 'card' | 'points' | 'other'

export interface Tender {
  kind: TenderKind
  amountFen: number
}

export interface BillItem {
  /** What the till's system calls it, where it says so. */
  sku?: string | undefined
  name: string
  quantity: number
  amountFen: number
}

/** What was taken off a bill, in this order: by the member's tier, then by a voucher. `name` is what it is called. */
export type Discount =
  | { kind: 'tier'; tierId: string; name: string; offFen: number }
  | { kind: 'voucher'; voucherId: string; name: string; offFen: number }

/** A bill (消费单) as it was when settled. Amounts in fen. */
export interface Bill {
  billId: string
  storeId: string
  orderNo: string | null
  /** Before its discounts. */
  amountFen: number
  /** Bills from before there were vouchers have none. */
  discounts?: Discount[]
  /** Add up to what is payable. */
  tenders: Tender[]
  items: BillItem[]
  /** The business day it counts on for tasks and tiers, where that is not the one it was booked on: of a correction. */
  countsOn?: BusinessDay
  /** When the first of its revisions was settled: of a correction. */
  firstAt?: Instant
  /** The tier it was reckoned by. A correction is reckoned by that of the bill it replaces, whatever has come since. */
  tierId?: string
  /** New dishes in it that a task asked for on its day. */
  tried?: string[]
  /** What it added to the growth of its day; bills from before there were tiers added nothing. */
  grown?: number
}

/** What the account remembers of its bills: enough to notice the same bill keyed twice. */
export interface BillMemory {
  /** Bills of the last minutes, newest last. */
  recent: { billId: string; amountFen: number; at: Instant }[]
  /** Settled and not voided. */
  count: number
}

export const noBills: BillMemory = Object.freeze({ recent: [], count: 0 })

/** `bill:{store}:{order number}`; keyed by hand, `bill:{store}:ticket:{nonce}`. The id is the bill's cause. */
export function billIdOf(storeId: string, source: { orderNo: string } | { ticketNonce: string }): string {
  return 'orderNo' in source
    ? `bill:${storeId}:${source.orderNo}`
    : `bill:${storeId}:ticket:${source.ticketNonce}`
}

const REVISION = /:r([2-9])$/

/** The id of the bill that replaces a voided one: `…A17`, `…A17:r2`, `…A17:r3`. Null after the ninth. */
export function nextRevision(billId: string): string | null {
  const revision = Number(REVISION.exec(billId)?.[1] ?? '1')
  return revision === 9 ? null : `${firstRevision(billId)}:r${revision + 1}`
}

/** The id under which the order number, or the ticket, was settled first. */
export function firstRevision(billId: string): string {
  return billId.replace(REVISION, '')
}

/** What is to be paid (应收): the amount less its discounts. */
export function payableFen({ amountFen, discounts = [] }: Pick<Bill, 'amountFen' | 'discounts'>): number {
  return amountFen - discounts.reduce((sum, { offFen }) => sum + offFen, 0)
}

/** What was taken off a bill by its member's tier, or by a voucher. */
export function offFenBy(kind: Discount['kind'], { discounts = [] }: Pick<Bill, 'discounts'>): number {
  return discounts.reduce((sum, discount) => sum + (discount.kind === kind ? discount.offFen : 0), 0)
}

/** The vouchers a bill was paid with. */
export function vouchersIn({
  discounts = [],
}: Pick<Bill, 'discounts'>): { voucherId: string; offFen: number }[] {
  return discounts.filter((discount) => discount.kind === 'voucher')
}

/** What earns: what was paid, but for the part paid with points. A bill without tenders is all paid in money. */
export function eligibleFen(bill: Pick<Bill, 'amountFen' | 'discounts' | 'tenders'>): number {
  const paidWithPoints = bill.tenders
    .filter((tender) => tender.kind === 'points')
    .reduce((sum, tender) => sum + tender.amountFen, 0)
  return payableFen(bill) - paidWithPoints
}
