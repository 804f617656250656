import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { payableFen } from '../../domain/bill/bill'
import {
  mayVoid,
  voidBill,
  voidCauseOf,
  vouchersConcerned,
  type SettledOn,
} from '../../domain/bill/void-bill'
import { accept, refuse } from '../../domain/decision'
import type { Movement } from '../../domain/ledger/movement'
import { spendablePoints } from '../../domain/ledger/redeem'
import { taskNameOf } from '../../domain/tasks/claims'
import { businessDay } from '../../domain/time/business-day'
import type { Voucher } from '../../domain/vouchers/voucher'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting } from '../../storage/posting'
import { claimCauseOf } from '../claim-cause'
import type { Handler, StaffCall } from '../handler'
import { digestOf } from '../keys'

type Voided = Value<'counter', 'void'>

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
    return earlier?.requestId === requestId ? accept(repliedBefore(earlier.reply)) : may
  }
  const settled = { bill: subject.bill, day: billEntry.day, grant: billEntry }
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
      voucherIds: (account) => vouchersConcerned(account, settled, programme, now),
    },
    (account, vouchers) =>
      book(account, vouchers, settled, { amountFen: payableFen(subject.bill), storeId, reason, note }, call),
  )
  if (posted.ok)
    return posted.entry.requestId === requestId
      ? accept(repliedBefore(posted.value))
      : refuse('already-voided')
  return posted.reason === 'different-request' ? sameRequestOr(db, cause, requestId) : posted
}

/** The stored reply; one from before there were vouchers and tasks says nothing of them. */
function repliedBefore(reply: unknown): Voided {
  const voided = reply as Voided
  return {
    ...voided,
    vouchersGivenBack: voided.vouchersGivenBack ?? [],
    tasksUndone: voided.tasksUndone ?? [],
  }
}

/** Another void of this bill is there. Under the same request id it is a muddled request, else simply too late. */
async function sameRequestOr(db: StaffCall['db'], cause: string, requestId: string) {
  const earlier = await loadEntry(db, cause)
  return earlier?.requestId === requestId ? refuse('different-request') : refuse('already-voided')
}

function book(
  account: Account,
  vouchers: readonly Voucher[],
  settled: SettledOn,
  about: { amountFen: number; storeId: string; reason: string; note: string },
  { now, programme }: StaffCall,
) {
  const { billId } = settled.bill
  const voided = voidBill(account, vouchers, settled, programme, now)
  if (!voided.ok) return voided
  const { points, movement, bills, activity, claims, undone, vouchers: after } = voided.value
  const givenBack = after.filter(({ used, takenBackBy }) => used === null && takenBackBy === null)
  const taken = [movement, ...undone.map((one) => one.movement)]
  const sum = (of: (one: Movement) => number): number => taken.reduce((total, one) => total + of(one), 0)
  return accept<Booking<Voided>>({
    account: { ...account, points, bills, activity, claims },
    movement,
    subject: { type: 'voided-bill', billId, billDay: settled.day, ...about },
    reverses: billId,
    follows: undone.map(({ claim, movement: back }) => ({
      part: `task:${claim.taskId}`,
      movement: back,
      subject: {
        type: 'task-undone',
        taskId: claim.taskId,
        taskName: taskNameOf(programme, claim.taskId),
        period: claim.period,
        billId,
      },
      reverses: claimCauseOf(account.memberId, claim),
    })),
    vouchers: after,
    value: {
      billId,
      amountFen: about.amountFen,
      pointsTakenBack: sum((one) => (one.points === 0 ? 0 : -one.points)),
      owed: sum(({ debt }) => debt),
      shortfall: sum(({ shortfall }) => shortfall),
      balance: spendablePoints(points, businessDay(now, programme)),
      vouchersGivenBack: givenBack.map(({ name }) => name),
      tasksUndone: undone.map(({ claim }) => taskNameOf(programme, claim.taskId)),
    },
  })
}
