import {
  keyedWindow,
  KEYED_CODE_TRIES,
  KEYED_CODE_WINDOW_MS,
  matchKeyedDigits,
} from '../../domain/codes/keyed-code'
import { readMemberCode } from '../../domain/codes/member-code'
import { writeTicket } from '../../domain/codes/ticket'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { isMemberNumber } from '../../domain/member/member-number'
import { seenByStaff } from '../../domain/member/profile'
import { newDishesOn } from '../../domain/tasks/new-dishes'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import { takeTry } from '../../storage/keyed-code-tries'
import { memberOfNumber } from '../../storage/membership'
import { useCode } from '../../storage/used-codes'
import type { Handler, StaffCall } from '../handler'
import { seal } from '../keys'
import { tierAtTill } from './tier-at-till'

const MINUTE = 60_000
const DAY = 86_400_000

/** Says who stands there (识别会员), uses their code up, and hands out a ticket to settle bills with. */
export const identify: Handler<'counter', 'identify'> = async ({ storeId, shown }, call) => {
  const { db, now, requestId, staff, programme } = call
  const read =
    'code' in shown
      ? readMemberCode(shown.code, programme.restaurantId, seal, now)
      : await readKeyed(shown.memberNumber, shown.digits, call)
  if (!read.ok) return read
  const { memberId, nonce, voucherId } = read.value

  const use = await useCode(db, nonce, { at: now, requestId, staffId: staff.staffId, storeId })
  if (!use.ours) return refuse('code-used', { usedAt: use.usedAt })
  const account = await loadAccount(db, memberId)
  const ticketExpiresAt = use.usedAt + programme.counter.ticketMinutes * MINUTE
  const today = businessDay(now, programme)
  return accept({
    ticket: writeTicket(
      { memberId, storeId, nonce, expiresAt: ticketExpiresAt },
      programme.restaurantId,
      seal,
    ),
    identifiedAt: now,
    ticketExpiresAt,
    member: seenByStaff(account.profile),
    balance: spendablePoints(account.points, today),
    ...tierAtTill(account.standing, call),
    newDishes: newDishesOn(programme.tasks, today).map(({ sku, name }) => ({ sku, name })),
    voucherId,
  })
}

/** The numeric form. A try is counted before the digits are looked at. */
async function readKeyed(memberNumber: string, digits: string, { db, now, requestId }: StaffCall) {
  const memberId = isMemberNumber(memberNumber) ? await memberOfNumber(db, memberNumber) : null
  if (memberId === null) return refuse('no-such-member-number')
  const window = keyedWindow(now)
  const tries = await takeTry(
    db,
    memberNumber,
    { number: window, forgetAt: now + DAY },
    { requestId, digits },
    KEYED_CODE_TRIES,
  )
  if (tries === null) return refuse('keyed-code-locked', { until: (window + 1) * KEYED_CODE_WINDOW_MS })
  const matched = matchKeyedDigits(digits, memberNumber, now, tries, seal)
  if (!matched.ok) return matched
  return accept({ memberId, nonce: `k-${memberNumber}-${matched.value.window}`, voucherId: null })
}
