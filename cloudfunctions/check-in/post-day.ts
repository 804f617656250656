import type { Account } from '../../domain/account'
import type { Decision, Refused } from '../../domain/decision'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import type { MemberCall } from '../handler'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'

/**
 * Books one day of one member. Whether signed on the day or made up, its cause is the same: a day is paid once. Another
 * request for the same day is another tap, not a repetition, and ends as `different-request`.
 */
export function postDay<V, F extends Refused<string>>(
  day: string,
  call: MemberCall,
  decide: (account: Account, cause: string) => Decision<Booking<V>, F>,
) {
  const { db, memberId, requestId } = call
  const cause = `check-in:${memberId}:${day}`
  const request = postingRequest(call, { cause, memberId, digest: digestOf({ requestId }) })
  return posting(db, request, (account) => decide(account, cause))
}
