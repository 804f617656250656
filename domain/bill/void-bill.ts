import { factsOf, type Account } from '../account'
import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Moved, Movement } from '../ledger/movement'
import { reverseGrant, type PointsAlreadySpent } from '../ledger/reverse'
import type { Programme } from '../programme/programme'
import { allows, type Role } from '../staff/capabilities'
import { withSpending, type Activity } from '../tasks/activity'
import type { Claim } from '../tasks/claims'
import { giveBack, takeBack } from '../vouchers/use'
import type { Voucher } from '../vouchers/voucher'
import { claimsWithoutFact, undoClaims, type PaidClaim } from '../tasks/undo-claims'
import { businessDay, type BusinessDay, type Instant } from '../time/business-day'
import { eligibleFen, type Bill, type BillMemory } from './bill'

const HOUR = 3_600_000

export type VoidWindowPassed = Refused<'void-window-passed', { settledAt: Instant; hours: number }>

/**
 * Whether this role may still void a bill settled at `settledAt`: whoever holds `void-old-bill` always, the others
 * for the programme's `cashierVoidHours`.
 */
export function mayVoid(
  role: Role,
  settledAt: Instant,
  now: Instant,
  programme: Programme,
): Decision<null, VoidWindowPassed> {
  const hours = programme.counter.cashierVoidHours
  if (allows(role, 'void-old-bill') || now - settledAt <= hours * HOUR) return accept(null)
  return refuse('void-window-passed', { settledAt, hours })
}

/** What a void is called in the ledger. */
export const voidCauseOf = (billId: string): string => `void:${billId}`

type Held = Pick<Account, 'points' | 'bills' | 'activity' | 'claims' | 'profile'>
/** A bill as it was settled: on which business day, and what it had granted. */
export interface SettledOn {
  bill: Bill
  day: BusinessDay
  grant: Movement
}

export interface VoidedBill extends Moved {
  bills: BillMemory
  activity: Activity
  claims: Claim[]
  /** Tasks that were paid for what is not so without the bill: what each had paid, taken back, after `movement`. */
  undone: { claim: PaidClaim; movement: Movement }[]
  vouchers: Voucher[]
}

/**
 * Voids a bill (作废): its grant is reversed by the programme's clawback policy; it no longer counts as a visit, nor what
 * was paid for it on its day; and what tasks had paid because of it is taken back likewise. Its own voucher is its owner's
 * again. `vouchers` are those of `vouchersConcerned`.
 */
export function voidBill(
  account: Held,
  vouchers: readonly Voucher[],
  settled: SettledOn,
  programme: Programme,
  at: Instant,
): Decision<VoidedBill, PointsAlreadySpent> {
  const today = businessDay(at, programme)
  const { policy } = programme.clawback
  const reversed = reverseGrant(account.points, settled.grant, policy, today)
  if (!reversed.ok) return reversed
  const { points, movement } = reversed.value
  const lost = claimsLostWith(account, settled, programme, at)
  const undone = undoClaims({ points, claims: account.claims }, lost, policy, today)
  if (!undone.ok) return undone
  const { movements } = undone.value
  const after = vouchersAfter(vouchers, account.claims, lost, settled.bill.billId, programme, at)
  return accept({
    points: undone.value.points,
    movement,
    ...without(account, settled, today),
    claims: rememberingUsed(undone.value.claims, lost, after),
    undone: movements,
    vouchers: after,
  })
}

/** The vouchers a void may change: those used in the bill, and those that tasks had paid because of it. */
export function vouchersConcerned(
  account: Held,
  settled: SettledOn,
  programme: Programme,
  at: Instant,
): string[] {
  const used = (settled.bill.discounts ?? []).map(({ voucherId }) => voucherId)
  const lost = claimsLostWith(account, settled, programme, at)
  return [...new Set([...used, ...lost.flatMap(({ paid }) => paid.voucherId ?? [])])]
}

/**
 * The bill's own voucher is its owner's again; one that a task had paid and that is not used is over. One that is used
 * elsewhere stays in its bill: should that be voided while its task is still undone, it is over then.
 */
function vouchersAfter(
  vouchers: readonly Voucher[],
  claims: readonly Claim[],
  lost: readonly PaidClaim[],
  billId: string,
  programme: Programme,
  at: Instant,
): Voucher[] {
  const withoutReason = [
    ...lost.map(({ paid }) => paid.voucherId),
    ...claims.map(({ paid, keptVoucherId }) => (paid === null ? keptVoucherId : null)),
  ]
  return vouchers.map((voucher) => {
    const back = voucher.used?.billId === billId ? giveBack(voucher, billId, programme, at) : voucher
    const over = back.used === null && withoutReason.includes(back.voucherId)
    return over ? takeBack(back, voidCauseOf(billId), businessDay(at, programme)) : back
  })
}

/** A claim that was undone remembers its voucher as long as that is used, so that the next round brings no other. */
function rememberingUsed(
  claims: readonly Claim[],
  lost: readonly PaidClaim[],
  vouchers: readonly Voucher[],
): Claim[] {
  return claims.map((claim) => {
    const undone = lost.find(({ taskId, period }) => taskId === claim.taskId && period === claim.period)
    const voucherId = undone?.paid.voucherId ?? claim.keptVoucherId
    const voucher = vouchers.find((one) => one.voucherId === voucherId)
    return voucher ? { ...claim, keptVoucherId: voucher.used === null ? null : voucher.voucherId } : claim
  })
}

/** The tasks this member was paid for that are not reached without the bill. */
function claimsLostWith(account: Held, settled: SettledOn, programme: Programme, at: Instant): PaidClaim[] {
  const today = businessDay(at, programme)
  // Both without the days that are forgotten today, so that the bill alone is the difference.
  const activity = withSpending(account.activity, settled.day, 0, today)
  const facts = {
    before: factsOf({ ...account, activity }),
    after: factsOf({ ...account, ...without(account, settled, today) }),
  }
  return claimsWithoutFact(account.claims, facts, settled.day)
}

function without({ bills, activity }: Held, { bill, day }: SettledOn, today: BusinessDay) {
  return {
    bills: {
      recent: bills.recent.filter(({ billId }) => billId !== bill.billId),
      count: bills.count - 1,
    },
    // A bill from before there were tasks was never counted.
    activity: withSpending(activity, day, bill.discounts === undefined ? 0 : -eligibleFen(bill), today),
  }
}
