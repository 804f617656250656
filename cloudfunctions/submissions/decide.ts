import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { decide as decidePhoto } from '../../domain/submissions/decide'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import { loadSubmission, submissionDocumentOf, type StoredSubmission } from '../../storage/submissions'
import { decisionCauseOf } from '../causes'
import { granted } from '../granted'
import type { Handler, StaffCall } from '../handler'
import { voucherIdOf } from '../ids'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'

type Decided = Value<'submissions', 'decide'>

/**
 * A colleague's word on a photo (审核), and the one that counts: whoever comes second hears that it is decided. What it pays
 * and who said so is in the entry. Eight requests: the staff document, the photo, posting's five, and the photo again; one more
 * for a voucher.
 */
export const decide: Handler<'submissions', 'decide'> = async (input, call) => {
  const { db, staff, loginId, requestId } = call
  const { storeId, submissionId, verdict } = input
  const submission = await loadSubmission(db, submissionId)
  if (submission === null) return refuse('no-such-submission')
  if (submission.loginId === loginId) return refuse('own-photo')
  const cause = decisionCauseOf(submission.memberId, submission, verdict)
  const request = postingRequest(call, {
    cause,
    memberId: submission.memberId,
    digest: digestOf({ requestId, verdict }),
    operator: { staffId: staff.staffId, storeId },
  })
  const posted = await posting(db, request, (account) => book(account, submission, input, cause, call))
  if (posted.ok) return accept(posted.value)
  return posted.reason === 'different-request' ? refuse('already-decided') : posted
}

function book(
  account: Account,
  submission: StoredSubmission,
  { verdict }: Parsed<'submissions', 'decide'>,
  cause: string,
  { now, programme, staff }: StaffCall,
) {
  const { submissionId, taskId, taskName, period, nth, member } = submission
  const today = businessDay(now, programme)
  const asked = { taskId, period, nth, voucherId: voucherIdOf(cause, 0) }
  const done = decidePhoto(account, asked, verdict, programme.tasks, today)
  if (!done.ok) return done
  const { points, movement, submissions, claims, brings, paidPoints } = done.value
  const grants = granted(
    brings === null ? [] : [brings],
    { cause, memberId: account.memberId },
    programme,
    now,
  )
  const decided = { approved: verdict.approved, staffId: staff.staffId, at: now }
  const about = { taskId, taskName, period }
  return accept<Booking<Decided>>({
    account: { ...account, points, submissions, claims },
    movement,
    subject: verdict.approved
      ? { type: 'task', ...about }
      : { type: 'submission-refused', ...about, nth, reason: verdict.reason, note: verdict.note },
    grants,
    alsoReplace: [
      {
        collection: 'submissions',
        id: submissionId,
        document: submissionDocumentOf({ ...submission, decided }),
      },
    ],
    value: {
      taskName,
      member,
      approved: verdict.approved,
      points: paidPoints,
      vouchers: grants.map(({ name }) => name),
    },
  })
}
