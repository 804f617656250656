import type { Operator } from '../domain/ledger/entry'
import { businessDay } from '../domain/time/business-day'
import type { PostingRequest } from '../storage/booking'
import type { Call } from './handler'

/** What `posting` is asked with: what is booked and for whom, and the call that asks for it. */
export function postingRequest(
  { now, programme, programmeVersion, requestId, attempt }: Call,
  about: Pick<PostingRequest, 'cause' | 'memberId' | 'digest' | 'voucherIds'> & { operator?: Operator },
): PostingRequest {
  return {
    operator: null,
    at: now,
    day: businessDay(now, programme),
    programmeVersion,
    requestId,
    attempt,
    ...about,
  }
}
