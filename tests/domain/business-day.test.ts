import { addDays, addMonths, businessDay, isBusinessDay } from '../../domain/time/business-day'

const china = { utcOffsetMinutes: 480, dayStartsAtHour: 0 }
const lateBar = { utcOffsetMinutes: 480, dayStartsAtHour: 4 }
const at = (text: string): number => Date.parse(text)

describe('a business day', () => {
  it.each([
    ['turns at midnight in China, not at 08:00', '2025-03-01T07:30:00+08:00', china, '2025-03-01'],
    ['ends just before midnight', '2025-03-01T23:59:59.999+08:00', china, '2025-03-01'],
    ['begins at midnight', '2025-03-02T00:00:00+08:00', china, '2025-03-02'],
    ['keeps a late night with the evening before', '2025-03-02T03:59:59+08:00', lateBar, '2025-03-01'],
    ['begins at the cut-over hour', '2025-03-02T04:00:00+08:00', lateBar, '2025-03-02'],
    ['knows the leap day', '2024-02-29T12:00:00+08:00', lateBar, '2024-02-29'],
    ['crosses the year', '2026-01-01T01:00:00+08:00', lateBar, '2025-12-31'],
  ])('%s', (_name, instant, rules, day) => {
    expect(businessDay(at(instant), rules)).toBe(day)
  })

  it.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-12-15', 1, '2026-01-15'],
  ])('%s plus %i months is %s: a day the month lacks becomes its last', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected)
  })

  it('adds days over the end of February', () => {
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01')
  })

  it.each([
    ['2025-02-28', true],
    ['2025-02-30', false],
    ['2025-2-28', false],
    ['today', false],
  ])('tells whether %s is a date: %s', (text, real) => {
    expect(isBusinessDay(text)).toBe(real)
  })
})
