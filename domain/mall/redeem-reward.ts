import type { Account } from '../account'
import { accept, refuse, type Decision, type Refused } from '../decision'
import { asShown, type DearerNow } from '../ledger/as-shown'
import type { Moved } from '../ledger/movement'
import { redeem, type NotEnoughPoints } from '../ledger/redeem'
import type { Programme } from '../programme/programme'
import type { Reward } from '../programme/reward'
import type { Activity } from '../bill/activity'
import { businessDay, type Instant } from '../time/business-day'
import { countedIn, leftForMember, saleState, type TakenRewards } from './shelf'

export type NoSuchReward = Refused<'no-such-reward', Record<string, never>>
export type NotOnSale = Refused<'not-on-sale', { from: Instant | null; until: Instant | null }>
export type MemberLimitReached = Refused<
  'member-limit-reached',
  { count: number; per: 'day' | 'month' | 'ever' }
>

/** The reward, if the mall sells it now, for no more than the diner was shown. Asked before any stock is taken. */
export function rewardOnSale(
  programme: Programme,
  { rewardId, shownPoints }: { rewardId: string; shownPoints?: number | undefined },
  at: Instant,
): Decision<Reward, NoSuchReward | NotOnSale | DearerNow> {
  const reward = programme.rewards.find((candidate) => candidate.id === rewardId)
  if (!reward) return refuse('no-such-reward')
  if (saleState(reward, at).state !== 'on-sale') return refuse('not-on-sale', reward.onSale)
  const agreed = asShown(reward.pricePoints, shownPoints)
  return agreed.ok ? accept(reward) : agreed
}

/** Takes a reward's price from the account and counts it against the member's limit. */
export function redeemReward(
  account: Pick<Account, 'points' | 'taken' | 'bills' | 'activity'>,
  reward: Reward,
  programme: Programme,
  at: Instant,
): Decision<Moved & { taken: TakenRewards; activity: Activity }, NotEnoughPoints | MemberLimitReached> {
  if (reward.memberLimit && leftForMember(reward, account.taken, at, programme) === 0) {
    return refuse('member-limit-reached', reward.memberLimit)
  }
  const redeemed = redeem(account.points, reward.pricePoints, businessDay(at, programme))
  if (!redeemed.ok) return redeemed
  const { activity, bills } = account
  return accept({
    ...redeemed.value,
    taken: countTaken(account.taken, reward, programme, at),
    activity: bills.count > 0 ? { ...activity, redemptions: activity.redemptions + 1 } : activity,
  })
}

function countTaken(taken: TakenRewards, reward: Reward, programme: Programme, at: Instant): TakenRewards {
  if (reward.memberLimit === null) return taken
  const { period, count } = countedIn(reward, taken, at, programme)
  return { ...taken, [reward.id]: { period, count: count + 1 } }
}
