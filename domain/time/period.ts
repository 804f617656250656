import { addDays, endOfMonth, monthOf, type BusinessDay } from './business-day'

/** Over what something counts. */
export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'once'

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
    case 'quarter': {
      const year = day.slice(0, 4)
      const quarter = Math.ceil(Number(day.slice(5, 7)) / 3)
      const month = (nth: number): string => String(nth).padStart(2, '0')
      return {
        key: `${year}-q${quarter}`,
        from: `${year}-${month(quarter * 3 - 2)}-01`,
        to: endOfMonth(`${year}-${month(quarter * 3)}-01`),
      }
    }
    case 'year': {
      const year = day.slice(0, 4)
      return { key: year, from: `${year}-01-01`, to: `${year}-12-31` }
    }
    case 'once':
      return FOREVER
  }
}

/** The period before; null where there is only one. */
export function periodBefore(kind: PeriodKind, { from }: Period): Period | null {
  return kind === 'once' ? null : periodOf(kind, addDays(from, -1))
}

const daysSinceMonday = (day: BusinessDay): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
