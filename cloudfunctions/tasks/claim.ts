import type { Parsed, Value } from '../../contract'
import { factsOf, type Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { claim as claimTask } from '../../domain/tasks/claims'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import { claimCauseOf } from '../causes'
import { granted } from '../granted'
import type { Handler, MemberCall } from '../handler'
import { voucherIdOf } from '../ids'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'

type Claimed = Value<'tasks', 'claim'>

/**
 * Claims what a reached task pays (领取). The cause names task, period and round, so that it is paid once, whoever asks
 * again. Five requests, all of them posting's; one more for a voucher.
 */
export const claim: Handler<'tasks', 'claim'> = async (input, call) => {
  const { db, memberId, requestId } = call
  const cause = claimCauseOf(memberId, { ...input, period: input.periodKey })
  const request = postingRequest(call, { cause, memberId, digest: digestOf({ requestId }) })
  const posted = await posting(db, request, (account) => book(account, input, cause, call))
  if (posted.ok) return accept(posted.value)
  return posted.reason === 'different-request' ? refuse('already-claimed') : posted
}

function book(
  account: Account,
  { taskId, periodKey, round }: Parsed<'tasks', 'claim'>,
  cause: string,
  { now, programme }: MemberCall,
) {
  const { tasks } = programme
  const today = businessDay(now, programme)
  const asked = { taskId, period: periodKey, round, voucherId: voucherIdOf(cause, 0) }
  const done = claimTask(account, asked, tasks, factsOf(account), today)
  if (!done.ok) return done
  const { points, movement, claims, task, brings } = done.value
  const templates = brings === null ? [] : [brings]
  const grants = granted(templates, { cause, memberId: account.memberId }, programme, now)
  return accept<Booking<Claimed>>({
    account: { ...account, points, claims },
    movement,
    subject: { type: 'task', taskId, taskName: task.name, period: periodKey },
    grants,
    value: {
      name: task.name,
      points: task.points,
      vouchers: grants.map(({ name }) => name),
      spendable: spendablePoints(points, today),
    },
  })
}
