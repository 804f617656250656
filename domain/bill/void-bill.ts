import { factsOf, type Account } from '../account'
import { attributed } from '../attribution/attribution'
import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Moved, Movement } from '../ledger/movement'
import { isPaid, takePaidBack, type Paid, type PaidOnce } from '../ledger/paid-once'
import { reverseGrant, type PointsAlreadySpent } from '../ledger/reverse'
import type { Programme } from '../programme/programme'
import type { TierRules } from '../programme/tier-rules'
import { allows, type Role } from '../staff/capabilities'
import { withSpending, type Activity } from './activity'
import type { Claim } from '../tasks/claims'
import { claimsWithoutFact } from '../tasks/undo-claims'
import { withoutTheBill } from '../tiers/climb'
import type { Standing, Step, TakenVoucher, TierGift } from '../tiers/standing'
import { entitlementsNow, withoutUses } from '../tiers/use-entitlement'
import { businessDay, type BusinessDay, type Instant } from '../time/business-day'
import { periodOf } from '../time/period'
import { giveBack, takeBack } from '../vouchers/use'
import type { Voucher } from '../vouchers/voucher'
import { eligibleFen, vouchersIn, type Bill, type BillMemory } from './bill'

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

type Held = Pick<Account, 'points' | 'bills' | 'activity' | 'claims' | 'profile' | 'standing' | 'attribution'>
/** A bill as it was settled: on which business day it counts, and what it had granted. */
export interface SettledOn {
  bill: Bill
  day: BusinessDay
  grant: Movement
}

/** What was paid because of the bill: for a task, for reaching a tier, or as an entitlement of it. */
export type PaidForIt = Paid<Claim> | Paid<TierGift> | Paid<TakenVoucher>

export interface VoidedBill extends Moved {
  bills: BillMemory
  activity: Activity
  claims: Claim[]
  standing: Standing
  /** Tasks and tiers that were paid for what is not so without the bill: what each had paid, taken back, after `movement`. */
  undone: { claim: PaidForIt; movement: Movement }[]
  vouchers: Voucher[]
  attributed: ReturnType<typeof attributed>
}

/**
 * Voids a bill (作废): its grant is reversed by the programme's clawback policy; it no longer counts as a visit, nor what
 * was paid for it on its day; a tier that was reached with it alone is lost; and what tasks and tiers had paid because of
 * it is taken back likewise. Its own voucher is its owner's again. `vouchers` are those of `vouchersConcerned`.
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
  const lost = lostWith(account, settled, programme, at)
  const taken = takePaidBack<Claim | TierGift | TakenVoucher>(reversed.value.points, lost.paid, policy, today)
  if (!taken.ok) return taken
  const left = without(account, settled, today)
  const held = [...account.claims, ...account.standing.gifts, ...account.standing.taken]
  const after = vouchersAfter(vouchers, held, lost.paid, settled.bill.billId, programme, at)
  return accept({
    points: taken.value.points,
    movement: reversed.value.movement,
    ...left,
    claims: takenBack(account.claims, lost.paid, after),
    standing: {
      ...lost.standing,
      gifts: takenBack(account.standing.gifts, lost.paid, after),
      taken: takenBack(account.standing.taken, lost.paid, after),
      uses: withoutUses(account.standing.uses, lost.paid.filter(isOver(after))),
    },
    undone: taken.value.movements,
    vouchers: after,
    attributed: attributed(account.attribution, left.activity.spentFen),
  })
}

/** The vouchers a void may change: those used in the bill, and those that were paid because of it. */
export function vouchersConcerned(
  account: Held,
  settled: SettledOn,
  programme: Programme,
  at: Instant,
): string[] {
  const used = vouchersIn(settled.bill).map(({ voucherId }) => voucherId)
  const lost = lostWith(account, settled, programme, at)
  return [...new Set([...used, ...lost.paid.flatMap(({ paid }) => paid.voucherId ?? [])])]
}

/**
 * The bill's own voucher is its owner's again; one that was paid because of it and that is not used is over. One that is
 * used elsewhere stays in its bill: should that be voided while its reason is still undone, it is over then.
 */
