import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { payableFen } from '../../domain/bill/bill'
import { claimsLostWith, mayVoid, voidBill, type SettledOn } from '../../domain/bill/void-bill'
import { accept, refuse } from '../../domain/decision'
import type { Movement } from '../../domain/ledger/movement'
import { spendablePoints } from '../../domain/ledger/redeem'
import { taskNameOf, type Claim } from '../../domain/tasks/claims'
import type { PaidClaim } from '../../domain/tasks/undo-claims'
import { businessDay } from '../../domain/time/business-day'
import { giveBack, takeBack } from '../../domain/vouchers/use'
import type { Voucher } from '../../domain/vouchers/voucher'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting } from '../../storage/posting'
import { claimCauseOf } from '../claim-cause'
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
      voucherIds: (account) => vouchersConcerned(account, settled, call),
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

/** Those that were used in the bill, and those that tasks had paid because of it. */
function vouchersConcerned(account: Account, settled: SettledOn, { now, programme }: StaffCall): string[] {
  const used = (settled.bill.discounts ?? []).map(({ voucherId }) => voucherId)
  const lost = claimsLostWith(account, settled, programme, now)
  return [...new Set([...used, ...lost.flatMap(({ paid }) => paid.voucherId ?? [])])]
}

/**
 * The bill's own voucher is its owner's again; one that a task had paid and that is not used is over. One that is used
 * elsewhere stays in its bill: should that be voided while its task is still undone, it is over then.
 */
function vouchersAfter(
  vouchers: readonly Voucher[],
  { claims }: Account,
  { bill: { billId } }: SettledOn,
  undone: readonly { claim: PaidClaim }[],
  { programme, now }: Pick<StaffCall, 'programme' | 'now'>,
): Voucher[] {
  const without = [
    ...undone.map(({ claim }) => claim.paid.voucherId),
    ...claims.map(({ paid, keptVoucherId }) => (paid === null ? keptVoucherId : null)),
  ]
  return vouchers.map((voucher) => {
    const back = voucher.used?.billId === billId ? giveBack(voucher, billId, programme, now) : voucher
    const over = back.used === null && without.includes(back.voucherId)
    return over ? takeBack(back, voidCauseOf(billId), businessDay(now, programme)) : back
  })
}

/** A claim that was undone remembers its voucher as long as that is used, so that the next round brings no other. */
function keepingUsed(
  claims: readonly Claim[],
  undone: readonly { claim: PaidClaim }[],
  vouchers: readonly Voucher[],
): Claim[] {
  const of = ({ taskId, period }: Claim): string | null =>
    undone.find(({ claim }) => claim.taskId === taskId && claim.period === period)?.claim.paid.voucherId ??
    null
  return claims.map((claim) => {
    const voucherId = of(claim) ?? claim.keptVoucherId
    const voucher = vouchers.find((one) => one.voucherId === voucherId)
    return voucher ? { ...claim, keptVoucherId: voucher.used === null ? null : voucher.voucherId } : claim
  })
}

function book(
  account: Account,
  vouchers: readonly Voucher[],
  settled: SettledOn,
  about: { amountFen: number; storeId: string; reason: string; note: string },
  { now, programme }: StaffCall,
) {
  const { billId } = settled.bill
  const voided = voidBill(account, settled, programme, now)
  if (!voided.ok) return voided
  const { points, movement, bills, activity, claims, undone } = voided.value
  const today = businessDay(now, programme)
  const after = vouchersAfter(vouchers, account, settled, undone, { programme, now })
  const givenBack = after.filter(({ used, takenBackBy }) => used === null && takenBackBy === null)
  const taken = [movement, ...undone.map((one) => one.movement)]
  const sum = (of: (one: Movement) => number): number => taken.reduce((total, one) => total + of(one), 0)
  return accept<Booking<Voided>>({
    account: { ...account, points, bills, activity, claims: keepingUsed(claims, undone, after) },
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
      balance: spendablePoints(points, today),
      vouchersGivenBack: givenBack.map(({ name }) => name),
      tasksUndone: undone.map(({ claim }) => taskNameOf(programme, claim.taskId)),
    },
  })
}
