import fc from 'fast-check'
import { earn } from '../../domain/ledger/earn'
import { emptyPointsAccount, type PointsAccount } from '../../domain/ledger/points-account'
import { taskPresets } from '../../domain/programme/task-presets'
import { taskRules, type TaskRules } from '../../domain/programme/task-rules'
import { decide } from '../../domain/submissions/decide'
import type { Submission, Verdict } from '../../domain/submissions/submission'
import { submit } from '../../domain/submissions/submit'
import { claim, tasksNow, type Claim } from '../../domain/tasks/claims'
import { claimsWithoutFact } from '../../domain/tasks/undo-claims'
import { riskyTasks, turned } from '../../domain/tasks/platform-risk'
import { noActivity, withSpending } from '../../domain/bill/activity'

const TODAY = '2025-03-05'
const NOON = Date.parse('2025-03-05T12:00:00+08:00')
const task = { ...taskPresets.tablePhoto, voucher: 'side' }
const rules = taskRules.parse({ list: [task, taskPresets.weekOf200, taskPresets.momentsPoster] })
const facts = { activity: noActivity, bills: 0, profile: { name: '', maskedPhone: null }, scans: [] }
const ten = earn(emptyPointsAccount, { points: 10, kind: 'gift', expiry: 'never', growth: 0, visitOn: null })

interface Held {
  points: PointsAccount
  submissions: Submission[]
  claims: Claim[]
}
const nothing: Held = { points: ten.points, submissions: [], claims: [] }
const photo = (nth = 1, period = '2025-03', taskId: string = task.id) => ({ taskId, period, nth })
const hands = (held: Held, asked = photo(), today = TODAY, by: TaskRules = rules) =>
  submit(held, asked, by, today)
const handed = (held: Held, asked = photo(), today = TODAY): Held => {
  const done = hands(held, asked, today)
  if (!done.ok) throw new Error(done.reason)
  return { ...held, submissions: done.value.submissions }
}
const approved: Verdict = { approved: true }
const refused: Verdict = { approved: false, reason: 'not-to-be-seen', note: '太暗' }
const says = (held: Held, verdict: Verdict, asked = photo(), by: TaskRules = rules, today = TODAY) =>
  decide(held, { ...asked, voucherId: 'v1' }, verdict, by, today)
const said = (held: Held, verdict: Verdict, asked = photo()): Held => {
  const done = says(held, verdict, asked)
  if (!done.ok) throw new Error(done.reason)
  return { points: done.value.points, submissions: done.value.submissions, claims: done.value.claims }
}
const stateOf = (held: Held, today = TODAY) =>
  tasksNow(rules, held, facts, today).find((one) => one.task.id === task.id)

