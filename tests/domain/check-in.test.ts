import fc from 'fast-check'
import { calendarOf } from '../../domain/check-in/calendar'
import { checkIn } from '../../domain/check-in/check-in'
import { makeUp, missedDays } from '../../domain/check-in/make-up'
import { prizeOf, type DayPrize } from '../../domain/check-in/prizes'
import { currentStreak, lengthOf, noCheckIns, type CheckIns, type Streak } from '../../domain/check-in/streak'
import { earn } from '../../domain/ledger/earn'
import { emptyPointsAccount, type PointsAccount } from '../../domain/ledger/points-account'
import { checkInRules, type CheckInRules } from '../../domain/programme/check-in-rules'
import { addDays, businessDay } from '../../domain/time/business-day'

interface Held {
  points: PointsAccount
  checkIns: CheckIns
}
const rulesOf = (changes: object = {}): CheckInRules => checkInRules.parse(changes)
const standard = rulesOf()
const weekend = { kind: 'table', points: [1, 2, 3], after: 'restart' }
const flatWithPrize = {
  scheme: { kind: 'flat', points: 10 },
  milestones: [{ day: 7, points: 50, voucher: 'treat' }],
}
const rich: Held = {
  points: earn(emptyPointsAccount, { points: 500, kind: 'gift', expiry: 'never', growth: 0, visitOn: null })
    .points,
  checkIns: noCheckIns,
}
const FIRST = '2025-03-01'
const dayNo = (nth: number): string => addDays(FIRST, nth - 1)
const joinedOn = dayNo(-100)

/** Checks in on these days (1 is the first of March), and tells what each brought. */
function signed(days: readonly number[], rules = standard, start = rich): { held: Held; brought: number[] } {
  let held = start
  const brought = days.map((nth) => {
    const done = checkIn(held, rules, dayNo(nth), dayNo(nth))
    if (!done.ok) throw new Error(done.reason)
    held = done.value
    return done.value.prize.points
  })
  return { held, brought }
}
const days = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const madeUp = (held: Held, nth: number, today: number, rules = standard) =>
  makeUp(held, rules, { day: dayNo(nth) }, { today: dayNo(today), joinedOn })

describe('a streak', () => {
  it.each([
    ['pays 1 to 6, then 10, and 10 every later day', {}, 9, [1, 2, 3, 4, 5, 6, 10, 10, 10]],
    ['begins its table again where the programme says so', { scheme: weekend }, 7, [1, 2, 3, 1, 2, 3, 1]],
    [
      'pays the same every day, and a prize every seventh, in the flat scheme',
      flatWithPrize,
      14,
      [10, 10, 10, 10, 10, 10, 60, 10, 10, 10, 10, 10, 10, 60],
    ],
  ])('%s', (_name, rules, length, paid) => {
    expect(signed(days(1, length), rulesOf(rules)).brought).toEqual(paid)
  })

  it('that broke begins at the first day', () => {
    expect(signed([1, 2, 3, 5, 6]).brought).toEqual([1, 2, 3, 1, 2])
  })

  it('goes over the end of a month and of a year', () => {
    let held = rich
    for (const day of ['2024-12-30', '2024-12-31', '2025-01-01']) {
      const done = checkIn(held, standard, day, day)
      if (done.ok) held = done.value
    }
    expect(lengthOf(currentStreak(held.checkIns, '2025-01-01')!)).toBe(3)
  })

  it('still goes on the day after, and not the day after that', () => {
    const { checkIns } = signed([1, 2, 3]).held
    expect([3, 4, 5].map((nth) => currentStreak(checkIns, dayNo(nth)) !== null)).toEqual([true, true, false])
  })

  it('is remembered with the longest there ever was, in a few dates', () => {
    const { checkIns } = signed([...days(1, 40), ...days(60, 62), ...days(100, 101)]).held
    expect(checkIns).toEqual({ streaks: [{ from: dayNo(100), to: dayNo(101), wonAhead: {} }], longest: 40 })
  })

  it('brings gift points that live as long as the programme says, and no growth', () => {
    const done = checkIn(rich, standard, FIRST, FIRST)
    expect(done.ok && done.value.movement).toMatchObject({
      verb: 'earn',
      growth: 0,
      lots: [{ kind: 'gift', expiry: '2025-09-01', points: 1 }],
    })
  })
})

