import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { writeRedemptionCode } from '../../domain/codes/redemption-code'
import { accept, refuse } from '../../domain/decision'
import { redeemReward, rewardOnSale } from '../../domain/mall/redeem-reward'
import { seenByStaff } from '../../domain/member/profile'
import type { Reward } from '../../domain/programme/reward'
import { everyStore, type Redemption } from '../../domain/redemption/redemption'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting, type Posted } from '../../storage/posting'
import { redemptionDocumentOf } from '../../storage/redemptions'
import { giveUnitBack, takeUnit, type Claim } from '../../storage/stocks'
import type { Handler, MemberCall } from '../handler'
import { newNonce, redemptionIdOf } from '../ids'
import { digestOf, seal } from '../keys'

const DAY = 86_400_000
type Redeemed = Value<'points-mall', 'redeem'>

/**
 * Redeems a reward (兑换). Limited stock is taken first, outside the member's transaction, and given back when the
 * redemption is refused; see storage/stocks.ts for what happens when the function dies in between.
 */
export const redeem: Handler<'points-mall', 'redeem'> = async ({ rewardId }, call) => {
  const cause = `redeem:${call.memberId}:${call.requestId}`
  const digest = digestOf({ rewardId })
  if (call.attempt > 1) {
    const earlier = await loadEntry(call.db, cause)
    if (earlier)
      return earlier.digest === digest ? accept(earlier.reply as Redeemed) : refuse('different-request')
  }

  const found = rewardOnSale(call.programme, rewardId, call.now)
  if (!found.ok) return found
  const reward = found.value
  const claimKey = `${call.memberId}-${call.requestId}`
  const claim =
    reward.stock === 'limited'
      ? await takeUnit(call.db, rewardId, claimKey, { id: newNonce(), at: call.now, cause })
      : null
  if (reward.stock === 'limited' && claim === null) return soldOut(call, cause, digest)

  const posted = await posting(
    call.db,
    {
      cause,
      memberId: call.memberId,
      at: call.now,
      day: businessDay(call.now, call.programme),
      programmeVersion: call.programmeVersion,
      operator: null,
      requestId: call.requestId,
      digest,
      attempt: 1,
    },
    (account) => book(account, reward, claim, cause, call),
  )
  if (claim && !stillNeeded(posted, claim)) await giveUnitBack(call.db, rewardId, claimKey, claim)
  return posted.ok ? accept(posted.value) : posted
}

/** A repetition without its mark may find the shelf empty because it emptied it itself. */
async function soldOut({ db }: MemberCall, cause: string, digest: string) {
  const earlier = await loadEntry(db, cause)
  if (earlier?.digest === digest) return accept(earlier.reply as Redeemed)
  return refuse('sold-out')
}

/**
 * Whether the unit is paid for, or may yet be: after `busy` the same request comes again and finds its claim. A
 * repetition that took a second unit finds another one named in the entry.
 */
function stillNeeded(posted: Posted<Redeemed> | { ok: false; reason: string }, claim: Claim): boolean {
  if (!posted.ok) return posted.reason === 'busy'
  const { subject } = posted.entry
  return subject.type === 'redemption' && subject.claimId === claim.id
}

function book(
  account: Account,
  reward: Reward,
  claim: Claim | null,
  cause: string,
  { now, programme }: MemberCall,
) {
  const redeemed = redeemReward(account, reward, programme, now)
  if (!redeemed.ok) return redeemed
  const { points, movement, taken } = redeemed.value
  const redemption: Redemption = {
    redemptionId: redemptionIdOf(cause),
    memberId: account.memberId,
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
  const { redemptionId, rewardName, pricePoints, expiresAt } = redemption
  const code = writeRedemptionCode(redemptionId, programme.restaurantId, seal)
  return accept<Booking<Redeemed>>({
    account: { ...account, points, taken },
    movement,
    subject: {
      type: 'redemption',
      redemptionId,
      rewardId: reward.id,
      rewardName,
      claimId: claim?.id ?? null,
    },
    alsoAdd: [{ collection: 'redemptions', id: redemptionId, document: redemptionDocumentOf(redemption) }],
    value: { redemptionId, rewardName, pricePoints, balance: points.balance, code, expiresAt },
  })
}
