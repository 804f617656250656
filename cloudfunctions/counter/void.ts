import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { mayVoid, voidBill } from '../../domain/bill/void-bill'
import { accept, refuse } from '../../domain/decision'
import type { Entry } from '../../domain/ledger/entry'
import { spendablePoints } from '../../domain/ledger/redeem'
import { businessDay } from '../../domain/time/business-day'
import { giveBack } from '../../domain/vouchers/use'
import type { Voucher } from '../../domain/vouchers/voucher'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting } from '../../storage/posting'
import type { Handler, StaffCall } from '../handler'
import { digestOf } from '../keys'

type Voided = Value<'counter', 'void'>

export const voidCauseOf = (billId: string): string => `void:${billId}`

/** Voids a settled bill (作废), and gives its voucher back. Its entry never changes, so it is read before the transaction. */
export const voidSettledBill: Handler<'counter', 'void'> = async (
  { storeId, billId, reason, note },
  call,
) => {
  const { db, now, programme, programmeVersion, staff, requestId, attempt } = call
  const billEntry = await loadEntry(db, billId)
  const subject = billEntry?.subject
  if (!billEntry || subject?.type !== 'bill' || subject.bill.storeId !== storeId)
    return refuse('no-such-bill')

  const cause = voidCauseOf(billId)
  const may = mayVoid(staff.role, billEntry.at, now, programme)
  if (!may.ok) {
    const earlier = await loadEntry(db, cause)
    return earlier?.requestId === requestId ? accept(earlier.reply as Voided) : may
  }
  const posted = await posting(
    db,
    {
      cause,
      memberId: billEntry.memberId,
      at: now,
      day: businessDay(now, programme),
      programmeVersion,
      operator: { staffId: staff.staffId, storeId },
      requestId,
      digest: digestOf({ billId, reason, note }),
      attempt,
      voucherIds: (subject.bill.discounts ?? []).map(({ voucherId }) => voucherId),
    },
    (account, vouchers) =>
      book(account, vouchers, billEntry, { amountFen: subject.bill.amountFen, storeId, reason, note }, call),
  )
  if (posted.ok) return posted.entry.requestId === requestId ? accept(posted.value) : refuse('already-voided')
  return posted.reason === 'different-request' ? sameRequestOr(db, cause, requestId) : posted
}

/** Another void of this bill is there. Under the same request id it is a muddled request, else simply too late. */
async function sameRequestOr(db: StaffCall['db'], cause: string, requestId: string) {
  const earlier = await loadEntry(db, cause)
  return earlier?.requestId === requestId ? refuse('different-request') : refuse('already-voided')
}

function book(
  account: Account,
  vouchers: readonly Voucher[],
  billEntry: Entry,
  about: { amountFen: number; storeId: string; reason: string; note: string },
  { now, programme }: StaffCall,
) {
  const billId = billEntry.cause
  const voided = voidBill(account, billId, billEntry, programme, now)
  if (!voided.ok) return voided
  const { points, movement, bills } = voided.value
  const back = vouchers.map((voucher) => giveBack(voucher, billId, programme, now))
  return accept<Booking<Voided>>({
    account: { ...account, points, bills },
    movement,
    subject: { type: 'voided-bill', billId, ...about },
    reverses: billId,
    vouchers: back,
    value: {
      billId,
      amountFen: about.amountFen,
      pointsTakenBack: movement.points === 0 ? 0 : -movement.points,
      owed: movement.debt,
      shortfall: movement.shortfall,
      balance: spendablePoints(points, businessDay(now, programme)),
      vouchersGivenBack: back.map(({ name }) => name),
    },
  })
}
