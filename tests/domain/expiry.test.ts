import { expiryOf, lastGoodDay } from '../../domain/ledger/expiry'
import { expiryCalendar } from '../../domain/ledger/expiry-calendar'
import { emptyPointsAccount } from '../../domain/ledger/points-account'
import { spendablePoints } from '../../domain/ledger/redeem'
import { expiryPolicy, type ExpiryPolicy } from '../../domain/programme/expiry-policy'
import { parseProgramme } from '../../domain/programme/programme'
import { isBusinessDay } from '../../domain/time/business-day'

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
    ['up to a year in days, that very day', '2025-01-15', { kind: 'rolling-days', days: 366 }, '2026-01-16'],
    ['beyond, month ends', '2025-01-15', { kind: 'rolling-days', days: 367 }, '2026-01-31'],
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
    [
      'also when that is the end of a shorter month',
      '2025-12-31',
      { kind: 'fixed-date', monthDay: '06-30' },
      '2026-06-30',
    ],
    ['inactivity is counted later', '2025-01-15', { kind: 'inactivity', months: 12 }, 'idle-12'],
    ['never', '2025-01-15', { kind: 'never' }, 'never'],
  ]
  it.each(table)('%s', (_name, day, policy, expected) => {
    expect(expiryOf(day, expiryPolicy.parse(policy))).toBe(expected)
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

  const earningUntil = (expiry: object) =>
    parseProgramme({
      restaurantId: 'r',
      brand: { name: 'R' },
      stores: [{ id: 's', name: 'S' }],
      earning: { expiry },
    }).earning.expiry

  it.each([
    [{ kind: 'rolling-months', months: 5 }],
    [{ kind: 'rolling-days', days: 183 }],
    [{ kind: 'inactivity', months: 5 }],
  ])('a programme may not give purchase points less than six months: %j', (expiry) => {
    expect(() => earningUntil(expiry)).toThrow(/six months/)
  })

  // Any six months in a row have 184 days or fewer.
  it.each([
    [{ kind: 'rolling-months', months: 6 }],
    [{ kind: 'rolling-days', days: 184 }],
    [{ kind: 'inactivity', months: 6 }],
    [{ kind: 'fixed-date', monthDay: '12-31' }],
    [{ kind: 'never' }],
  ])('and may give them six months or more: %j', (expiry) => {
    expect(earningUntil(expiry)).toEqual(expiry)
  })

  it.each([
    ['12-31', true],
    ['06-30', true],
    ['01-29', true],
    ['02-28', true],
    ['02-29', false],
    ['02-30', false],
    ['04-31', false],
    ['13-01', false],
    ['00-10', false],
    ['1-1', false],
  ])('a fixed date is a day of every year: %s %p', (monthDay, taken) => {
    const asked = () => earningUntil({ kind: 'fixed-date', monthDay })
    if (taken) expect(asked()).toEqual({ kind: 'fixed-date', monthDay })
    else expect(asked).toThrow(/monthDay/)
  })

  it('any of the 365, and no other', () => {
    const figures = Array.from({ length: 40 }, (_, i) => String(i).padStart(2, '0'))
    const all = figures.flatMap((month) => figures.map((day) => `${month}-${day}`))
    const taken = all.filter((monthDay) => expiryPolicy.safeParse({ kind: 'fixed-date', monthDay }).success)
    expect(taken).toEqual(all.filter((monthDay) => isBusinessDay(`2025-${monthDay}`)))
    expect(taken).toHaveLength(365)
  })
})
