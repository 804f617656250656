import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { makeUp as makeUpDay, missedWindow } from '../../domain/check-in/make-up'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import type { Booking } from '../../storage/booking'
import { granted } from '../granted'
import type { Handler, MemberCall } from '../handler'
import { postDay } from './post-day'

/** Makes up a missed day (补签). Six requests: posting's five, and one for the entry of what the day brings. */
export const makeUp: Handler<'check-in', 'makeUp'> = async (input, call) => {
  const posted = await postDay(input.day, call, (account, cause) => book(account, cause, input, call))
  // Days from before there were vouchers say nothing of them.
  if (posted.ok) return accept({ ...posted.value, vouchers: posted.value.vouchers ?? [] })
  if (posted.reason !== 'different-request') return posted
  return refuse('not-a-missed-day', { why: 'checked-in' as const })
}

function book(
  account: Account,
  cause: string,
  input: Parsed<'check-in', 'makeUp'>,
  { now, programme }: MemberCall,
) {
  const { day } = input
  const when = missedWindow(account.profile.joinedAt, now, programme)
  const done = makeUpDay(account, programme.checkIn, input, when)
  if (!done.ok) return done
  const { points, payment, movement, checkIns, prize, streakDays } = done.value
  const { milestonePoints } = prize
  const grants = granted(
    prize.vouchers,
    { cause: `${cause}:brought`, memberId: account.memberId },
    programme,
    now,
  )
  return accept<Booking<Value<'check-in', 'makeUp'>>>({
    account: { ...account, points, checkIns },
    movement: payment,
    subject: { type: 'make-up', madeUpDay: day },
    follows: [
      {
        part: 'brought',
        movement,
        subject: { type: 'check-in', checkedInOn: day, streakDays, milestonePoints, madeUp: true },
        grants,
      },
    ],
    value: {
      ...prize,
      vouchers: grants.map(({ name }) => name),
      pricePoints: -payment.points,
      streakDays,
      spendable: spendablePoints(points, when.today),
    },
  })
}
