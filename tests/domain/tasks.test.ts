import fc from 'fast-check'
import type { Profile } from '../../domain/member/profile'
import { earn } from '../../domain/ledger/earn'
import { takePaidBack } from '../../domain/ledger/paid-once'
import { emptyPointsAccount } from '../../domain/ledger/points-account'
import type { BillItem } from '../../domain/bill/bill'
import { newDishesOn, triedIn } from '../../domain/tasks/new-dishes'
import { taskPresets } from '../../domain/programme/task-presets'
import { taskRules, type TaskRules } from '../../domain/programme/task-rules'
import { noActivity, withSpending, type Activity } from '../../domain/bill/activity'
import { badgesOf } from '../../domain/tasks/badges'
import { claim, claimable, claimableUntil, tasksNow, type Claim } from '../../domain/tasks/claims'
import { progressOf, taskGoal } from '../../domain/tasks/goals/catalogue'
import type { Facts } from '../../domain/tasks/goals/goal'
import { periodBefore, periodOf, type PeriodKind } from '../../domain/time/period'
import { claimsWithoutFact } from '../../domain/tasks/undo-claims'
import { usualBadges } from '../../domain/programme/badge'
import { addDays } from '../../domain/time/business-day'

const TODAY = '2025-03-05'
const nobody = { name: '', maskedPhone: null }
const factsOf = (changes: Partial<Facts> = {}): Facts => ({
  activity: noActivity,
  bills: 0,
  profile: nobody,
  scans: [],
  ...changes,
})
const spent = (...days: [day: string, fen: number][]): Activity =>
  days.reduce(
    (activity, [day, fen]) =>
      withSpending(activity, { day, bills: 1, fen, growth: Math.floor(fen / 100) }, TODAY),
    noActivity,
  )
const ate = (...days: [day: string, sku: string][]): Activity =>
  days.reduce(
    (activity, [day, sku]) =>
      withSpending(activity, { day, bills: 1, fen: 1000, growth: 10, tried: [sku] }, '2025-04-01'),
    noActivity,
  )
const rulesOf = (list: object[], more: object = {}): TaskRules => taskRules.parse({ list, ...more })
const rich = earn(emptyPointsAccount, {
  points: 10,
  kind: 'gift',
  expiry: 'never',
  growth: 0,
  visitOn: null,
}).points

describe('a period', () => {
  it.each<[PeriodKind, string, string, string, string]>([
    ['day', '2025-03-05', '2025-03-05', '2025-03-05', '2025-03-05'],
    ['week', '2025-03-05', 'week-2025-03-03', '2025-03-03', '2025-03-09'],
    ['week', '2025-03-03', 'week-2025-03-03', '2025-03-03', '2025-03-09'],
    ['week', '2025-03-09', 'week-2025-03-03', '2025-03-03', '2025-03-09'],
    ['week', '2025-01-01', 'week-2024-12-30', '2024-12-30', '2025-01-05'],
    ['month', '2025-02-14', '2025-02', '2025-02-01', '2025-02-28'],
    // Requirement F50: the sample code's month had no year, so January 2024 was January 2025.
    ['month', '2024-01-31', '2024-01', '2024-01-01', '2024-01-31'],
    ['once', '2025-03-05', 'once', '0000-01-01', '9999-12-31'],
  ])('%s of %s is %s', (kind, day, key, from, to) => {
    expect(periodOf(kind, day)).toEqual({ key, from, to })
  })

  it('has one before it, but for what is done once', () => {
    expect(periodBefore('month', periodOf('month', '2025-01-15'))?.key).toBe('2024-12')
    expect(periodBefore('week', periodOf('week', TODAY))?.key).toBe('week-2025-02-24')
    expect(periodBefore('once', periodOf('once', TODAY))).toBeNull()
  })
})

