import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { takeVoucher as take } from '../../domain/tiers/take-voucher'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import { useCauseOf } from '../causes'
import { granted } from '../granted'
import type { Handler, MemberCall } from '../handler'
import { voucherIdOf } from '../ids'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'

type Taken = Value<'tiers', 'takeVoucher'>

/** Takes a voucher that the tier entitles to (领取权益券). Six requests: posting's five and the voucher. */
export const takeVoucher: Handler<'tiers', 'takeVoucher'> = async (input, call) => {
  const { db, memberId, requestId } = call
  const cause = useCauseOf(memberId, input)
  const request = postingRequest(call, { cause, memberId, digest: digestOf({ requestId }) })
  const posted = await posting(db, request, (account) => book(account, input, cause, call))
  if (posted.ok) return accept(posted.value)
  return posted.reason === 'different-request' ? refuse('entitlement-given') : posted
}

function book(
  account: Account,
  asked: Parsed<'tiers', 'takeVoucher'>,
  cause: string,
  { now, programme }: MemberCall,
) {
  const today = businessDay(now, programme)
  const taken = take(account, { ...asked, voucherId: voucherIdOf(cause, 0) }, programme.tiers, today)
  if (!taken.ok) return taken
  const { points, movement, standing, entitlement, brings, left } = taken.value
  const grants = granted([brings], { cause, memberId: account.memberId }, programme, now)
  const { id, name } = entitlement
  return accept<Booking<Taken>>({
    account: { ...account, points, standing },
    movement,
    subject: { type: 'entitlement', entitlementId: id, name, period: asked.period, brings: null },
    grants,
    value: { name, vouchers: grants.map((voucher) => voucher.name), left },
  })
}
