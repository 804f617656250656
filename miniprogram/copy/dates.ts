/** China keeps UTC+8 all year, so plain arithmetic is exact. */
const OFFSET = 8 * 3_600_000
const DAY = 86_400_000

const dayNumber = (at: number): number => Math.floor((at + OFFSET) / DAY)
const parts = (at: number): Date => new Date(at + OFFSET)

/** `12:04`. */
export function clock(at: number): string {
  return parts(at).toISOString().slice(11, 16)
}

/** `今天 12:04`, `昨天 19:30`, `明天 09:00`, `3 月 8 日 12:04`: as people say it. */
export function moment(at: number, now: number): string {
  return `${day(at, now)} ${clock(at)}`
}

/** `今天`, `昨天`, `明天`, `3 月 8 日`, and with the year when it is another one. */
export function day(at: number, now: number): string {
  const difference = dayNumber(at) - dayNumber(now)
  const near = { '-1': '昨天', '0': '今天', '1': '明天' }[String(difference)]
  if (near) return near
  const date = parts(at)
  const named = `${date.getUTCMonth() + 1} 月 ${date.getUTCDate()} 日`
  return date.getUTCFullYear() === parts(now).getUTCFullYear()
    ? named
    : `${date.getUTCFullYear()} 年 ${named}`
}

/** `2026-11-23` -> the same words. */
export function businessDay(text: string, now: number): string {
  return day(Date.parse(`${text}T12:00:00Z`) - OFFSET, now)
}

/**
 * `2026-11-23` in the words of a business day `today`, as the functions say it is: at half past midnight it is still the
 * evening before.
 */
export function dayFrom(text: string, today: string): string {
  return businessDay(text, Date.parse(`${today}T12:00:00Z`) - OFFSET)
}

/** `2026-11-23` -> `11 月 23 日`, whenever it is read. */
export function monthAndDay(text: string): string {
  const [, month, date] = text.split('-').map(Number)
  return `${month} 月 ${date} 日`
}

/** `2026 年 11 月`. */
export function month(at: number): string {
  const date = parts(at)
  return `${date.getUTCFullYear()} 年 ${date.getUTCMonth() + 1} 月`
}

/** Figures stand apart from the words before them: `已在今天`, `已在 3 月 8 日`. */
export function after(words: string, day: string): string {
  return /^\d/.test(day) ? `${words} ${day}` : `${words}${day}`
}

/** `有效至 9 月 1 日 12:00`, `有效至明天`. */
export const goodUntil = (day: string): string => after('有效至', day)

/** The business day so many days later, as functions write it. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
    .toISOString()
    .slice(0, 'YYYY-MM-DD'.length)
}

/** The month before: `2025-02` of `2025-03`. */
export function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
