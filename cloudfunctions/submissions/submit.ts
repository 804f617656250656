import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { withoutPoints } from '../../domain/ledger/without-points'
import { seenByStaff } from '../../domain/member/profile'
import { submit as submitPhoto } from '../../domain/submissions/submit'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import { submissionDocumentOf, type StoredSubmission } from '../../storage/submissions'
import { submissionCauseOf } from '../causes'
import type { Handler, MemberCall } from '../handler'
import { submissionIdOf } from '../ids'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'

type Submitted = Value<'submissions', 'submit'>

/**
 * Hands in a photo for a task (提交照片). The cause names task, period and the how-manieth it is, so that a repetition is no
 * second one, and the same photo asked for anew is the same photo. Six requests: posting's five and what colleagues find.
 */
export const submit: Handler<'submissions', 'submit'> = async (input, call) => {
  const { db, memberId } = call
  const cause = submissionCauseOf(memberId, { ...input, period: input.periodKey })
  const request = postingRequest(call, { cause, memberId, digest: digestOf(input) })
  const posted = await posting(db, request, (account) => book(account, input, cause, call))
  if (posted.ok) return accept(posted.value)
  return posted.reason === 'different-request' ? refuse('photo-not-next') : posted
}

function book(
  account: Account,
  { taskId, periodKey: period, nth, photo }: Parsed<'submissions', 'submit'>,
  cause: string,
  { now, programme, loginId }: MemberCall,
) {
  const today = businessDay(now, programme)
  const done = submitPhoto(account, { taskId, period, nth }, programme.tasks, today)
  if (!done.ok) return done
  const { submissions, task, asks } = done.value
  const { points, movement } = withoutPoints(account.points)
  const { memberId, profile } = account
  const stored: StoredSubmission = {
    submissionId: submissionIdOf(cause),
    memberId,
    loginId,
    member: seenByStaff(profile),
    taskId,
    taskName: task.name,
    asks,
    period,
    nth,
    photo,
    at: now,
    decided: null,
  }
  return accept<Booking<Submitted>>({
    account: { ...account, points, submissions },
    movement,
    subject: { type: 'submission', taskId, taskName: task.name, period, nth },
    alsoAdd: [{ collection: 'submissions', id: stored.submissionId, document: submissionDocumentOf(stored) }],
    value: { name: task.name },
  })
}
