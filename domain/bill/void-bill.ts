import type { Account } from '../account'
import { attributed } from '../attribution/attribution'
import { accept, refuse, type Decision, type Refused } from '../decision'
import type { TierChange } from '../ledger/entry'
import type { Moved, Movement } from '../ledger/movement'
import { takePaidBack, type Paid, type PaidOnce } from '../ledger/paid-once'
import { reverseGrant, type PointsAlreadySpent } from '../ledger/reverse'
import type { Programme } from '../programme/programme'
import { allows, type Role } from '../staff/capabilities'
import { withoutMeal, type PaidReview, type Reviews } from '../reviews/meals'
import type { Activity } from './activity'
import type { Claim } from '../tasks/claims'
import { tierChange, type Standing, type TakenVoucher, type TierGift } from '../tiers/standing'
import { withoutUses } from '../tiers/use-entitlement'
import { businessDay, type Instant } from '../time/business-day'
import { giveBack, takeBack } from '../vouchers/use'
import type { Voucher } from '../vouchers/voucher'
import { vouchersIn, type BillMemory } from './bill'
import { lostWith, withoutBill, type LostWithBill, type SettledOn, type TakenBeyond } from './lost-with-bill'

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

type Held = Pick<
  Account,
  'points' | 'bills' | 'activity' | 'claims' | 'profile' | 'reviews' | 'scans' | 'standing' | 'attribution'
>
/** What was paid because of the bill: for writing about it, for a task, for reaching a tier, or as an entitlement of it. */
export type PaidForIt = Paid<PaidReview> | Paid<Claim> | Paid<TierGift> | Paid<TakenVoucher>

/** Of the vouchers a tier no longer entitles to, those that go: not used before used, the newest first. */
function goneOf({ taken, beyond }: TakenBeyond, vouchers: readonly Voucher[]): Paid<TakenVoucher>[] {
  const isUsed = ({ paid }: Paid<TakenVoucher>): number =>
    vouchers.some(({ voucherId, used }) => voucherId === paid.voucherId && used !== null) ? 1 : 0
  return [...taken].sort((a, b) => isUsed(a) - isUsed(b) || b.nth - a.nth).slice(0, beyond)
}

const paidForIt = ({ reviews, claims, gifts }: LostWithBill, taken: Paid<TakenVoucher>[]): PaidForIt[] => [
  ...reviews,
  ...claims,
  ...gifts,
  ...taken,
]

export interface VoidedBill extends Moved {
  bills: BillMemory
  activity: Activity
  claims: Claim[]
  reviews: Reviews
  standing: Standing
  /** The tier that is left, where the bill had brought a higher one; null when that stays. */
  tierChange: TierChange | null
  /** Tasks and tiers that were paid for what is not so without the bill: what each had paid, taken back, after `movement`. */
  undone: { claim: PaidForIt; movement: Movement }[]
  vouchers: Voucher[]
  attributed: ReturnType<typeof attributed>
}

/**
 * Voids a bill (作废): its grant is reversed by the programme's clawback policy; it no longer counts as a visit, nor what
 * was paid for it on its day; a tier that was reached with it alone is lost; and what a review, tasks and tiers had paid
 * because of it is taken back likewise. Its own voucher is its owner's again. `vouchers` are those of `vouchersConcerned`.
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
  const gone = lost.vouchers.flatMap((one) => goneOf(one, vouchers))
  const paid = paidForIt(lost, gone)
  const taken = takePaidBack<PaidReview | Claim | TierGift | TakenVoucher>(
    reversed.value.points,
    paid,
    policy,
    today,
  )
  if (!taken.ok) return taken
  const left = withoutBill(account, settled, today)
  const { claims, standing } = account
  const held = [...claims, ...standing.gifts, ...standing.taken]
  const after = vouchersAfter(vouchers, held, paid, settled.bill.billId, programme, at)
  return accept({
    points: taken.value.points,
    movement: reversed.value.movement,
    ...left,
    claims: takenBack(claims, lost.claims, after),
    reviews: withoutMeal(account.reviews, settled.bill.billId),
    standing: {
      ...lost.standing,
      gifts: takenBack(standing.gifts, lost.gifts, after),
      taken: takenBack(standing.taken, gone, after),
      uses: withoutUses(standing.uses, standing.taken.filter(isOver(after))),
    },
    tierChange: tierChange(standing, lost.standing, programme.tiers, today),
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
  const mayGo = lost.vouchers.flatMap(({ taken }) => taken)
  const paid = paidForIt(lost, mayGo)
  return [...new Set([...used, ...paid.flatMap(({ paid: { voucherId } }) => voucherId ?? [])])]
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
function takenBack<C extends PaidOnce>(
  held: readonly C[],
  lost: readonly Paid<C>[],
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

/** Whether its voucher is over, now or with the bill it was kept in: its use is free again. One that was used was had. */
const isOver =
  (vouchers: readonly Voucher[]) =>
  ({ paid, keptVoucherId }: PaidOnce): boolean =>
    vouchers.some(
      ({ voucherId, takenBackBy }) =>
        voucherId === (paid?.voucherId ?? keptVoucherId) && takenBackBy !== null,
    )
