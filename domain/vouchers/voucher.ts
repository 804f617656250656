import { everyStore } from '../redemption/redemption'
import type { BusinessDay, Instant } from '../time/business-day'
import type { VoucherTerms } from './kinds/catalogue'

/** The bill a voucher was used in. */
export interface VoucherUse {
  billId: string
  at: Instant
  storeId: string
  storeName: string
  offFen: number
}

/** A member's copy of a voucher (券): what it says was fixed at its grant, whatever becomes of its template. */
export interface Voucher {
  /** Follows from the cause of its grant: nothing is granted twice. */
  voucherId: string
  memberId: string
  templateId: string
  name: string
  terms: VoucherTerms
  /** Stores that take it, or `['*']` for all. */
  storeIds: string[]
  /** Good from this business day. */
  validFrom: BusinessDay
  /** Good through this business day. */
  lastGoodDay: BusinessDay
  grantedAt: Instant
  /** The entry it came with. */
  grantedBy: string
  /** Null while it is held; a voided bill sets it back to null. */
  used: VoucherUse | null
  /** The void that took it back, as what it was granted for was not so; null otherwise. */
  takenBackBy: string | null
}

export function takenAt({ storeIds }: Pick<Voucher, 'storeIds'>, storeId: string): boolean {
  return storeIds.includes(everyStore) || storeIds.includes(storeId)
}
