import { accept } from '../../domain/decision'
import { afterTier } from '../../domain/bill/discounts'
import { payableFen } from '../../domain/bill/bill'
import { stillGood } from '../../domain/codes/ticket'
import { businessDay } from '../../domain/time/business-day'
import { quote } from '../../domain/vouchers/use'
import { loadAccount } from '../../storage/accounts'
import { listVouchers, loadVoucher } from '../../storage/vouchers'
import type { Handler } from '../handler'
import { inWords } from '../shown-voucher'
import { ticketHere } from './ticket-here'

/** As many as one looks through at a till; those that end first. */
const MOST = 30

/**
 * What the tier of the member at the till takes off the bill, and what each of their vouchers would then do to it (用券):
 * read only, so it may be asked as often as the amount changes. Two requests; one more for the account where a tier has a
 * discount, and one for a chosen voucher that is not among those that end first.
 */
export const quoteVouchers: Handler<'counter', 'vouchers'> = async (
  { storeId, ticket: text, amountFen, items, chosen },
  call,
) => {
  const { db, now, programme } = call
  const read = ticketHere(text, storeId, call)
  if (!read.ok) return read
  const ticket = read.value
  const good = stillGood(ticket, now)
  if (!good.ok) return good
  const today = businessDay(now, programme)
  const bill = { amountFen, items }
  const { discounts, items: itemsLeft } = programme.tiers.list.some(
    ({ discountBasisPoints }) => discountBasisPoints > 0,
  )
    ? afterTier(await loadAccount(db, ticket.memberId), bill, programme, today)
    : { discounts: [], items }
  const due = payableFen({ amountFen, discounts })
  const tierOffFen = amountFen - due
  const held = await listVouchers(db, ticket.memberId, 'held', today, { limit: MOST })
  const missing = chosen !== undefined && !held.vouchers.some(({ voucherId }) => voucherId === chosen)
  const other = missing ? await loadVoucher(db, chosen) : null
  const others = other?.memberId === ticket.memberId ? [other] : []
  return accept({
    tierOffFen,
    payableFen: due,
    vouchers: [...others, ...held.vouchers].map((voucher) => {
      const { voucherId, name } = voucher
      const quoted = quote(voucher, { storeId, amountFen, items: itemsLeft, offFen: tierOffFen }, today)
      if (!quoted.ok) return { voucherId, name, quote: inWords(quoted, programme) }
      const { offFen, brings } = quoted.value
      return { voucherId, name, quote: accept({ offFen, payableFen: due - offFen, brings }) }
    }),
  })
}
