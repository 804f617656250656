import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { writeRedemptionCode } from '../../domain/codes/redemption-code'
import { accept, refuse } from '../../domain/decision'
import { invariant } from '../../domain/fault'
import { spendablePoints } from '../../domain/ledger/redeem'
import { redeemReward, rewardOnSale } from '../../domain/mall/redeem-reward'
import { seenByStaff } from '../../domain/member/profile'
import type { Reward } from '../../domain/programme/reward'
import { everyStore, type Redemption } from '../../domain/redemption/redemption'
import type { Programme } from '../../domain/programme/programme'
import { businessDay, type Instant } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting, type Posted } from '../../storage/posting'
import { redemptionDocumentOf } from '../../storage/redemptions'
import { letGo, takeUnit, type Claim } from '../../storage/stocks'
import { granted } from '../granted'
import type { Handler, MemberCall } from '../handler'
import { newNonce, redemptionIdOf } from '../ids'
import { digestOf, seal } from '../keys'
import { LONGEST_CALL_MS } from '../longest-call'
import { postingRequest } from '../posting-request'

const DAY = 86_400_000
type Redeemed = Value<'points-mall', 'redeem'>
/** What the entry keeps of it: whoever reads the ledger holds no code that a till takes. */
type Kept =
  Exclude<Redeemed, { kind: 'redemption' }> | Omit<Extract<Redeemed, { kind: 'redemption' }>, 'code'>

/**
 * Redeems a reward (兑换). Limited stock is taken first, outside the member's transaction, and let go when the
 * redemption is refused; see storage/stocks.ts for what happens when the function dies in between.
 */
export const redeem: Handler<'points-mall', 'redeem'> = async ({ rewardId, shownPoints }, call) => {
  const { db, memberId, requestId, now, programme } = call
  const cause = `redeem:${memberId}:${requestId}`
  const digest = digestOf({ rewardId })
  const doneBefore = () => repliedBefore(call, cause, digest)
  if (call.attempt > 1) {
    const earlier = await doneBefore()
    if (earlier) return earlier
  }

  // A repetition without its mark may find the mall changed, or the shelf emptied by itself.
  const found = rewardOnSale(programme, { rewardId, shownPoints }, now)
  if (!found.ok) return (await doneBefore()) ?? found
  const reward = found.value
  const claimKey = `${memberId}-${requestId}`
  const limited = reward.stock === 'limited'
  const claim = limited ? await takeUnit(db, rewardId, claimKey, { id: newNonce(), at: now, cause }) : null
  if (limited && claim === null) return (await doneBefore()) ?? refuse('sold-out')

  const posted = await posting(
    db,
    // Looked up already, above, before any stock was taken.
    { ...postingRequest(call, { cause, memberId, digest }), attempt: 1 },
    (account) => book(account, reward, claim, cause, call),
  )
  if (claim && !paidWith(posted, claim)) await letGo(db, rewardId, claimKey, claim)
  return posted.ok ? accept(withCode(posted.value, programme)) : posted
}

/** What the entry keeps, with the code sealed anew. A reply from before there were vouchers is of a redemption. */
function withCode(reply: unknown, { restaurantId }: Programme): Redeemed {
  const kept = { kind: 'redemption', ...(reply as object) } as Kept
  if (kept.kind === 'voucher') return kept
  return { ...kept, code: writeRedemptionCode(kept.redemptionId, restaurantId, seal) }
}

async function repliedBefore({ db, programme }: MemberCall, cause: string, digest: string) {
  const earlier = await loadEntry(db, cause)
  if (earlier === null) return null
  return earlier.digest === digest ? accept(withCode(earlier.reply, programme)) : refuse('different-request')
}

/** A repetition that took a second unit finds another one named in the entry. */
function paidWith(posted: Posted<Kept> | { ok: false }, claim: Claim): boolean {
  if (!posted.ok) return false
  const { subject } = posted.entry
  return subject.type === 'redemption' && subject.claimId === claim.id
}

function book(
  account: Account,
  reward: Reward,
  claim: Claim | null,
  cause: string,
  { now, clock, programme }: MemberCall,
) {
  // The sweeper may already have given this unit to somebody else: a call that lives too long must not pay for it.
  if (claim && clock() - now >= LONGEST_CALL_MS) return refuse('busy')
  const redeemed = redeemReward(account, reward, programme, now)
  if (!redeemed.ok) return redeemed
  const { points, movement, taken, activity } = redeemed.value
  const issued = issue(account, reward, points.seq, cause, now, programme)
  return accept<Booking<Kept>>({
    account: { ...account, points, taken, activity },
    movement,
    subject: {
      type: 'redemption',
      redemptionId: issued.is.kind === 'redemption' ? issued.is.redemptionId : null,
      rewardId: reward.id,
      rewardName: reward.name,
      claimId: claim?.id ?? null,
    },
    ...issued.writes,
    value: {
      rewardName: reward.name,
      pricePoints: reward.pricePoints,
      balance: spendablePoints(points, businessDay(now, programme)),
      ...issued.is,
    },
  })
}

/** What the member has for the points: a voucher to use in a bill, or a redemption to be served. */
function issue(
  account: Account,
  reward: Reward,
  seq: number,
  cause: string,
  now: Instant,
  programme: Programme,
) {
  const { memberId } = account
  if (reward.voucher !== null) {
    const [voucher] = granted([reward.voucher], { cause, memberId }, programme, now)
    invariant(voucher !== undefined, 'one template grants one voucher')
    return { is: { kind: 'voucher' as const, voucherId: voucher.voucherId }, writes: { grants: [voucher] } }
  }
  const redemption: Redemption = {
    redemptionId: redemptionIdOf(cause),
    memberId,
    seq,
    member: seenByStaff(account.profile),
    rewardId: reward.id,
    rewardName: reward.name,
    pricePoints: reward.pricePoints,
    status: 'issued',
    issuedAt: now,
    expiresAt: now + reward.codeValidDays * DAY,
    storeIds: reward.storeIds.length === 0 ? [everyStore] : reward.storeIds,
    cause,
    events: [],
  }
  const { redemptionId, expiresAt } = redemption
  return {
    is: { kind: 'redemption' as const, redemptionId, expiresAt },
    writes: {
      alsoAdd: [
        {
          collection: 'redemptions' as const,
          id: redemptionId,
          document: redemptionDocumentOf(redemption),
        },
      ],
    },
  }
}