describe('how far somebody is with a goal', () => {
  const visits = { kind: 'visits', days: 5, leastFen: 3000 }
  const week = { kind: 'spending', fen: 20_000 }
  const tableVisit = { kind: 'table-visit' }
  const newDish = {
    kind: 'new-dish',
    dishes: [
      { sku: 'spring', name: '春笋面' },
      { sku: 'river', name: '河虾面' },
    ],
    least: 2,
    from: '2025-03-01',
    until: '2025-03-31',
  }
  it.each<[string, object, Partial<Facts>, PeriodKind, number]>([
    ['nothing at first', visits, {}, 'month', 0],
    [
      'distinct days of this month with so much each',
      visits,
      { activity: spent(['2025-03-01', 3000], ['2025-03-02', 2999], ['2025-02-28', 9000]) },
      'month',
      1,
    ],
    [
      'several bills of a day are one visit, and add up to its least',
      visits,
      { activity: spent(['2025-03-01', 1500], ['2025-03-01', 1500], ['2025-03-01', 9000]) },
      'month',
      1,
    ],
    [
      'no more than it takes',
      visits,
      { activity: spent(...[1, 2, 3, 4, 5].map((d): [string, number] => [`2025-03-0${d}`, 5000])) },
      'month',
      5,
    ],
    [
      'what was spent from Monday to Sunday',
      week,
      { activity: spent(['2025-03-02', 50_000], ['2025-03-03', 9000], ['2025-03-05', 4000]) },
      'week',
      13_000,
    ],
    [
      'less what was voided',
      week,
      { activity: spent(['2025-03-03', 9000], ['2025-03-03', -9000]) },
      'week',
      0,
    ],
    [
      'a new dish, from the first of its days through the last',
      newDish,
      { activity: ate(['2025-03-01', 'spring'], ['2025-03-31', 'river']) },
      'once',
      2,
    ],
    ['not the day before', newDish, { activity: ate(['2025-02-28', 'spring']) }, 'once', 0],
    ['nor the day after', newDish, { activity: ate(['2025-04-01', 'spring']) }, 'once', 0],
    [
      'the same new dish twice is one',
      newDish,
      { activity: ate(['2025-03-01', 'spring'], ['2025-03-02', 'spring']) },
      'once',
      1,
    ],
    ['no other dish', newDish, { activity: ate(['2025-03-01', 'noodles']) }, 'once', 0],
    [
      'a table’s code is the first step',
      tableVisit,
      { scans: [{ day: TODAY, placementId: 't8' }] },
      'day',
      1,
    ],
    [
      'a bill of the same day the second (requirement F40)',
      tableVisit,
      { scans: [{ day: TODAY, placementId: 't8' }], activity: spent([TODAY, 1]) },
      'day',
      2,
    ],
    [
      'a bill of another day is none',
      tableVisit,
      { scans: [{ day: TODAY, placementId: 't8' }], activity: spent(['2025-03-04', 9000]) },
      'day',
      1,
    ],
    ['nor is a bill without a scan', tableVisit, { activity: spent([TODAY, 9000]) }, 'day', 0],
    [
      'a scan of another day is none',
      tableVisit,
      { scans: [{ day: '2025-03-04', placementId: 't8' }], activity: spent([TODAY, 9000]) },
      'day',
      0,
    ],
    ['a photo is nothing that facts know', { kind: 'photo', asks: '拍一张' }, { bills: 9 }, 'month', 0],
    ['a bill is the first step', { kind: 'first-steps' }, { bills: 1 }, 'once', 1],
    [
      'a reward after it is the second',
      { kind: 'first-steps' },
      { bills: 1, activity: { ...noActivity, redemptions: 1 } },
      'once',
      2,
    ],
    [
      'a reward without a bill is no step',
      { kind: 'first-steps' },
      { activity: { ...noActivity, redemptions: 1 } },
      'once',
      0,
    ],
    ['a name', { kind: 'whole-profile' }, { profile: { name: '王', maskedPhone: null } }, 'once', 1],
    [
      'and a phone number',
      { kind: 'whole-profile' },
      { profile: { name: '王', maskedPhone: '138****78' } as Profile },
      'once',
      2,
    ],
  ])('%s', (_what, goal, facts, period, done) => {
    const parsed = taskGoal.parse(goal)
    expect(progressOf(parsed, factsOf(facts), periodOf(period, TODAY)).done).toBe(done)
  })
})

