import { addDays, endOfMonth, monthOf, type BusinessDay } from '../time/business-day'

/** Over what a task counts. */
export type PeriodKind = 'day' | 'week' | 'month' | 'once'

/** One period: its key is part of what a claim is called, so that it is paid once in each. */
export interface Period {
  key: string
  from: BusinessDay
  /** The last business day that counts. */
  to: BusinessDay
}

const FOREVER = { key: 'once', from: '0000-01-01', to: '9999-12-31' }

/** The period that a business day belongs to (周期). A week begins on Monday and is named by it. */
export function periodOf(kind: PeriodKind, day: BusinessDay): Period {
  switch (kind) {
    case 'day':
      return { key: day, from: day, to: day }
    case 'week': {
      const monday = addDays(day, -daysSinceMonday(day))
      return { key: `week-${monday}`, from: monday, to: addDays(monday, 6) }
    }
    case 'month':
      return { key: monthOf(day), from: `${monthOf(day)}-01`, to: endOfMonth(day) }
    case 'once':
      return FOREVER
  }
}

/** The period before; null where there is only one. */
export function periodBefore(kind: PeriodKind, { from }: Period): Period | null {
  return kind === 'once' ? null : periodOf(kind, addDays(from, -1))
}

const daysSinceMonday = (day: BusinessDay): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
