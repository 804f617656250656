import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { payableFen } from '../../domain/bill/bill'
import { keptOf, type Kept } from '../../domain/bill/correction'
import {
  mayVoid,
  voidBill,
  voidCauseOf,
  vouchersConcerned,
  type PaidForIt,
} from '../../domain/bill/void-bill'
import type { SettledOn } from '../../domain/bill/lost-with-bill'
import { accept, refuse } from '../../domain/decision'
import type { Movement } from '../../domain/ledger/movement'
import { spendablePoints } from '../../domain/ledger/redeem'
import type { Programme } from '../../domain/programme/programme'
import { taskNameOf } from '../../domain/tasks/claims'
import { businessDay } from '../../domain/time/business-day'
import type { Voucher } from '../../domain/vouchers/voucher'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting } from '../../storage/posting'
import { claimCauseOf, giftCauseOf, reviewCauseOf, useCauseOf } from '../causes'
import type { Handler, StaffCall } from '../handler'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'

type Voided = Value<'counter', 'void'>

/** Voids a settled bill (作废), and gives its voucher back. Its entry never changes, so it is read before the transaction. */
export const voidSettledBill: Handler<'counter', 'void'> = async (
  { storeId, billId, reason, note },
  call,
) => {
  const { db, now, programme, staff, requestId } = call
  const billEntry = await loadEntry(db, billId)
  const subject = billEntry?.subject
  if (!billEntry || subject?.type !== 'bill' || subject.bill.storeId !== storeId)
    return refuse('no-such-bill')

  const cause = voidCauseOf(billId)
  const { bill } = subject
  const kept = keptOf(bill, billEntry)
  // A correction opens the window of the first of its revisions no further.
  const may = mayVoid(staff.role, kept.firstAt, now, programme)
  if (!may.ok) {
    const earlier = await loadEntry(db, cause)
    return earlier?.requestId === requestId ? accept(repliedBefore(earlier.reply)) : may
  }
  const settled = { bill, day: bill.countsOn ?? billEntry.day, grant: billEntry }
  const about = { ...kept, amountFen: payableFen(bill), storeId, reason, note }
  const posted = await posting(
    db,
    postingRequest(call, {
      cause,
      memberId: billEntry.memberId,
      digest: digestOf({ billId, reason, note }),
      operator: { staffId: staff.staffId, storeId },
      voucherIds: (account) => vouchersConcerned(account, settled, programme, now),
    }),
    (account, vouchers) => book(account, vouchers, settled, about, call),
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
    loweredTo: voided.loweredTo ?? null,
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
  about: Kept & { amountFen: number; storeId: string; reason: string; note: string },
  { now, programme }: StaffCall,
) {
  const { billId } = settled.bill
  const voided = voidBill(account, vouchers, settled, programme, now)
  if (!voided.ok) return voided
  const {
    points,
    movement,
    bills,
    activity,
    claims,
    reviews,
    standing,
    tierChange,
    undone,
    vouchers: after,
    attributed,
  } = voided.value
  const givenBack = after.filter(({ used, takenBackBy }) => used === null && takenBackBy === null)
  const taken = [movement, ...undone.map((one) => one.movement)]
  const sum = (of: (one: Movement) => number): number => taken.reduce((total, one) => total + of(one), 0)
  return accept<Booking<Voided>>({
    account: {
      ...account,
      points,
      bills,
      activity,
      claims,
      reviews,
      standing,
      attribution: attributed.attribution,
    },
    attributed: attributed.change,
    movement,
    subject: { type: 'voided-bill', billId, ...about },
    reverses: billId,
    tierChange,
    follows: undone.map(({ claim, movement: back }) => ({
      movement: back,
      ...takenBack(claim, account.memberId, settled.bill, programme),
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
      tasksUndone: undone.flatMap(({ claim }) =>
        'taskId' in claim ? [taskNameOf(programme, claim.taskId)] : [],
      ),
      loweredTo: tierChange?.to.name ?? null,
    },
  })
}

/** What the entry says that takes back what a review, a task or a tier had paid. */
function takenBack(claim: PaidForIt, memberId: string, { billId }: SettledOn['bill'], programme: Programme) {
  if ('taskId' in claim) {
    const { taskId, period } = claim
    return {
      part: `task:${taskId}:${period}`,
      subject: {
        type: 'task-undone' as const,
        taskId,
        taskName: taskNameOf(programme, taskId),
        period,
        billId,
      },
      reverses: claimCauseOf(memberId, claim),
    }
  }
  if ('entitlementId' in claim) {
    const { entitlementId, period, nth } = claim
    const entitlements = programme.tiers.list.flatMap((tier) => tier.entitlements)
    const name = entitlements.find(({ id }) => id === entitlementId)?.name ?? entitlementId
    return {
      part: `entitlement:${entitlementId}:${period}:${nth}`,
      subject: { type: 'entitlement-undone' as const, entitlementId, name, period, billId },
      reverses: useCauseOf(memberId, claim),
    }
  }
  if ('tierId' in claim) {
    const { tierId, period } = claim
    const tierName = programme.tiers.list.find(({ id }) => id === tierId)?.name ?? tierId
    return {
      part: `tier:${tierId}:${period}`,
      subject: { type: 'tier-gift-undone' as const, tierId, tierName, period, billId },
      reverses: giftCauseOf(memberId, claim),
    }
  }
  return {
    part: 'review',
    subject: { type: 'review-undone' as const, billId },
    reverses: reviewCauseOf(memberId, claim),
  }
}
