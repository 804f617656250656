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
  decide: (account: Account) => Decision<Booking<V>, F>,
) {
  return posting(
    db,
    {
      cause: `check-in:${memberId}:${day}`,
      memberId,
      at: now,
      day: businessDay(now, programme),
      programmeVersion,
      operator: null,
      requestId,
      digest: digestOf({ requestId }),
      attempt,
    },
    decide,
  )
}
