const DAY_MS = 86_400_000
const ZONE_MS = 8 * 3_600_000

const day = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
})
const time = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `2026年11月25日周三` as `2026 年 11 月 25 日 周三`. */
export const dayOf = (ms: number): string =>
  day
    .format(ms)
    .replace(/(\d+)(年|月|日)/g, '$1 $2 ')
    .replace(/ +/g, ' ')
    .trim()

/** `21:05`. */
export const timeOf = (ms: number): string => time.format(ms)

/** So many days later, at the same time of day: the restaurant's zone has no summer time. */
export const daysLater = (ms: number, days: number): number => ms + days * DAY_MS

/** What a `datetime-local` field holds for this instant: the restaurant's wall clock. */
export const fieldValueOf = (ms: number): string => new Date(ms + ZONE_MS).toISOString().slice(0, 16)

/** The instant a `datetime-local` field means; NaN when it is empty. */
export const instantOf = (fieldValue: string): number => Date.parse(`${fieldValue}:00Z`) - ZONE_MS
