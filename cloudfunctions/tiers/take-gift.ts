import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { takeGift as take } from '../../domain/tiers/gifts'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import { giftCauseOf } from '../causes'
import { granted } from '../granted'
import type { Handler, MemberCall } from '../handler'
import { voucherIdOf } from '../ids'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'

type Taken = Value<'tiers', 'takeGift'>

/** Takes the gift of a tier (领取升级礼). Five requests, all of them posting's; one more for a voucher. */
export const takeGift: Handler<'tiers', 'takeGift'> = async (input, call) => {
  const { db, memberId, requestId } = call
  const cause = giftCauseOf(memberId, input)
  const request = postingRequest(call, { cause, memberId, digest: digestOf({ requestId }) })
  const posted = await posting(db, request, (account) => book(account, input, cause, call))
  if (posted.ok) return accept(posted.value)
  return posted.reason === 'different-request' ? refuse('gift-taken') : posted
}

function book(
  account: Account,
  asked: Parsed<'tiers', 'takeGift'>,
  cause: string,
  { now, programme }: MemberCall,
) {
  const today = businessDay(now, programme)
  const taken = take(account, { ...asked, voucherId: voucherIdOf(cause, 0) }, programme.tiers, today)
  if (!taken.ok) return taken
  const { points, movement, standing, tier, brings } = taken.value
  const templates = brings === null ? [] : [brings]
  const grants = granted(templates, { cause, memberId: account.memberId }, programme, now)
  return accept<Booking<Taken>>({
    account: { ...account, points, standing },
    movement,
    subject: { type: 'tier-gift', tierId: tier.id, tierName: tier.name, period: asked.period },
    grants,
    value: {
      tierName: tier.name,
      points: tier.gift?.points ?? 0,
      vouchers: grants.map(({ name }) => name),
      spendable: spendablePoints(points, today),
    },
  })
}