describe('a photo for a task', () => {
  it('waits for a colleague, and pays nothing while it does', () => {
    const held = handed(nothing)
    expect(stateOf(held)).toMatchObject({ state: 'waiting', submission: { nth: 1, verdict: null } })
    expect(held.points.balance).toBe(10)
  })

  it.each<[string, ReturnType<typeof photo>, string, object]>([
    ['for a task there is not', photo(1, '2025-03', 'none'), TODAY, { reason: 'no-such-task' }],
    [
      'for a task that facts decide',
      photo(1, 'week-2025-03-03', 'week-of-200'),
      TODAY,
      { reason: 'no-photo-asked' },
    ],
    ['for a task that is off', photo(1, '2025-03', 'moments-poster'), TODAY, { reason: 'no-such-task' }],
    ['for a period that is long over', photo(1, '2025-01'), TODAY, { reason: 'task-over' }],
    ['for a period to come', photo(1, '2025-04'), TODAY, { reason: 'task-over' }],
  ])('%s is refused', (_what, asked, today, refusal) => {
    expect(hands(nothing, asked, today)).toMatchObject(refusal)
  })

  it('is no second one while the first waits', () => {
    expect(hands(handed(nothing), photo(1))).toMatchObject({ reason: 'photo-waits' })
    expect(hands(handed(nothing), photo(2))).toMatchObject({ reason: 'photo-waits' })
    expect(hands(nothing, photo(2))).toMatchObject({ reason: 'photo-not-next' })
  })

  it('of the last month can be handed in for three days more', () => {
    expect(hands(nothing, photo(1, '2025-02'), '2025-03-03').ok).toBe(true)
    expect(hands(nothing, photo(1, '2025-02'), '2025-03-04')).toMatchObject({ reason: 'task-over' })
  })

  it('of the last month that was refused is shown with its reason, and may be tried again while that counts', () => {
    const held = said(handed(nothing, photo(1, '2025-02'), '2025-03-01'), refused, photo(1, '2025-02'))
    const shown = (today: string) =>
      tasksNow(rules, held, facts, today)
        .filter((one) => one.task.id === task.id)
        .map(({ period, submission }) => [period.key, submission?.verdict ?? null])
    expect(shown('2025-03-03')).toEqual([
      ['2025-02', refused],
      ['2025-03', null],
    ])
    expect(hands(held, photo(2, '2025-02'), '2025-03-03').ok).toBe(true)
    expect(shown('2025-03-04')).toEqual([['2025-03', null]])
  })

  it('is one of five that wait at most', () => {
    const daily = taskRules.parse({ list: [{ ...task, period: 'day' }] })
    const days = [1, 2, 3, 4, 5, 6].map((day) => `2025-03-0${day}`)
    let held = nothing
    for (const day of days.slice(0, 5)) {
      const done = hands(held, photo(1, day), day, daily)
      if (!done.ok) throw new Error(done.reason)
      held = { ...held, submissions: done.value.submissions }
    }
    expect(hands(held, photo(1, days[5]), days[5], daily)).toMatchObject({ reason: 'photo-waits' })
  })

  it('of the last month is shown as long as it waits, beside this month’s task', () => {
    const held = handed(nothing, photo(1, '2025-02'), '2025-03-03')
    const shown = tasksNow(rules, held, facts, '2025-03-03').filter((one) => one.task.id === task.id)
    expect(shown.map(({ period, state }) => [period.key, state])).toEqual([
      ['2025-02', 'waiting'],
      ['2025-03', 'under-way'],
    ])
  })

  it('is not asked for where the period was paid already, by facts that counted then', () => {
    const before = taskRules.parse({ list: [{ ...taskPresets.weekOf200, id: task.id, period: 'month' }] })
    const eaten = withSpending(noActivity, { day: TODAY, bills: 1, fen: 20_000, growth: 200 }, TODAY)
    const asked = { taskId: task.id, period: '2025-03', round: 1, voucherId: 'v1' }
    const paid = claim(nothing, asked, before, { ...facts, activity: eaten }, TODAY)
    if (!paid.ok) throw new Error(paid.reason)
    const held = { ...nothing, claims: paid.value.claims }
    expect(hands(held)).toMatchObject({ reason: 'already-claimed' })
  })

  it('cannot be claimed like what facts decide', () => {
    const asked = { taskId: task.id, period: '2025-03', round: 1, voucherId: 'v1' }
    expect(claim(handed(nothing), asked, rules, facts, TODAY)).toMatchObject({ reason: 'task-not-reached' })
  })
})

