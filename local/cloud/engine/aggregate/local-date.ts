import { unsupported } from '../../errors'
import { aggregateFailed } from './rows'

/** A moment as the clocks of a time zone show it. `weekday`: 0 is Sunday. */
export interface LocalDate {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

const dayMs = 86_400_000
const firstUndisputed = Date.UTC(1949, 9, 1)
const shanghai = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

/**
 * Reads a moment in a zone: an offset (`+08:00`, `+0800`, `+08`), `UTC`, `GMT` or `Asia/Shanghai`.
 * Fails by name for other zones, and as MongoDB does for years without four digits.
 */
export function localDate(moment: Date, zone: string): LocalDate {
  const shown = new Date(moment.getTime() + offsetMs(moment, zone))
  const year = shown.getUTCFullYear()
  // Also what is no date at all has no such year.
  if (!(year >= 0 && year <= 9999)) throw aggregateFailed('a date must have a year from 0 to 9999')
  return {
    year,
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    weekday: shown.getUTCDay(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: shown.getUTCMilliseconds(),
  }
}

/** The week by ISO 8601, which belongs to the year of its Thursday. */
export function weekOf({ year, month, day, weekday }: LocalDate): { year: number; week: number } {
  const thursday = new Date(0)
  thursday.setUTCFullYear(year, month - 1, day + 4 - (weekday === 0 ? 7 : weekday))
  const firstOfYear = new Date(0)
  firstOfYear.setUTCFullYear(thursday.getUTCFullYear(), 0, 1)
  const daysBefore = (thursday.getTime() - firstOfYear.getTime()) / dayMs
  return { year: thursday.getUTCFullYear(), week: Math.floor(daysBefore / 7) + 1 }
}

function offsetMs(moment: Date, zone: string): number {
  if (zone === 'UTC' || zone === 'GMT') return 0
  if (Number.isNaN(moment.getTime())) return NaN
  if (zone === 'Asia/Shanghai') return shanghaiOffsetMs(moment)
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(zone) ?? []
  if (sign === undefined) throw unsupported(`The time zone ${zone}`)
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -offset : offset
}

/** China changed its clocks in the summers of 1986 to 1991, and before 1949: of that, tables of zones disagree. */
function shanghaiOffsetMs(moment: Date): number {
  if (moment.getTime() < firstUndisputed) throw unsupported('A date before October 1949 in Asia/Shanghai')
  const parts = new Map(shanghai.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? NaN
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(moment.getTime() / 1000) * 1000
}
