import type { Value } from '../../contract'
import type { Account } from '../../domain/account'
import { calendarOf } from '../../domain/check-in/calendar'
import { missedDays, type MissedWindow } from '../../domain/check-in/make-up'
import type { CheckIns } from '../../domain/check-in/streak'
import type { Programme } from '../../domain/programme/programme'
import { businessDay, type Instant } from '../../domain/time/business-day'

type Shown = Value<'check-in', 'checkIn'>['calendar']

/** The streak calendar as the diner sees it at `now`. */
export function shownCalendar(
  { profile }: Pick<Account, 'profile'>,
  checkIns: CheckIns,
  programme: Programme,
  now: Instant,
): Shown {
  const rules = programme.checkIn
  const when = windowOf(profile, programme, now)
  return {
    today: when.today,
    ...calendarOf(checkIns, rules, when.today),
    missed: missedDays(checkIns, rules, when),
    makeUpPrice: rules.makeUp?.pricePoints ?? 0,
  }
}

/** From which day on a member can have missed one, up to today. */
export function windowOf(profile: Account['profile'], programme: Programme, now: Instant): MissedWindow {
  return { today: businessDay(now, programme), joinedOn: businessDay(profile.joinedAt, programme) }
}
