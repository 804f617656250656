import { expiryOf, lastGoodDay } from '../../domain/ledger/expiry'
import { expiryCalendar } from '../../domain/ledger/expiry-calendar'
import { emptyPointsAccount } from '../../domain/ledger/points-account'
import { spendablePoints } from '../../domain/ledger/redeem'
import type { ExpiryPolicy } from '../../domain/programme/expiry-policy'
import { parseProgramme } from '../../domain/programme/programme'

describe('when points end', () => {
  const table: [string, string, ExpiryPolicy, string][] = [
    ['six calendar months', '2025-01-15', { kind: 'rolling-months', months: 6 }, '2025-07-15'],
    [
      '31 August + 6 months stays in February',
      '2025-08-31',
      { kind: 'rolling-months', months: 6 },
      '2026-02-28',
    ],
    ['days', '2025-01-15', { kind: 'rolling-days', days: 7 }, '2025-01-22'],
    [
      'beyond a year, month ends, so that lots stay few',
      '2025-01-15',
      { kind: 'rolling-months', months: 18 },
      '2026-07-31',
    ],
    ['a fixed date far enough away', '2025-05-01', { kind: 'fixed-date', monthDay: '12-31' }, '2025-12-31'],
    [
      'a fixed date too near moves to the next year',
      '2025-08-01',
      { kind: 'fixed-date', monthDay: '12-31' },
      '2026-12-31',
    ],
    [
      'a fixed date exactly six months away counts',
      '2025-06-28',
      { kind: 'fixed-date', monthDay: '12-28' },
      '2025-12-28',
    ],
    ['inactivity is counted later', '2025-01-15', { kind: 'inactivity', months: 12 }, 'idle-12'],
    ['never', '2025-01-15', { kind: 'never' }, 'never'],
  ]
  it.each(table)('%s', (_name, day, policy, expected) => {
    expect(expiryOf(day, policy)).toBe(expected)
  })

  it('idle lots live from visit to visit', () => {
    expect(lastGoodDay('idle-12', '2025-03-31')).toBe('2026-03-31')
    expect(lastGoodDay('idle-12', '2025-06-01')).toBe('2026-06-01')
    expect(lastGoodDay('idle-12', null)).toBeNull()
  })

  it('a lot can be spent on its last good day and not a day later, even before any job has run', () => {
    const account = {
      ...emptyPointsAccount,
      balance: 30,
      lots: [
        { kind: 'gift' as const, expiry: '2025-03-01' as const, remaining: 10 },
        { kind: 'purchase' as const, expiry: 'never' as const, remaining: 20 },
      ],
    }
    expect(spendablePoints(account, '2025-03-01')).toBe(30)
    expect(spendablePoints(account, '2025-03-02')).toBe(20)
  })

  it('the calendar names every day on which points end, soonest first', () => {
    const account = {
      ...emptyPointsAccount,
      balance: 75,
      lots: [
        { kind: 'purchase' as const, expiry: '2025-09-01' as const, remaining: 20 },
        { kind: 'gift' as const, expiry: '2025-03-01' as const, remaining: 10 },
        { kind: 'purchase' as const, expiry: '2025-03-01' as const, remaining: 5 },
        { kind: 'purchase' as const, expiry: 'never' as const, remaining: 40 },
      ],
    }
    expect(expiryCalendar(account, '2025-02-01')).toEqual([
      { lastGoodDay: '2025-03-01', points: 15 },
      { lastGoodDay: '2025-09-01', points: 20 },
    ])
  })

  it.each([
    [{ kind: 'rolling-months', months: 5 }],
    [{ kind: 'rolling-days', days: 180 }],
    [{ kind: 'inactivity', months: 3 }],
  ])('a programme may not give purchase points less than six months: %j', (expiry) => {
    const programme = {
      restaurantId: 'r',
      brand: { name: 'R' },
      stores: [{ id: 's', name: 'S' }],
      earning: { expiry },
    }
    expect(() => parseProgramme(programme)).toThrow(/six months/)
  })
})
