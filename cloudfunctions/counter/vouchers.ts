import { accept, refuse } from '../../domain/decision'
import { readTicket, stillGood } from '../../domain/codes/ticket'
import { businessDay } from '../../domain/time/business-day'
import { quote } from '../../domain/vouchers/use'
import { listVouchers } from '../../storage/vouchers'
import type { Handler } from '../handler'
import { seal } from '../keys'
import { inWords, shownVoucherOf } from '../shown-voucher'

/** As many as one looks through at a till; those that end first. */
const MOST = 30

/**
 * What each voucher of the member at the till would do to the bill (用券): read only, so it may be asked as often as the
 * amount changes. Two requests.
 */
export const quoteVouchers: Handler<'counter', 'vouchers'> = async (
  { storeId, ticket: text, amountFen, items },
  { db, now, programme },
) => {
  const read = readTicket(text, programme.restaurantId, seal)
  if (!read.ok) return read
  const ticket = read.value
  if (ticket.storeId !== storeId) return refuse('ticket-of-another-store')
  const good = stillGood(ticket, now)
  if (!good.ok) return good
  const today = businessDay(now, programme)
  const { vouchers } = await listVouchers(db, ticket.memberId, 'held', today, { limit: MOST })
  return accept({
    today,
    vouchers: vouchers.map((voucher) => {
      const quoted = quote(voucher, { storeId, amountFen, items }, today)
      const shown = shownVoucherOf(voucher, programme)
      if (!quoted.ok) return { ...shown, quote: inWords(quoted, programme) }
      const { offFen, brings } = quoted.value
      return { ...shown, quote: accept({ offFen, payableFen: amountFen - offFen, brings }) }
    }),
  })
}
