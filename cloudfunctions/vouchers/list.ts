import { accept } from '../../domain/decision'
import { businessDay } from '../../domain/time/business-day'
import { listVouchers } from '../../storage/vouchers'
import type { Handler } from '../handler'
import { shownVoucherOf } from '../shown-voucher'

/** A page of the caller's own vouchers (我的券). One request. */
export const list: Handler<'vouchers', 'list'> = async (
  { state, after, limit },
  { db, memberId, now, programme },
) => {
  const today = businessDay(now, programme)
  const { vouchers, nextAfter } = await listVouchers(db, memberId, state, today, { after, limit })
  return accept({
    brand: programme.brand,
    today,
    vouchers: vouchers.map((voucher) => ({
      ...shownVoucherOf(voucher, programme),
      used: voucher.used && {
        at: voucher.used.at,
        storeName: voucher.used.storeName,
        offFen: voucher.used.offFen,
      },
      takenBack: voucher.takenBackBy !== null,
    })),
    nextAfter,
  })
}