describe('a colleague’s word', () => {
  it('that approves pays points and voucher at once, without growth, once', () => {
    const done = says(handed(nothing), approved)
    expect(done).toMatchObject({ ok: true, value: { points: { balance: 40, growth: 0 }, brings: 'side' } })
    const held = said(handed(nothing), approved)
    expect(stateOf(held)).toMatchObject({ state: 'claimed' })
    expect(says(held, approved)).toMatchObject({ reason: 'already-decided' })
    expect(says(held, refused)).toMatchObject({ reason: 'already-decided' })
    expect(hands(held, photo(2))).toMatchObject({ reason: 'already-claimed' })
  })

  it.each(['2025-03-01', TODAY, '2025-03-31'])(
    'that approved stands, whatever bill of its month is voided: also the one of %s',
    (day) => {
      const { claims } = said(handed(nothing), approved)
      const eaten = withSpending(noActivity, { day, bills: 1, fen: 20_000, growth: 200 }, '2025-03-31')
      const before = { ...facts, activity: eaten, bills: 1 }
      expect(claimsWithoutFact(claims, { before, after: facts }, day)).toEqual([])
    },
  )

  it('that refuses pays nothing, says why, and lets the diner try again', () => {
    const held = said(handed(nothing), refused)
    expect(held.points.balance).toBe(10)
    expect(stateOf(held)).toMatchObject({ state: 'under-way', submission: { verdict: refused } })
    expect(says(held, approved)).toMatchObject({ reason: 'already-decided' })
    const again = said(handed(held, photo(2)), approved, photo(2))
    expect(again.points.balance).toBe(40)
  })

  it('comes to three photos of a period at most', () => {
    let held = nothing
    for (const nth of [1, 2, 3]) held = said(handed(held, photo(nth)), refused, photo(nth))
    expect(hands(held, photo(4))).toMatchObject({ reason: 'tried-too-often', details: { most: 3 } })
  })

  it('about a photo that was never handed in, or about another one than waits, is none', () => {
    expect(says(nothing, approved)).toMatchObject({ reason: 'already-decided' })
    expect(says(handed(nothing), approved, photo(2))).toMatchObject({ reason: 'already-decided' })
  })

  it('may come months later: the photo waits, is shown, and is paid once', () => {
    let held = handed(nothing)
    for (const [period, today] of [
      ['2025-04', '2025-04-05'],
      ['2025-05', '2025-05-05'],
      ['2025-06', '2025-06-05'],
    ] as const)
      held = handed(held, photo(1, period), today)
    expect(held.submissions).toHaveLength(4)
    const done = says(held, approved, photo(), rules, '2025-06-06')
    expect(done).toMatchObject({ ok: true, value: { points: { balance: 40 } } })
    if (done.ok)
      expect(says({ ...held, ...done.value }, approved, photo(), rules, '2025-06-06')).toMatchObject({
        reason: 'already-decided',
      })
  })

  it('on a task that is gone can only refuse', () => {
    const without = taskRules.parse({ list: [] })
    expect(says(handed(nothing), approved, photo(), without)).toMatchObject({ reason: 'no-such-task' })
    expect(says(handed(nothing), refused, photo(), without).ok).toBe(true)
  })

  it('on a task that was turned off, or that facts decide by now, can only refuse', () => {
    const poster = photo(1, '2025-03', 'moments-poster')
    const on = turned(rules, 'moments-poster', true, { staffId: 's1', at: NOON })
    if (!on.ok || on.value === null) throw new Error('not turned on')
    const done = hands(nothing, poster, TODAY, on.value)
    if (!done.ok) throw new Error(done.reason)
    const held = { ...nothing, submissions: done.value.submissions }
    expect(says(held, approved, poster, rules)).toMatchObject({ reason: 'no-such-task' })
    expect(says(held, refused, poster, rules).ok).toBe(true)
    expect(says(held, approved, poster, on.value)).toMatchObject({ ok: true, value: { paidPoints: 20 } })
    const facts = taskRules.parse({ list: [{ ...taskPresets.weekOf200, id: task.id }] })
    expect(says(handed(nothing), approved, photo(), facts)).toMatchObject({ reason: 'no-such-task' })
  })

  it('in any order with photos and months: a period is paid once, and never without a photo', () => {
    const months = ['2025-03', '2025-04', '2025-05', '2025-06']
    const step = fc.record({
      what: fc.constantFrom<'hand' | 'approve' | 'refuse'>('hand', 'approve', 'refuse'),
      month: fc.nat(3),
      nth: fc.integer({ min: 1, max: 4 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let held = nothing
        const paid = new Set<string>()
        const waiting = new Set<string>()
        for (const { what, month, nth } of steps) {
          const period = months[month] ?? ''
          const asked = photo(nth, period)
          const today = `${period}-05`
          if (what === 'hand') {
            const done = hands(held, asked, today)
            if (!done.ok) continue
            expect(paid.has(period)).toBe(false)
            waiting.add(`${period}:${nth}`)
            held = { ...held, submissions: done.value.submissions }
          } else {
            const done = says(held, what === 'approve' ? approved : refused, asked, rules, '2025-06-20')
            expect(done.ok).toBe(waiting.delete(`${period}:${nth}`))
            if (!done.ok) continue
            if (what === 'approve') paid.add(period)
            const { points, submissions, claims } = done.value
            held = { points, submissions, claims }
          }
        }
        expect(held.points.balance).toBe(10 + 30 * paid.size)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a task that breaks a rule of the platform (requirement F51, lead L10)', () => {
  const by = { staffId: 's1', at: NOON }

  it('is off until somebody answers for it: nobody sees it', () => {
    expect(tasksNow(rules, nothing, facts, TODAY).map((one) => one.task.id)).not.toContain('moments-poster')
    expect(riskyTasks(rules)).toMatchObject([
      { id: 'moments-poster', risk: 'reward-for-sharing', accepted: null },
    ])
  })

  it('runs once somebody does, who is recorded, and not any more when it is turned off', () => {
    const on = turned(rules, 'moments-poster', true, by)
    if (!on.ok || on.value === null) throw new Error('not turned on')
    expect(riskyTasks(on.value)).toMatchObject([{ accepted: by }])
    expect(tasksNow(on.value, nothing, facts, TODAY).map((one) => one.task.id)).toContain('moments-poster')
    expect(turned(on.value, 'moments-poster', true, { ...by, staffId: 's2' })).toEqual({
      ok: true,
      value: null,
    })
    const off = turned(on.value, 'moments-poster', false, by)
    expect(off).toMatchObject({ ok: true, value: rules })
  })

  it.each(['none', 'week-of-200'])('%s is none that could be turned', (taskId) => {
    expect(turned(rules, taskId, true, by)).toMatchObject({ reason: 'no-such-task' })
  })
})
