import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { calendarOf } from '../../domain/check-in/calendar'
import { missedDays, missedWindow } from '../../domain/check-in/make-up'
import type { Programme } from '../../domain/programme/programme'
import type { Instant } from '../../domain/time/business-day'
import { templateOf } from '../../domain/vouchers/grant'

type Shown = NonNullable<Value<'member', 'home'>['member']>['checkIn']

/** The streak calendar as the diner sees it at `now`; null when the programme has no check-ins. */
export function checkInCalendar({ profile, checkIns }: Account, programme: Programme, now: Instant): Shown {
  const rules = programme.checkIn
  if (!rules.open) return null
  const when = missedWindow(profile.joinedAt, now, programme)
  const named = <Day extends { vouchers: string[] }>(day: Day): Day => ({
    ...day,
    vouchers: day.vouchers.map((id) => templateOf(programme, id).name),
  })
  const calendar = calendarOf(checkIns, rules, when.today)
  return {
    today: when.today,
    ...calendar,
    cycle: calendar.cycle.map(named),
    missed: missedDays(checkIns, rules, when).map(named),
    makeUpPrice: rules.makeUp?.pricePoints ?? 0,
  }
}