function vouchersAfter(
  vouchers: readonly Voucher[],
  held: readonly PaidOnce[],
  lost: readonly PaidForIt[],
  billId: string,
  programme: Programme,
  at: Instant,
): Voucher[] {
  const withoutReason = [
    ...lost.map(({ paid }) => paid.voucherId),
    ...held.map(({ paid, keptVoucherId }) => (paid === null ? keptVoucherId : null)),
  ]
  return vouchers.map((voucher) => {
    const back = voucher.used?.billId === billId ? giveBack(voucher, billId, programme, at) : voucher
    const over = back.used === null && withoutReason.includes(back.voucherId)
    return over ? takeBack(back, voidCauseOf(billId), businessDay(at, programme)) : back
  })
}

/** What was lost is no longer paid. It remembers its voucher as long as that is used: the next round brings no other. */
function takenBack<C extends Claim | TierGift | TakenVoucher>(
  held: readonly C[],
  lost: readonly PaidForIt[],
  vouchers: readonly Voucher[],
): C[] {
  return held.map((one) => {
    const undone = lost.find((each) => each === one)
    const voucherId = undone?.paid.voucherId ?? one.keptVoucherId
    const voucher = vouchers.find((each) => each.voucherId === voucherId)
    const keptVoucherId = voucher?.used === null ? null : (voucher?.voucherId ?? one.keptVoucherId)
    return { ...one, paid: undone ? null : one.paid, keptVoucherId }
  })
}

/** The standing without the bill, and what was paid for tasks and tiers that are not reached without it. */
function lostWith(
  account: Held,
  settled: SettledOn,
  programme: Programme,
  at: Instant,
): { standing: Standing; paid: PaidForIt[] } {
  const today = businessDay(at, programme)
  // Both without the days that are forgotten today, so that the bill alone is the difference.
  const activity = withSpending(account.activity, { day: settled.day, bills: 0, fen: 0, growth: 0 }, today)
  const after = without(account, settled, today)
  const facts = {
    before: factsOf({ ...account, activity }),
    after: factsOf({ ...account, ...after }),
  }
  const days = { before: activity.days, after: after.activity.days }
  const standing = withoutTheBill(account.standing, days, programme.tiers, { today, billDay: settled.day })
  return {
    standing,
    paid: [
      ...claimsWithoutFact(account.claims, facts, settled.day),
      ...giftsWithoutStep(account.standing, standing),
      ...vouchersWithoutTier(account.standing, standing, programme.tiers, today),
    ],
  }
}

/** The gifts of the very steps that were lost: what an earlier one had brought stays. */
function giftsWithoutStep({ steps, gifts }: Standing, after: Standing): Paid<TierGift>[] {
  const isOf = (gift: TierGift) => (step: Step) =>
    step.tierId === gift.tierId && step.reached === gift.reached
  return gifts.filter(isPaid).filter((gift) => steps.some(isOf(gift)) && !after.steps.some(isOf(gift)))
}

/** Of what was lost, the vouchers that are over: one that was used was had. */
const isOver =
  (vouchers: readonly Voucher[]) =>
  ({ paid }: PaidForIt): boolean =>
    vouchers.some(({ voucherId, takenBackBy }) => voucherId === paid.voucherId && takenBackBy !== null)

/** Vouchers that the diner took in this period, as an entitlement of the tier they had and have not without the bill. */
function vouchersWithoutTier(
  before: Standing,
  after: Standing,
  rules: TierRules,
  today: BusinessDay,
): Paid<TakenVoucher>[] {
  const entitles = (standing: Standing, id: string): boolean =>
    entitlementsNow(standing, rules, today).some(({ entitlement }) => entitlement.id === id)
  return before.taken
    .filter(isPaid)
    .filter(({ per, period }) => period === periodOf(per, today).key)
    .filter(({ entitlementId: id }) => entitles(before, id) && !entitles(after, id))
}

function without({ bills, activity }: Held, { bill, day }: SettledOn, today: BusinessDay) {
  // A bill from before there were tasks, or tiers, was never counted.
  const counted = bill.discounts === undefined ? 0 : 1
  const fen = counted === 0 ? 0 : -eligibleFen(bill)
  const growth = -(bill.grown ?? 0)
  return {
    bills: {
      recent: bills.recent.filter(({ billId }) => billId !== bill.billId),
      count: bills.count - 1,
    },
    activity: withSpending(activity, { day, bills: -counted, fen, growth }, today),
  }
}
