import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { checkIn as checkInToday } from '../../domain/check-in/check-in'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import type { Handler, MemberCall } from '../handler'
import { digestOf } from '../keys'
import { shownCalendar } from './calendar'

/** One day of one member is checked in once, whether on the day or made up: both have this cause. */
export const causeOf = (memberId: string, day: string): string => `check-in:${memberId}:${day}`

/** Checks in (签到). Five requests, all of them posting's. */
export const checkIn: Handler<'check-in', 'checkIn'> = async ({ day }, call) => {
  const { db, memberId, now, programme, programmeVersion, requestId, attempt } = call
  const posted = await posting(
    db,
    {
      cause: causeOf(memberId, day),
      memberId,
      at: now,
      day: businessDay(now, programme),
      programmeVersion,
      operator: null,
      requestId,
      // Another request for the same day is another tap, not a repetition.
      digest: digestOf({ requestId }),
      attempt,
    },
    (account) => book(account, day, call),
  )
  if (posted.ok) return accept(posted.value)
  return posted.reason === 'different-request' ? refuse('already-checked-in') : posted
}

function book(account: Account, day: string, { now, programme }: MemberCall) {
  const today = businessDay(now, programme)
  if (day !== today) return refuse('not-today')
  const done = checkInToday(account, programme.checkIn, today)
  if (!done.ok) return done
  const { points, movement, checkIns, prize, streakDays } = done.value
  return accept<Booking<Value<'check-in', 'checkIn'>>>({
    account: { ...account, points, checkIns },
    movement,
    subject: {
      type: 'check-in',
      checkedInOn: day,
      streakDays,
      milestonePoints: prize.milestonePoints,
      madeUp: false,
    },
    value: {
      ...prize,
      streakDays,
      spendable: spendablePoints(points, today),
      calendar: shownCalendar(account, checkIns, programme, now),
    },
  })
}
