import type { Programme } from '../domain/programme/programme'
import type { Instant } from '../domain/time/business-day'
import { grantVoucher, templateOf } from '../domain/vouchers/grant'
import type { Voucher } from '../domain/vouchers/voucher'
import { voucherIdOf } from './ids'

/** The vouchers an entry grants: their ids follow from its cause, so that a repetition grants the same ones. */
export function granted(
  templateIds: readonly string[],
  { cause, memberId }: { cause: string; memberId: string },
  programme: Programme,
  now: Instant,
): Voucher[] {
  return templateIds.map((templateId, i) =>
    grantVoucher(
      templateOf(programme, templateId),
      { voucherId: voucherIdOf(cause, i), memberId, cause },
      programme,
      now,
    ),
  )
}
