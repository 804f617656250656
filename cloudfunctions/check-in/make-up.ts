import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { makeUp as makeUpDay } from '../../domain/check-in/make-up'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { posting } from '../../storage/posting'
import type { Handler, MemberCall } from '../handler'
import { digestOf } from '../keys'
import { shownCalendar, windowOf } from './calendar'
import { causeOf } from './check-in'

/** Makes up a missed day (补签). Six requests: posting's five, and one for the entry of what the day brings. */
export const makeUp: Handler<'check-in', 'makeUp'> = async ({ day }, call) => {
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
      digest: digestOf({ requestId }),
      attempt,
    },
    (account) => book(account, day, call),
  )
  if (posted.ok) return accept(posted.value)
  if (posted.reason !== 'different-request') return posted
  return refuse('not-a-missed-day', { why: 'checked-in' as const })
}

function book(account: Account, day: string, { now, programme }: MemberCall) {
  const when = windowOf(account.profile, programme, now)
  const done = makeUpDay(account, programme.checkIn, day, when)
  if (!done.ok) return done
  const { points, payment, movement, checkIns, prize, streakDays } = done.value
  const { milestonePoints } = prize
  return accept<Booking<Value<'check-in', 'makeUp'>>>({
    account: { ...account, points, checkIns },
    movement: payment,
    subject: { type: 'make-up', madeUpDay: day },
    follows: [
      {
        part: 'brought',
        movement,
        subject: { type: 'check-in', checkedInOn: day, streakDays, milestonePoints, madeUp: true },
      },
    ],
    value: {
      ...prize,
      pricePoints: -payment.points,
      streakDays,
      spendable: spendablePoints(points, when.today),
      calendar: shownCalendar(account, checkIns, programme, now),
    },
  })
}
