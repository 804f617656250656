import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import type { Instant } from '../time/business-day'

dayjs.extend(utc)

/** Names the pass that is due at an instant. */
export type PeriodOf = (now: Instant) => string

/** The platform's timers run at UTC+8, whatever zone a store is in (platform notes 6.1). */
const TIMER_OFFSET_MINUTES = 480

/** `2026-11-25`: one pass a day. */
export const everyDay: PeriodOf = (now) => inTimerZone(now).format('YYYY-MM-DD')

/** `2026-11-25T14:20:00.000`: a pass at each tick. For sweepers, whose work comes up all day. */
export const everyTick: PeriodOf = (now) => inTimerZone(now).format('YYYY-MM-DDTHH:mm:ss.SSS')

function inTimerZone(at: Instant): dayjs.Dayjs {
  return dayjs.utc(at + TIMER_OFFSET_MINUTES * 60_000)
}
