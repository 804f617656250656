import type { Account } from '../../domain/account'
import type { Decision, Refused } from '../../domain/decision'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import type { MemberCall } from '../handler'
import { digestOf } from '../keys'

/**
 * Books one day of one member. Whether signed on the day or made up, its cause is the same: a day is paid once. Another
 * request for the same day is another tap, not a repetition, and ends as `different-request`.
 */
export function postDay<V, F extends Refused<string>>(
  day: string,
  { db, memberId, now, programme, programmeVersion, requestId, attempt }: MemberCall,
  decide: (account: Account, cause: string) => Decision<Booking<V>, F>,
) {
  const cause = `check-in:${memberId}:${day}`
  return posting(
    db,
    {
      cause,
      memberId,
      at: now,
      day: businessDay(now, programme),
      programmeVersion,
      operator: null,
      requestId,
      digest: digestOf({ requestId }),
      attempt,
    },
    (account) => decide(account, cause),
  )
}