describe('claiming', () => {
  const task = { ...taskPresets.weekOf200, points: 100 }
  const rules = rulesOf([task])
  const enough = factsOf({ activity: spent(['2025-03-03', 20_000]), bills: 1 })
  const asked = { taskId: task.id, period: 'week-2025-03-03', round: 1, voucherId: 'v1' }
  const claims: Claim[] = []

  it('a reached task pays its points, without growth, and is claimed then', () => {
    const done = claim({ points: rich, claims }, asked, rules, enough, TODAY)
    expect(done).toMatchObject({ ok: true, value: { points: { balance: 110, growth: 0 } } })
    if (!done.ok) return
    expect(tasksNow(rules, { claims: done.value.claims, submissions: [] }, enough, TODAY)).toMatchObject([
      { state: 'claimed', round: 1 },
    ])
    expect(claim(done.value, asked, rules, enough, TODAY)).toMatchObject({ reason: 'already-claimed' })
    expect(claim(done.value, { ...asked, round: 2 }, rules, enough, TODAY)).toMatchObject({
      reason: 'already-claimed',
    })
  })

  it.each<[string, object, Facts, string, string]>([
    ['without its fact', {}, factsOf(), TODAY, 'task-not-reached'],
    ['of a task nobody has set', { taskId: 'none' }, enough, TODAY, 'no-such-task'],
    ['of a period to come', { period: 'week-2025-03-10' }, enough, TODAY, 'task-over'],
    ['of a period long over', { period: 'week-2025-02-17' }, enough, TODAY, 'task-over'],
    ['of a round that is not', { round: 2 }, enough, TODAY, 'already-claimed'],
    ['after the days for it', {}, enough, '2025-03-13', 'task-over'],
  ])('a claim %s is refused', (_what, changes, facts, today, reason) => {
    expect(claim({ points: rich, claims }, { ...asked, ...changes }, rules, facts, today)).toMatchObject({
      ok: false,
      reason,
    })
  })

  it('of a day can be claimed on the next, and no longer, whatever the programme allows', () => {
    const daily = { ...task, period: 'day' as const }
    const many = rulesOf([daily], { claimDays: 31 })
    const [only] = many.list
    if (!only) throw new Error('no task')
    expect(claimableUntil(only, many, periodOf('day', TODAY))).toBe('2025-03-06')
    expect(claimable(only, many, [], TODAY).map(({ key }) => key)).toEqual(['2025-03-04', TODAY])
  })

  it('of the week before goes on for three days, and is shown as long as it was reached', () => {
    expect(claim({ points: rich, claims }, asked, rules, enough, '2025-03-12')).toMatchObject({ ok: true })
    const shown = tasksNow(rules, { claims: [], submissions: [] }, enough, '2025-03-12').map(
      ({ period, state }) => [period.key, state],
    )
    expect(shown).toEqual([
      ['week-2025-03-03', 'to-claim'],
      ['week-2025-03-10', 'under-way'],
    ])
    expect(tasksNow(rules, { claims: [], submissions: [] }, factsOf(), '2025-03-12')).toHaveLength(1)
  })

  it('what was paid is taken back when its fact is voided, and can be earned anew as another round', () => {
    const done = claim({ points: rich, claims }, asked, rules, enough, TODAY)
    if (!done.ok) throw new Error(done.reason)
    const less = factsOf({ activity: spent(['2025-03-03', 19_999]), bills: 1 })
    expect(claimsWithoutFact(done.value.claims, { before: enough, after: enough }, '2025-03-03')).toEqual([])
    const lost = claimsWithoutFact(done.value.claims, { before: enough, after: less }, '2025-03-03')
    expect(lost).toMatchObject([{ taskId: task.id }])
    const undone = takePaidBack(done.value.points, lost, 'debt', TODAY)
    expect(undone).toMatchObject({ ok: true, value: { points: { balance: 10 } } })
    if (!undone.ok) return
    const after = done.value.claims.map((one) => ({ ...one, paid: null }))
    expect(tasksNow(rules, { claims: after, submissions: [] }, less, TODAY)).toMatchObject([
      { state: 'under-way', round: 2 },
    ])
    const account = { points: undone.value.points, claims: after }
    expect(claim(account, asked, rules, enough, TODAY)).toMatchObject({ reason: 'already-claimed' })
    expect(claim(account, { ...asked, round: 2 }, rules, enough, TODAY)).toMatchObject({ ok: true })
  })

  it('what a void took back can be claimed anew for a month, when a correction reaches it again', () => {
    const takenBack = (to: string): Claim[] => {
      const done = claim({ points: rich, claims }, asked, rules, enough, to)
      if (!done.ok) throw new Error(done.reason)
      return done.value.claims.map((one) => ({ ...one, paid: null }))
    }
    const again = (today: string, facts = enough) =>
      claim({ points: rich, claims: takenBack(TODAY) }, { ...asked, round: 2 }, rules, facts, today)
    // Its week ended on 9 March: others have until the 12th.
    expect(again('2025-04-09')).toMatchObject({ ok: true })
    expect(again('2025-04-10')).toMatchObject({ reason: 'task-over' })
    expect(again('2025-04-09', factsOf())).toMatchObject({ reason: 'task-not-reached' })
    const [only] = rules.list
    const stands = takenBack(TODAY).map((one) => ({
      ...one,
      paid: { movement: {} as never, voucherId: null },
    }))
    expect(only && claimable(only, rules, stands, '2025-04-09').map(({ key }) => key)).toEqual([
      'week-2025-03-31',
      'week-2025-04-07',
    ])
    const shown = tasksNow(rules, { claims: takenBack(TODAY), submissions: [] }, enough, '2025-04-09')
    expect(shown.map(({ period: { key, claimUntil }, state }) => [key, claimUntil, state])).toEqual([
      ['week-2025-03-03', '2025-04-09', 'to-claim'],
      ['week-2025-04-07', '2025-04-16', 'under-way'],
    ])
  })

  it('each day of a daily task is remembered, so that a void takes it back whichever it was', () => {
    const daily = rulesOf([{ ...task, goal: { kind: 'visits', days: 1, leastFen: 1 }, period: 'day' }])
    const dates = ['2025-03-01', '2025-03-02', '2025-03-03']
    const facts = factsOf({
      activity: spent(...dates.map((day): [string, number] => [day, 3_000])),
      bills: 3,
    })
    let account = { points: rich, claims }
    for (const day of dates) {
      const done = claim(account, { ...asked, period: day }, daily, facts, day)
      if (!done.ok) throw new Error(done.reason)
      account = done.value
    }
    for (const day of dates) {
      const others = dates.filter((one) => one !== day).map((one): [string, number] => [one, 3_000])
      const after = factsOf({ activity: spent(...others), bills: 2 })
      expect(claimsWithoutFact(account.claims, { before: facts, after }, day)).toMatchObject([
        { period: day },
      ])
    }
  })

  it('a task whose period a manager changes keeps what was claimed in both', () => {
    const weeks = ['2025-03-03', '2025-03-10'].map((monday): Claim => {
      const { key, from, to } = periodOf('week', monday)
      return {
        taskId: task.id,
        period: key,
        from,
        to,
        goal: task.goal,
        round: 1,
        paid: null,
        keptVoucherId: null,
      }
    })
    const monthly = rulesOf([{ ...task, period: 'month' }])
    const done = claim(
      { points: rich, claims: weeks },
      { ...asked, period: '2025-03' },
      monthly,
      enough,
      '2025-03-14',
    )
    expect(done.ok && done.value.claims.map(({ period }) => period)).toEqual([
      'week-2025-03-03',
      'week-2025-03-10',
      '2025-03',
    ])
  })

  it('a bill of another week takes nothing back', () => {
    const done = claim({ points: rich, claims }, asked, rules, enough, TODAY)
    if (!done.ok) throw new Error(done.reason)
    expect(claimsWithoutFact(done.value.claims, { before: enough, after: factsOf() }, '2025-02-26')).toEqual(
      [],
    )
  })

  it('a whole profile whose name was removed since is taken back by no void: the bill was not the reason', () => {
    const profiled = rulesOf([taskPresets.wholeProfile])
    const profile = { name: '王', maskedPhone: '138****78' } as Profile
    const once = { taskId: taskPresets.wholeProfile.id, period: 'once', round: 1, voucherId: 'v1' }
    const done = claim({ points: rich, claims }, once, profiled, factsOf({ profile }), TODAY)
    if (!done.ok) throw new Error(done.reason)
    const after = factsOf({ profile: { ...profile, name: '' } })
    const before = { ...after, activity: spent([TODAY, 20_000]), bills: 1 }
    expect(claimsWithoutFact(done.value.claims, { before, after }, TODAY)).toEqual([])
  })

  it('under the policy that refuses, spent points of a task keep the bill from being voided', () => {
    const done = claim({ points: emptyPointsAccount, claims }, asked, rules, enough, TODAY)
    if (!done.ok) throw new Error(done.reason)
    const lost = claimsWithoutFact(done.value.claims, { before: enough, after: factsOf() }, '2025-03-03')
    expect(takePaidBack(emptyPointsAccount, lost, 'refuse', TODAY)).toMatchObject({
      reason: 'points-already-spent',
      details: { missing: 100 },
    })
  })
})

