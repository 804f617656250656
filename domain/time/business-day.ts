import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/** Milliseconds since 1970 (UTC). Always an argument: rules read no clock. */
export type Instant = number
/** `2026-11-23`: a date as the restaurant's staff would say it. Compares and sorts as text. */
export type BusinessDay = string

/** How a restaurant turns instants into days. */
export interface DayRules {
  /** Minutes east of UTC. China keeps 480 all year, so plain arithmetic is exact. */
  utcOffsetMinutes: number
  /** The hour at which the new business day begins: 4 means a bill at 02:30 belongs to the evening before. */
  dayStartsAtHour: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export function businessDay(at: Instant, rules: DayRules): BusinessDay {
  const there = at + rules.utcOffsetMinutes * MINUTE - rules.dayStartsAtHour * HOUR
  return new Date(there).toISOString().slice(0, 'YYYY-MM-DD'.length)
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD')
}

/** Days from one business day to another; negative when it is earlier. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day')
}

/** Calendar months; a day the target month lacks becomes its last day (31 August + 6 months = 28 February). */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  return dayjs.utc(day).add(months, 'month').format('YYYY-MM-DD')
}

export function endOfMonth(day: BusinessDay): BusinessDay {
  return dayjs.utc(day).endOf('month').format('YYYY-MM-DD')
}

/** `2026-11` of `2026-11-23`. */
export function monthOf(day: BusinessDay): string {
  return day.slice(0, 7)
}

/** Whether the text is a real calendar date (`2026-02-30` is not). */
export function isBusinessDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayjs.utc(text).format('YYYY-MM-DD') === text
}
