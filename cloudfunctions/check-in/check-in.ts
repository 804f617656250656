import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { checkIn as checkInOn } from '../../domain/check-in/check-in'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { businessDay } from '../../domain/time/business-day'
import type { Booking } from '../../storage/booking'
import { granted } from '../granted'
import type { Handler, MemberCall } from '../handler'
import { postDay } from './post-day'

/** Checks in (签到). Five requests, all of them posting's; one more for a voucher that it brings. */
export const checkIn: Handler<'check-in', 'checkIn'> = async ({ day }, call) => {
  const posted = await postDay(day, call, (account, cause) => book(account, cause, day, call))
  // Days from before there were vouchers say nothing of them.
  if (posted.ok) return accept({ ...posted.value, vouchers: posted.value.vouchers ?? [] })
  return posted.reason === 'different-request' ? refuse('already-checked-in') : posted
}

function book(account: Account, cause: string, day: string, { now, programme }: MemberCall) {
  const today = businessDay(now, programme)
  const done = checkInOn(account, programme.checkIn, day, today)
  if (!done.ok) return done
  const { points, movement, checkIns, prize, streakDays } = done.value
  const { milestonePoints } = prize
  const grants = granted(prize.vouchers, { cause, memberId: account.memberId }, programme, now)
  return accept<Booking<Value<'check-in', 'checkIn'>>>({
    account: { ...account, points, checkIns },
    movement,
    subject: { type: 'check-in', checkedInOn: day, streakDays, milestonePoints, madeUp: false },
    grants,
    value: {
      ...prize,
      vouchers: grants.map(({ name }) => name),
      streakDays,
      spendable: spendablePoints(points, today),
    },
  })
}
