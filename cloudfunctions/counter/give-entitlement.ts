import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { withoutPoints } from '../../domain/ledger/without-points'
import type { Standing } from '../../domain/tiers/standing'
import { useEntitlement } from '../../domain/tiers/use-entitlement'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import { useCauseOf } from '../causes'
import type { Handler, StaffCall } from '../handler'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'
import { givenAtCounter } from '../shown-entitlements'
import { goodFor, ticketHere } from './ticket-here'

type Given = Value<'counter', 'giveEntitlement'>

/**
 * Gives the member at the till what their tier entitles to (核销权益): the use that the till has shown, once, whoever
 * else has shown the same. Six requests: the staff document, and posting's five; one more when somebody else's
 * tap has booked this very use.
 */
export const giveEntitlement: Handler<'counter', 'giveEntitlement'> = async (
  { storeId, ticket: text, use },
  call,
) => {
  const { db, staff, requestId } = call
  const ticket = ticketHere(text, storeId, call)
  if (!ticket.ok) return ticket
  const { memberId } = ticket.value
  const cause = useCauseOf(memberId, use)
  const good = await goodFor<Given>(ticket.value, cause, call)
  if (!good.ok) return good
  if (good.value.before !== null) return accept(good.value.before)
  const request = postingRequest(call, {
    cause,
    memberId,
    digest: digestOf({ requestId }),
    operator: { staffId: staff.staffId, storeId },
  })
  const posted = await posting(db, request, (account) => book(account, use, call))
  if (posted.ok) return accept(posted.value)
  if (posted.reason !== 'different-request') return posted
  const { standing } = await loadAccount(db, memberId)
  return refuse('entitlement-given', leftNow(standing, call))
}

/** What a till that shows an older list is told besides the refusal. */
const leftNow = (standing: Standing, { now, programme }: StaffCall) => ({
  entitlements: givenAtCounter(standing, programme.tiers, businessDay(now, programme)),
})

function book(account: Account, asked: Parsed<'counter', 'giveEntitlement'>['use'], call: StaffCall) {
  const { now, programme } = call
  const { tiers } = programme
  const today = businessDay(now, programme)
  const used = useEntitlement(account.standing, { ...asked, by: 'counter' }, tiers, today)
  if (!used.ok) {
    const left = leftNow(account.standing, call)
    if (used.reason === 'entitlement-given') return refuse('entitlement-given', left)
    return used.reason === 'entitlement-used-up'
      ? refuse('entitlement-used-up', { ...used.details, ...left })
      : used
  }
  const { standing, entitlement, gives } = used.value
  const { points, movement } = withoutPoints(account.points)
  const { id, name } = entitlement
  return accept<Booking<Given>>({
    account: { ...account, points, standing },
    movement,
    subject: { type: 'entitlement', entitlementId: id, name, period: asked.period, brings: gives.brings },
    value: { name, brings: gives.brings, entitlements: givenAtCounter(standing, tiers, today) },
  })
}
