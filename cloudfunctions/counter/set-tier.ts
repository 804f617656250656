import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { withoutPoints } from '../../domain/ledger/without-points'
import { setByHand } from '../../domain/tiers/manual'
import { tierChange, tierOf } from '../../domain/tiers/standing'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import type { Handler, StaffCall } from '../handler'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'
import { goodFor, ticketHere } from './ticket-here'
import { tierAtTill } from './tier-at-till'

type Set = Value<'counter', 'setTier'>

/**
 * A manager's word on the tier of the member at the till (手动调整等级): who said it, why and until when is in its entry.
 * Six requests: the staff document, and posting's five.
 */
export const setTier: Handler<'counter', 'setTier'> = async (input, call) => {
  const { db, staff, requestId } = call
  const { storeId, named, reason } = input
  const ticket = ticketHere(input.ticket, storeId, call)
  if (!ticket.ok) return ticket
  const { memberId } = ticket.value
  const cause = `tier:${memberId}:${requestId}`
  const good = await goodFor<Set>(ticket.value, cause, call)
  if (!good.ok) return good
  if (good.value.before !== null) return accept(good.value.before)
  const request = postingRequest(call, {
    cause,
    memberId,
    digest: digestOf({ named, reason }),
    operator: { staffId: staff.staffId, storeId },
  })
  const posted = await posting(db, request, (account) => book(account, input, call))
  return posted.ok ? accept(posted.value) : posted
}

function book(account: Account, { named, reason }: Parsed<'counter', 'setTier'>, call: StaffCall) {
  const { now, programme } = call
  const { tiers } = programme
  const today = businessDay(now, programme)
  const set = setByHand(account.standing, named, tiers, today)
  if (!set.ok) return set
  const standing = set.value
  const tier = tierOf(standing, tiers, today)
  if (tier === null) return refuse('no-such-tier')
  const { points, movement } = withoutPoints(account.points)
  const until = standing.manual?.until ?? null
  return accept<Booking<Set>>({
    account: { ...account, points, standing },
    movement,
    subject: { type: 'tier-by-hand', tierName: tier.name, until, reason },
    tierChange: tierChange(account.standing, standing, tiers, today),
    value: tierAtTill(standing, call),
  })
}