describe('once a business day', () => {
  it('is for today and no other day', () => {
    for (const nth of [1, 3])
      expect(checkIn(rich, standard, dayNo(nth), dayNo(2))).toMatchObject({ reason: 'not-today' })
  })

  it('is refused the second time, and by a programme without check-ins', () => {
    const { held } = signed([1])
    expect(checkIn(held, standard, dayNo(1), dayNo(1))).toMatchObject({ reason: 'already-checked-in' })
    expect(checkIn(rich, rulesOf({ open: false }), dayNo(1), dayNo(1))).toMatchObject({
      reason: 'check-in-closed',
    })
  })

  // Requirement F44: the sample code took the date of UTC, where 07:30 in Beijing is still yesterday.
  it.each([
    ['07:30 in Beijing is today', '2025-03-02T07:30:00+08:00', 4, '2025-03-02'],
    ['before the cut-over hour it is still the evening before', '2025-03-02T03:59:00+08:00', 4, '2025-03-01'],
    ['at the cut-over hour the new day begins', '2025-03-02T04:00:00+08:00', 4, '2025-03-02'],
    ['without one it begins at midnight', '2025-03-02T00:00:00+08:00', 0, '2025-03-02'],
  ])('%s', (_name, at, dayStartsAtHour, day) => {
    expect(businessDay(Date.parse(at), { utcOffsetMinutes: 480, dayStartsAtHour })).toBe(day)
  })
})

describe('a made-up day', () => {
  it('joins days 1–3 and 5–7 to seven, which have then paid what seven in a row pay', () => {
    const { held, brought } = signed([1, 2, 3, 5, 6, 7])
    const done = madeUp(held, 4, 7)
    if (!done.ok) throw new Error(done.reason)
    expect(done.value).toMatchObject({ streakDays: 7, prize: { points: 19 }, payment: { points: -50 } })
    expect([...brought, 19].reduce((a, b) => a + b)).toBe(1 + 2 + 3 + 4 + 5 + 6 + 10)
    expect(done.value.points.balance).toBe(held.points.balance - 50 + 19)
  })

  // Requirement F46: the sample code charged 50, never credited its 1, and left the streak broken.
  it('of yesterday, after six in a row, makes today the eighth', () => {
    const { held } = signed(days(1, 6))
    const done = madeUp(held, 7, 8)
    expect(done.ok && [done.value.streakDays, done.value.prize.points]).toEqual([7, 10])
    const today = done.ok && checkIn(done.value, standard, dayNo(8), dayNo(8))
    expect(today && today.ok && today.value.streakDays).toBe(8)
  })

  it('pays a prize that is reached by it once, and one that was paid already not again', () => {
    const rules = rulesOf(flatWithPrize)
    const { held } = signed([1, ...days(3, 9)], rules)
    const done = madeUp(held, 2, 9, rules)
    // Nine days hold one seventh day, which the second streak has paid on its own.
    expect(done.ok && done.value.prize).toEqual({ points: 10, milestonePoints: 0, vouchers: [] })
    const six = madeUp(signed([1, 2, 3, 5, 6, 7], rules).held, 4, 7, rules)
    expect(six.ok && six.value.prize).toEqual({ points: 60, milestonePoints: 50, vouchers: ['treat'] })
  })

  const twoPrizes = (third: object, seventh: object): CheckInRules =>
    rulesOf({
      milestones: [
        { day: 3, ...third },
        { day: 7, ...seventh },
      ],
    })
  it.each([
    ['more points', { points: 20 }, { points: 50 }, 50, []],
    ['as many points', { points: 50 }, { points: 50 }, 50, []],
    ['fewer points', { points: 50 }, { points: 20 }, 20, []],
    ['another voucher', { voucher: 'egg' }, { voucher: 'treat' }, 0, ['treat']],
    ['a voucher of the same kind', { voucher: 'egg' }, { voucher: 'egg' }, 0, ['egg']],
  ])(
    'of 1–3 and 5–7, which each won the third day’s prize, pays the seventh’s: %s',
    (_name, third, seventh, milestonePoints, vouchers) => {
      const rules = twoPrizes(third, seventh)
      const done = madeUp(signed([1, 2, 3, 5, 6, 7], rules).held, 4, 7, rules)
      const prize = { points: 19 + milestonePoints, milestonePoints, vouchers }
      expect(done.ok && done.value.prize).toEqual(prize)
    },
  )

  it('takes no prize back that two streaks have each won, and pays none of them again in the next cycle', () => {
    const rules = rulesOf({
      scheme: { kind: 'flat', points: 1 },
      milestones: [{ day: 3, points: 9, voucher: 'treat' }],
    })
    const done = madeUp(signed([1, 2, 3, 5, 6, 7], rules).held, 4, 7, rules)
    if (!done.ok) throw new Error(done.reason)
    expect(done.value.prize).toEqual({ points: 1, milestonePoints: 0, vouchers: [] })
    // The tenth day is the third of the second cycle, whose prize was won on day 7; the third cycle's is the 17th.
    const { brought, held } = signed(days(8, 17), rules, done.value)
    expect(brought).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 10])
    expect(held.checkIns.streaks[0]).toEqual({ from: dayNo(1), to: dayNo(17), wonAhead: {} })
  })

  it.each([
    ['today', 8, 'today-or-later'],
    ['tomorrow', 9, 'today-or-later'],
    ['a day with a check-in', 5, 'checked-in'],
    ['the eighth day back', 0, 'too-long-ago'],
  ])('cannot be %s', (_name, nth, why) => {
    const { held } = signed([5])
    expect(madeUp(held, nth, 8)).toEqual({ ok: false, reason: 'not-a-missed-day', details: { why } })
  })

  it('can be the seventh day back', () => {
    expect(madeUp(rich, 1, 8).ok).toBe(true)
  })

  // The longest window there is: the streak it joins ended a day before the window.
  it('of 31 days ago joins what was signed 32 days ago, and no day is paid twice', () => {
    const rules = rulesOf({ makeUp: { days: 31 } })
    const { held, brought } = signed([1, 2, 3, 5, 6, 7, 35], rules)
    const done = madeUp(held, 4, 35, rules)
    if (!done.ok) throw new Error(done.reason)
    expect(done.value).toMatchObject({ streakDays: 7, prize: { points: 19 } })
    expect([...brought, 19].reduce((a, b) => a + b)).toBe(1 + 2 + 3 + 4 + 5 + 6 + 10 + 1)
    for (const nth of days(4, 7))
      expect(madeUp(done.value, nth, 35, rules)).toMatchObject({ details: { why: 'checked-in' } })
  })

  it('cannot be made up twice, nor before the member joined, nor where the programme has no make-up', () => {
    const once = madeUp(rich, 7, 8)
    expect(once.ok && madeUp(once.value, 7, 8)).toMatchObject({ details: { why: 'checked-in' } })
    const when = { today: dayNo(8), joinedOn: dayNo(7) }
    expect(makeUp(rich, standard, { day: dayNo(6) }, when)).toMatchObject({
      details: { why: 'before-joining' },
    })
    expect(makeUp(rich, standard, { day: dayNo(7) }, when).ok).toBe(true)
    expect(madeUp(rich, 7, 8, rulesOf({ makeUp: null }))).toMatchObject({ reason: 'check-in-closed' })
  })

  it('costs no more than was shown: a price that rose is asked about again, one that fell is taken', () => {
    const at = (shownPoints: number) =>
      makeUp(rich, standard, { day: dayNo(7), shownPoints }, { today: dayNo(8), joinedOn })
    expect(at(49)).toEqual({ ok: false, reason: 'dearer-now', details: { pricePoints: 50 } })
    expect([at(50).ok, at(51).ok]).toEqual([true, true])
  })

  it('is not to be had on credit: its own points do not pay for it', () => {
    const poor = { points: emptyPointsAccount, checkIns: noCheckIns }
    const { held } = signed([1, 2, 3, 5, 6, 7], rulesOf(flatWithPrize), poor)
    const pricey = rulesOf({ ...flatWithPrize, makeUp: { pricePoints: 61 } })
    expect(madeUp(held, 4, 7, pricey)).toMatchObject({ reason: 'not-enough-points', details: { needed: 61 } })
  })

  it('is offered with what it brings, and only when it can be made up', () => {
    const { held } = signed([1, 2, 3, 5, 6, 7])
    expect(missedDays(held.checkIns, standard, { today: dayNo(7), joinedOn: dayNo(0) })).toEqual([
      { day: dayNo(0), points: 4, streakDays: 4, vouchers: [] },
      { day: dayNo(4), points: 19, streakDays: 7, vouchers: [] },
    ])
  })
})

