import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { billIdOf, firstRevision, offFenBy, payableFen, type Bill } from '../../domain/bill/bill'
import { correctionOf, type Which } from '../../domain/bill/correction'
import { discounted } from '../../domain/bill/discounts'
import { settleBill } from '../../domain/bill/settle-bill'
import { voidCauseOf } from '../../domain/bill/void-bill'
import { stillGood } from '../../domain/codes/ticket'
import { accept, refuse } from '../../domain/decision'
import type { Entry } from '../../domain/ledger/entry'
import { spendablePoints } from '../../domain/ledger/redeem'
import { nextReward } from '../../domain/mall/shelf'
import { seenByStaff } from '../../domain/member/profile'
import { storeNameOf } from '../../domain/programme/programme'
import { businessDay } from '../../domain/time/business-day'
import type { Voucher } from '../../domain/vouchers/voucher'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting } from '../../storage/posting'
import type { Handler, StaffCall } from '../handler'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'
import { inWords } from '../shown-voucher'
import { ticketHere } from './ticket-here'

type Input = Parsed<'counter', 'settle'>
type Settled = Value<'counter', 'settle'>

/**
 * Settles a bill (结账). The bill's id is its cause, so the same bill is booked once however often it comes. A
 * correction says which voided bill it replaces and is booked under the next revision of its id.
 *
 * Six requests: the staff document, and posting's five; two more with a voucher, which is read and written beside the
 * account. Cold one more for the programme, a correction one more for the void it builds on.
 */
export const settle: Handler<'counter', 'settle'> = async (input, call) => {
  const { storeId, amountFen, tenders, items, ticked, replaces, voucher, payableFen: asked } = input
  const read = ticketHere(input.ticket, storeId, call)
  if (!read.ok) return read
  const ticket = read.value

  const source = input.orderNo === undefined ? { ticketNonce: ticket.nonce } : { orderNo: input.orderNo }
  const firstId = billIdOf(storeId, source)
  const corrects = replaces === undefined ? null : await correcting(replaces, firstId, ticket.memberId, call)
  if (replaces !== undefined && corrects === null) return refuse('nothing-to-replace')
  const billId = corrects?.billId ?? firstId
  const dishes = ticked.length > 0 ? ticked : undefined
  const said = { amountFen, tenders, items, ticked: dishes, replaces, voucher, payableFen: asked }
  const digest = digestOf({ memberId: ticket.memberId, ...said })

  const good = stillGood(ticket, call.now)
  const settled = good.ok ? await post(input, corrects ?? { billId }, ticket.memberId, digest, call) : null
  if (settled?.ok && settled.fresh) return accept(settled.value)
  if (settled && !settled.ok && settled.reason !== 'different-request') return settled
  const earlier = settled?.ok ? settled.entry : await loadEntry(call.db, billId)
  if (earlier === null) return good.ok ? refuse('busy') : good
  return answerTo(earlier, digest, input, call)
}

/** The stored reply; one from before there were vouchers and tiers says nothing of them. */
function repliedBefore({ reply }: Entry): Settled {
  const settled = reply as Settled
  return {
    ...settled,
    payableFen: settled.payableFen ?? settled.amountFen,
    tierOffFen: settled.tierOffFen ?? 0,
    voucher: settled.voucher ?? null,
    raisedTo: settled.raisedTo ?? null,
  }
}

/** What a bill that is settled already answers to whoever comes with it again. */
async function answerTo(earlier: Entry, digest: string, input: Input, { db, requestId }: StaffCall) {
  const same = earlier.digest === digest
  if (earlier.requestId === requestId)
    return same ? accept(repliedBefore(earlier)) : refuse('different-request')
  const { cause, subject, at } = earlier
  if ((await loadEntry(db, voidCauseOf(cause))) !== null) return refuse('bill-was-voided', { billId: cause })
  if (input.orderNo === undefined && subject.type === 'bill') {
    const { pointsEarned } = earlier.reply as Settled
    const { amountFen } = subject.bill
    return refuse('ticket-already-settled', {
      billId: cause,
      amountFen,
      payableFen: payableFen(subject.bill),
      pointsEarned,
      settledAt: at,
    })
  }
  return same ? accept(repliedBefore(earlier)) : refuse('different-request')
}

/** Which bill a correction is, if what it replaces is a voided bill of this order. One read. */
async function correcting(replaces: string, firstId: string, memberId: string, { db }: StaffCall) {
  if (firstRevision(replaces) !== firstId) return null
  return correctionOf(replaces, await loadEntry(db, voidCauseOf(replaces)), memberId)
}

function post(input: Input, which: Which, memberId: string, digest: string, call: StaffCall) {
  return posting(
    call.db,
    postingRequest(call, {
      cause: which.billId,
      memberId,
      digest,
      operator: { staffId: call.staff.staffId, storeId: input.storeId },
      voucherIds: () => (input.voucher === undefined ? [] : [input.voucher.voucherId]),
    }),
    (account, vouchers) => book(account, vouchers, input, which, call),
  )
}

function book(account: Account, vouchers: readonly Voucher[], input: Input, which: Which, call: StaffCall) {
  const { now, programme } = call
  const { storeId, orderNo = null, amountFen, tenders, items, ticked, confirmedSameAmount } = input
  const said: Bill = { ...which, storeId, orderNo, amountFen, discounts: [], tenders, items }
  const asked = input.voucher?.payableFen ?? input.payableFen ?? amountFen
  const [voucher = null] = vouchers
  // One of this member's own.
  if (input.voucher !== undefined && voucher?.memberId !== account.memberId) return refuse('no-such-voucher')
  const storeName = storeNameOf(programme, storeId)
  const held = { standing: account.standing, voucher }
  const due = discounted(said, held, asked, { storeName, programme, at: now })
  if (!due.ok) return inWords(due, programme)
  const { bill } = due.value
  const settled = settleBill(account, bill, programme, now, { confirmedSameAmount, ticked })
  if (!settled.ok) return settled
  const { points, movement, bills, activity, reviews, standing, tierChange, breakdown, earnedPoints } =
    settled.value
  const { attribution, change } = settled.value.attributed
  const spendable = spendablePoints(points, businessDay(now, programme))
  return accept<Booking<Settled>>({
    account: { ...account, points, bills, activity, reviews, standing, attribution },
    attributed: change,
    movement,
    breakdown,
    subject: { type: 'bill', bill: settled.value.bill },
    tierChange,
    vouchers: due.value.voucher === null ? [] : [due.value.voucher],
    value: {
      billId: which.billId,
      settledAt: now,
      amountFen,
      payableFen: payableFen(bill),
      tierOffFen: offFenBy('tier', bill),
      voucher: due.value.voucher && {
        name: due.value.voucher.name,
        offFen: offFenBy('voucher', bill),
        brings: due.value.brings,
      },
      member: seenByStaff(account.profile),
      pointsEarned: earnedPoints,
      breakdown,
      debtRepaid: movement.debt === 0 ? 0 : -movement.debt,
      balance: spendable,
      raisedTo: tierChange?.to.name ?? null,
      nextReward: nextReward(spendable, account.taken, programme, now),
    },
  })
}