describe('what an account remembers', () => {
  it('is bounded: thirteen months of days, a month of claims', () => {
    let activity = noActivity
    const rules = rulesOf([
      { ...taskPresets.fiveVisits, goal: { kind: 'visits', days: 1, leastFen: 1 }, period: 'day' },
    ])
    let account = { points: emptyPointsAccount, claims: [] as Claim[] }
    for (let i = 0; i < 500; i++) {
      const today = addDays('2025-01-01', i)
      activity = withSpending(activity, { day: today, bills: 1, fen: 100, growth: 1 }, today)
      const asked = { taskId: 'five-visits', period: today, round: 1, voucherId: 'v1' }
      const done = claim(account, asked, rules, factsOf({ activity, bills: i + 1 }), today)
      if (!done.ok) throw new Error(done.reason)
      account = done.value
    }
    expect(activity.days).toHaveLength(398)
    expect(activity.spentFen).toBe(50_000)
    expect(account.claims).toHaveLength(32)
  })
})

it('whatever is billed and voided, in any order: a day counts what is left of it, and never less than nothing', () => {
  const step = fc.record({ day: fc.integer({ min: 0, max: 9 }), fen: fc.integer({ min: 1, max: 50_000 }) })
  const worth = (day: number, fen: number) => ({
    day: addDays(TODAY, -day),
    bills: Math.sign(fen),
    fen,
    growth: fen,
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 30 }), (bills, voids) => {
      let activity = noActivity
      const standing = bills.map((bill) => ({ ...bill, stands: true }))
      for (const { day, fen } of bills) activity = withSpending(activity, worth(day, fen), TODAY)
      for (const pick of voids) {
        const bill = standing[pick % Math.max(1, standing.length)]
        if (!bill?.stands) continue
        bill.stands = false
        activity = withSpending(activity, worth(bill.day, -bill.fen), TODAY)
      }
      const left = standing.filter(({ stands }) => stands)
      expect(activity.spentFen).toBe(left.reduce((sum, { fen }) => sum + fen, 0))
      expect(activity.days.every(({ fen }) => fen > 0)).toBe(true)
      expect(activity.days.every(({ fen, growth }) => growth === fen)).toBe(true)
      expect(activity.days.length).toBe(new Set(left.map(({ day }) => day)).size)
    }),
  )
})