describe('the calendar', () => {
  const shown = (held: Held, today: number, rules = standard) =>
    calendarOf(held.checkIns, rules, dayNo(today))

  it('shows the cycle around today: what was paid, what today pays, what comes', () => {
    const { streakDays, checkedInToday, cycle } = shown(signed([1, 2]).held, 3)
    expect([streakDays, checkedInToday]).toEqual([2, false])
    expect(cycle.map(({ day, state, points }) => `${day.slice(8)} ${state} ${points}`)).toEqual([
      '01 checked-in 1',
      '02 checked-in 2',
      '03 today 3',
      '04 ahead 4',
      '05 ahead 5',
      '06 ahead 6',
      '07 ahead 10',
    ])
  })

  it('of someone who never came begins today', () => {
    expect(shown(rich, 5).cycle[0]).toMatchObject({ day: dayNo(5), state: 'today', points: 1 })
  })

  it('stays at a full cycle until the next day', () => {
    const { held } = signed(days(1, 7))
    expect(shown(held, 7).cycle.map(({ state }) => state)).toEqual(Array(7).fill('checked-in'))
    expect(shown(held, 8).cycle[0]).toMatchObject({ day: dayNo(8), state: 'today', points: 10 })
  })

  // The programme's cut-over was moved from 0:00 to 4:00 in the night, and it is the day before once more.
  it.each([
    ['within a cycle', 3],
    ['at the end of one', 7],
  ])('shows a check-in of a day after today as that day shows it: %s', (_where, last) => {
    const { held } = signed(days(1, last))
    expect(shown(held, last - 1)).toEqual(shown(held, last))
    expect(shown(held, last - 1).cycle[last - 1]).toMatchObject({ day: dayNo(last), state: 'checked-in' })
  })

  it('promises no prize that was won ahead', () => {
    const rules = rulesOf({ milestones: [{ day: 3, voucher: 'treat' }] })
    const done = madeUp(signed([1, 2, 3, 5, 6, 7], rules).held, 4, 7, rules)
    const promised = (today: number) =>
      done.ok && shown({ ...rich, ...done.value }, today, rules).cycle.map(({ isMilestone }) => isMilestone)
    expect(promised(8)).toEqual(Array(7).fill(false))
    expect(
      signed(days(8, 14), rules, done.ok ? done.value : rich).held.checkIns.streaks[0]?.wonAhead,
    ).toEqual({})
  })

  it('marks the days with a prize', () => {
    expect(shown(rich, 1, rulesOf(flatWithPrize)).cycle.findIndex(({ isMilestone }) => isMilestone)).toBe(6)
  })
})

