import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { billIdOf, type Bill } from '../../domain/bill/bill'
import { settleBill } from '../../domain/bill/settle-bill'
import { readTicket, stillGood } from '../../domain/codes/ticket'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { nextReward } from '../../domain/mall/shelf'
import { seenByStaff } from '../../domain/member/profile'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting } from '../../storage/posting'
import type { Handler, StaffCall } from '../handler'
import { digestOf, seal } from '../keys'
import { voidCauseOf } from './void'

type Input = Parsed<'counter', 'settle'>
type Settled = Value<'counter', 'settle'>

/** Corrections of one order number: settled, voided, settled again … */
const MOST_REVISIONS = 9

/**
 * Settles a bill (结账). The bill's id is its cause, so the same bill is booked once however often it comes; an
 * order number whose bill was voided may be settled anew, under the next revision of the id.
 */
export const settle: Handler<'counter', 'settle'> = async (input, call) => {
  const { storeId, amountFen, tenders, items } = input
  const read = readTicket(input.ticket, call.programme.restaurantId, seal)
  if (!read.ok) return read
  const ticket = read.value
  if (ticket.storeId !== storeId) return refuse('ticket-of-another-store')

  const source = input.orderNo === undefined ? { ticketNonce: ticket.nonce } : { orderNo: input.orderNo }
  const firstId = billIdOf(storeId, source)
  const digest = digestOf({ memberId: ticket.memberId, amountFen, tenders, items })
  const good = stillGood(ticket, call.now)

  for (let revision = 1; revision <= MOST_REVISIONS; revision++) {
    const billId = revision === 1 ? firstId : `${firstId}:r${revision}`
    const settled = good.ok
      ? await post(input, billId, ticket.memberId, digest, call)
      : await alreadyPosted(billId, digest, call)
    if (settled === null) return good.ok ? refuse('busy') : good
    if (settled.ok && (settled.fresh || settled.entry.requestId === call.requestId))
      return accept(settled.value)
    const other = settled.ok || settled.reason === 'different-request'
    if (!other) return settled
    const voided = (await loadEntry(call.db, voidCauseOf(billId))) !== null
    if (!voided) return settled.ok ? accept(settled.value) : settled
  }
  return refuse('different-request')
}

/** The ticket ran out: only what was settled with it in time is answered again. */
async function alreadyPosted(billId: string, digest: string, { db }: StaffCall) {
  const entry = await loadEntry(db, billId)
  if (entry === null) return null
  if (entry.digest !== digest) return refuse('different-request')
  return { ...accept(entry.reply as Settled), entry, fresh: false }
}

function post(input: Input, billId: string, memberId: string, digest: string, call: StaffCall) {
  const { staff, now, programme, programmeVersion, requestId, attempt } = call
  return posting(
    call.db,
    {
      cause: billId,
      memberId,
      at: now,
      day: businessDay(now, programme),
      programmeVersion,
      operator: { staffId: staff.staffId, storeId: input.storeId },
      requestId,
      digest,
      attempt,
    },
    (account) => book(account, input, billId, call),
  )
}

function book(account: Account, input: Input, billId: string, { now, programme }: StaffCall) {
  const { storeId, orderNo = null, amountFen, tenders, items, confirmedSameAmount } = input
  const bill: Bill = { billId, storeId, orderNo, amountFen, tenders, items }
  const settled = settleBill(account, bill, programme, now, confirmedSameAmount)
  if (!settled.ok) return settled
  const { points, movement, bills, breakdown, earnedPoints } = settled.value
  const spendable = spendablePoints(points, businessDay(now, programme))
  return accept<Booking<Settled>>({
    account: { ...account, points, bills },
    movement,
    breakdown,
    subject: { type: 'bill', bill },
    value: {
      billId,
      settledAt: now,
      amountFen,
      member: seenByStaff(account.profile),
      pointsEarned: earnedPoints,
      breakdown,
      debtRepaid: movement.debt === 0 ? 0 : -movement.debt,
      balance: spendable,
      nextReward: nextReward(spendable, programme, now),
    },
  })
}