describe('badges', () => {
  const worn = (spentFen: number, longest: number) =>
    badgesOf(usualBadges, { activity: { ...noActivity, spentFen }, checkIns: { streaks: [], longest } })
      .filter(({ earned }) => earned)
      .map(({ badge }) => badge.name)

  // Requirement F57.
  it.each([
    [99_999, 9, []],
    [100_000, 10, ['千元食客', '连签十天']],
    [1_000_000, 100, ['千元食客', '五千元食客', '万元食客', '连签十天', '连签三十天', '连签百天']],
  ])('of ¥%i/100 and %i days in a row', (fen, days, names) => {
    expect(worn(fen, days)).toEqual(names)
  })
})

describe('a programme’s tasks', () => {
  it('take every preset', () => {
    expect(rulesOf(Object.values(taskPresets)).list).toHaveLength(8)
  })

  it.each<[string, object[]]>([
    ['a task without a reward', [{ ...taskPresets.weekOf200, points: 0 }]],
    ['a goal that counts, once', [{ ...taskPresets.weekOf200, period: 'once' }]],
    ['a goal for good, every month', [{ ...taskPresets.firstSteps, period: 'month' }]],
    ['two tasks of one id', [taskPresets.weekOf200, taskPresets.weekOf200]],
    [
      'eight days of a week',
      [{ ...taskPresets.fiveVisits, period: 'week', goal: { kind: 'visits', days: 8, leastFen: 1 } }],
    ],
    ['a goal nobody knows', [{ ...taskPresets.weekOf200, goal: { kind: 'dance' } }]],
  ])('do not take %s', (_what, list) => {
    expect(() => rulesOf(list)).toThrow()
  })
})

