import { accept, refuse } from '../../domain/decision'
import { readTicket, stillGood } from '../../domain/codes/ticket'
import { businessDay } from '../../domain/time/business-day'
import { quote } from '../../domain/vouchers/use'
import { listVouchers, loadVoucher } from '../../storage/vouchers'
import type { Handler } from '../handler'
import { seal } from '../keys'
import { inWords } from '../shown-voucher'

/** As many as one looks through at a till; those that end first. */
const MOST = 30

/**
 * What each voucher of the member at the till would do to the bill (用券): read only, so it may be asked as often as the
 * amount changes. Two requests; a third for a chosen voucher that is not among those that end first.
 */
export const quoteVouchers: Handler<'counter', 'vouchers'> = async (
  { storeId, ticket: text, amountFen, items, chosen },
  { db, now, programme },
) => {
  const read = readTicket(text, programme.restaurantId, seal)
  if (!read.ok) return read
  const ticket = read.value
  if (ticket.storeId !== storeId) return refuse('ticket-of-another-store')
  const good = stillGood(ticket, now)
  if (!good.ok) return good
  const today = businessDay(now, programme)
  const held = await listVouchers(db, ticket.memberId, 'held', today, { limit: MOST })
  const missing = chosen !== undefined && !held.vouchers.some(({ voucherId }) => voucherId === chosen)
  const other = missing ? await loadVoucher(db, chosen) : null
  const others = other?.memberId === ticket.memberId ? [other] : []
  return accept({
    vouchers: [...others, ...held.vouchers].map((voucher) => {
      const { voucherId, name } = voucher
      const quoted = quote(voucher, { storeId, amountFen, items }, today)
      if (!quoted.ok) return { voucherId, name, quote: inWords(quoted, programme) }
      const { offFen, brings } = quoted.value
      return { voucherId, name, quote: accept({ offFen, payableFen: amountFen - offFen, brings }) }
    }),
  })
}