describe('rules that cannot be meant', () => {
  it.each([
    ['a table that falls', { scheme: { kind: 'table', points: [5, 3] } }],
    ['a prize beyond the cycle', { milestones: [{ day: 8, points: 5 }] }],
    [
      'two prizes on one day',
      {
        milestones: [
          { day: 7, points: 5 },
          { day: 7, points: 6 },
        ],
      },
    ],
    ['a make-up for nothing', { makeUp: { pricePoints: 0 } }],
  ])('%s', (_name, rules) => {
    expect(() => rulesOf(rules)).toThrow()
  })
})

/** Points and vouchers that a streak has paid for, what it won ahead included. */
function worthOf(streak: Streak, rules: CheckInRules): [points: number, vouchers: number] {
  const days = Array.from({ length: lengthOf(streak) }, (_, i) => prizeOf(i + 1, rules))
  const ahead = Object.entries(streak.wonAhead).flatMap(([day, times]) =>
    rules.milestones
      .filter((one) => one.day === Number(day))
      .flatMap((one) => Array(times).fill(one) as (typeof one)[]),
  )
  return [
    [...days, ...ahead].reduce((sum, { points }) => sum + points, 0),
    days.flatMap(({ vouchers }) => vouchers).length + ahead.filter(({ voucher }) => voucher !== null).length,
  ]
}

it('in whatever order days are signed and made up, a streak has paid its days and each milestone as often as it was reached', () => {
  const twoVouchers = rulesOf({
    milestones: [
      { day: 2, points: 7, voucher: 'egg' },
      { day: 5, voucher: 'egg' },
    ],
  })
  const schemes = [
    standard,
    rulesOf({ scheme: weekend, milestones: [{ day: 3, points: 9 }] }),
    rulesOf(flatWithPrize),
    twoVouchers,
  ]
  const oneDay = fc.record({ comes: fc.boolean(), makesUp: fc.option(fc.integer({ min: 1, max: 9 })) })
  fc.assert(
    fc.property(
      fc.constantFrom(...schemes),
      fc.array(oneDay, { minLength: 1, maxLength: 40 }),
      (rules, story) => {
        let held: Held = { ...rich, points: { ...rich.points } }
        const paidOn = new Map<string, DayPrize>()
        story.forEach(({ comes, makesUp }, i) => {
          const today = i + 1
          if (comes) {
            const done = checkIn(held, rules, dayNo(today), dayNo(today))
            if (!done.ok) throw new Error(done.reason)
            paidOn.set(dayNo(today), done.value.prize)
            held = done.value
          }
          if (makesUp !== null) {
            const done = madeUp(held, today - makesUp, today, rules)
            if (done.ok) {
              expect(done.value.prize.points).toBeGreaterThanOrEqual(0)
              paidOn.set(dayNo(today - makesUp), done.value.prize)
              held = done.value
            }
          }
          expect(makesUp !== null && madeUp(held, today - makesUp, today, rules).ok).toBe(false)
          for (const streak of held.checkIns.streaks) {
            const all = Array.from({ length: lengthOf(streak) }, (_, n) => addDays(streak.from, n))
            const prizes = all.flatMap((day) => paidOn.get(day) ?? [])
            const paid = prizes.reduce((sum, { points }) => sum + points, 0)
            const vouchers = prizes.flatMap((prize) => prize.vouchers).length
            expect([paid, vouchers]).toEqual(worthOf(streak, rules))
            expect(Object.values(streak.wonAhead).every((times) => times > 0)).toBe(true)
          }
        })
      },
    ),
    { numRuns: 150 },
  )
})
