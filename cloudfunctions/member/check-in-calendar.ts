import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { calendarOf } from '../../domain/check-in/calendar'
import { missedDays, missedWindow } from '../../domain/check-in/make-up'
import type { Programme } from '../../domain/programme/programme'
import type { Instant } from '../../domain/time/business-day'

type Shown = NonNullable<Value<'member', 'home'>['member']>['checkIn']

/** The streak calendar as the diner sees it at `now`; null when the programme has no check-ins. */
export function checkInCalendar({ profile, checkIns }: Account, programme: Programme, now: Instant): Shown {
  const rules = programme.checkIn
  if (!rules.open) return null
  const when = missedWindow(profile.joinedAt, now, programme)
  return {
    today: when.today,
    ...calendarOf(checkIns, rules, when.today),
    missed: missedDays(checkIns, rules, when),
    makeUpPrice: rules.makeUp?.pricePoints ?? 0,
  }
}