describe('new dishes (requirement F53)', () => {
  const goal = {
    kind: 'new-dish',
    dishes: [
      { sku: 'spring', name: '春笋面' },
      { sku: 'river', name: '河虾面' },
    ],
    from: '2025-03-01',
    until: '2025-03-31',
  }
  const rules = rulesOf([{ id: 'new', name: '尝鲜', goal, period: 'once', points: 30 }])
  const dishes = newDishesOn(rules, TODAY)

  it('are those of the tasks that ask for them that day', () => {
    expect(dishes.map(({ sku }) => sku)).toEqual(['spring', 'river'])
    expect(newDishesOn(rules, '2025-02-28')).toEqual([])
    expect(newDishesOn(rules, '2025-04-01')).toEqual([])
    const twice = rulesOf([
      { id: 'new', name: '尝鲜', goal, period: 'once', points: 30 },
      { id: 'newer', name: '再尝', goal, period: 'once', points: 30 },
    ])
    expect(newDishesOn(twice, TODAY)).toHaveLength(2)
  })

  const item = (name: string, sku?: string) => ({
    name,
    quantity: 1,
    amountFen: 2800,
    ...(sku ? { sku } : {}),
  })
  it.each<[string, object[], string[], string[]]>([
    ['by the word of the till’s system', [item('面', 'spring')], [], ['spring']],
    ['by name, where an item has no such word', [item('春笋面')], [], ['spring']],
    ['not by name, where it has another word', [item('春笋面', 'old-spring')], [], []],
    ['because the cashier has ticked it', [], ['river'], ['river']],
    ['once, though it is listed twice and ticked', [item('春笋面'), item('春笋面')], ['spring'], ['spring']],
    ['and nothing else that is ticked', [], ['noodles'], []],
  ])('are found in a bill %s', (_how, items, ticked, found) => {
    expect(triedIn({ items: items as BillItem[], ticked }, dishes)).toEqual(found)
  })

  it('of a voided bill were not tried, unless another bill of the day had them too', () => {
    const bill = { day: TODAY, fen: 2800, growth: 28, tried: ['spring'] }
    const [once, twice] = [1, 2].map((times) =>
      Array.from({ length: times }).reduce<Activity>(
        (activity) => withSpending(activity, { ...bill, bills: 1 }, TODAY),
        noActivity,
      ),
    )
    const voided = { ...bill, bills: -1, fen: -2800, growth: -28 }
    const done = (activity = noActivity) =>
      progressOf(
        taskGoal.parse(goal),
        factsOf({ activity: withSpending(activity, voided, TODAY) }),
        periodOf('once', TODAY),
      )
    expect(done(once).done).toBe(0)
    expect(done(twice).done).toBe(1)
    const other = withSpending(once ?? noActivity, { ...bill, bills: 1, tried: ['river'] }, TODAY)
    expect(withSpending(other, voided, TODAY).days).toMatchObject([{ bills: 1, tried: ['river'] }])
  })

  it('are no task any more when their days are over, but for who came to them', () => {
    const none = { claims: [], submissions: [] }
    const states = (facts: Facts, today: string) =>
      tasksNow(rules, none, facts, today).map(({ state }) => state)
    const tried = factsOf({ activity: ate([TODAY, 'spring']) })
    expect([states(factsOf(), '2025-03-31'), states(factsOf(), '2025-04-01')]).toEqual([['under-way'], []])
    expect(states(tried, '2025-04-01')).toEqual(['to-claim'])
  })

  it.each([
    ['that end before they begin', { from: '2025-04-01' }],
    ['on a day there is not', { until: '2025-02-30' }],
    ['that are listed twice', { dishes: [goal.dishes[0], goal.dishes[0]] }],
    ['more of them than there are', { least: 3 }],
  ])('%s are no goal', (_what, changes) => {
    expect(taskGoal.safeParse({ ...goal, ...changes }).success).toBe(false)
  })
})
