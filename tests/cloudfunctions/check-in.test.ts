import { randomUUID } from 'node:crypto'
import { addDays } from '../../domain/time/business-day'
import { aProgramme } from '../support/programmes'
import { NOON, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
const TODAY = '2025-03-01'
const daysAgo = (days: number): string => addDays(TODAY, -days)

let restaurant: Restaurant
let diner: Phone
beforeEach(async () => {
  restaurant = await openRestaurant()
  diner = await restaurant.member('diner')
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})
const checkIn = (day: string, how?: { requestId: string; attempt?: number }) =>
  diner.once('check-in', 'checkIn', { day }, how)
const makeUp = (day: string) => diner.once('check-in', 'makeUp', { day })
const balance = () => restaurant.accountOf('diner').points.balance
const calendar = async () => (await diner.must('member', 'home', {})).member?.checkIn
const ledger = async () =>
  (await diner.must('points', 'history', { limit: 50 })).lines.map(
    ({ verb, points, about }) => `${verb} ${points} ${about.type}`,
  )

describe('checking in', () => {
  it('pays what the day is worth, says the streak, and shows the calendar as it is then', async () => {
    expect(await checkIn(TODAY)).toMatchObject({
      ok: true,
      value: { points: 1, streakDays: 1, spendable: 51 },
    })
    expect(await calendar()).toMatchObject({ checkedInToday: true, streakDays: 1 })
    restaurant.cloud.clock.advance(DAY)
    expect(await checkIn('2025-03-02')).toMatchObject({ ok: true, value: { points: 2, streakDays: 2 } })
    expect(await ledger()).toEqual(['earn 2 check-in', 'earn 1 check-in', 'earn 50 joining'])
  })

  // Requirements F44 and K9: the sample code looked first and inserted then.
  it('tapped twenty times at once pays once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => diner.call('check-in', 'checkIn', { day: TODAY })),
    )
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    for (const reply of replies) if (!reply.ok) expect(reply.reason).toBe('already-checked-in')
    expect(balance()).toBe(51)
  })

  it('sent twice by one tap is answered twice the same', async () => {
    const requestId = randomUUID()
    const replies = [await checkIn(TODAY, { requestId }), await checkIn(TODAY, { requestId, attempt: 2 })]
    expect(replies[1]).toEqual(replies[0])
    expect(balance()).toBe(51)
  })

  it('that arrives a day late is not a check-in for that day', async () => {
    const requestId = randomUUID()
    const first = await checkIn(TODAY, { requestId })
    restaurant.cloud.clock.advance(DAY)
    expect(await checkIn(TODAY, { requestId })).toEqual(first)
    expect(await checkIn(TODAY)).toMatchObject({ reason: 'already-checked-in' })
    expect(await calendar()).toMatchObject({ checkedInToday: false, streakDays: 1 })
  })

  it('on a phone whose page is of yesterday is refused', async () => {
    restaurant.cloud.clock.advance(DAY)
    expect(await checkIn(TODAY)).toMatchObject({ reason: 'not-today' })
    expect(balance()).toBe(50)
  })

  // Requirement F44: the sample code took 07:30 in Beijing for yesterday.
  it('at 07:30 in Beijing is for that morning, at 02:30 for the evening before', async () => {
    restaurant.cloud.clock.moveTo(Date.parse('2025-03-03T07:30:00+08:00'))
    expect(await checkIn('2025-03-03')).toMatchObject({ ok: true })
    restaurant.cloud.clock.moveTo(Date.parse('2025-03-04T02:30:00+08:00'))
    expect(await calendar()).toMatchObject({ today: '2025-03-03', checkedInToday: true })
  })

  it('pays a debt first', async () => {
    const cashier = restaurant.staff('cashier', 'manager', ['riverside'])
    const { billId } = await restaurant.earn(diner, cashier, 200)
    await diner.must('points-mall', 'redeem', { rewardId: 'beef-noodles' })
    await cashier.must('counter', 'void', { storeId: 'riverside', billId, reason: 'refunded' })
    expect(restaurant.accountOf('diner').points.debt).toBe(150)
    expect(await checkIn(TODAY)).toMatchObject({ ok: true, value: { points: 1, spendable: 0 } })
    expect(restaurant.accountOf('diner').points.debt).toBe(149)
  })

  it('is closed by the programme: no calendar, and a refusal', async () => {
    restaurant.publish(aProgramme({ checkIn: { open: false } }))
    expect(await calendar()).toBeNull()
    expect(await checkIn(TODAY)).toMatchObject({ reason: 'check-in-closed' })
    expect(await makeUp(daysAgo(1))).toMatchObject({ reason: 'check-in-closed' })
  })
})

describe('making up a missed day', () => {
  const signedOn = async (...ago: number[]): Promise<void> => {
    for (const days of ago) {
      restaurant.cloud.clock.moveTo(NOON - days * DAY)
      await diner.must('check-in', 'checkIn', { day: daysAgo(days) })
    }
    restaurant.cloud.clock.moveTo(NOON)
  }
  beforeEach(() => restaurant.setJoined('diner', NOON - 30 * DAY))

  it('costs 50, joins the streaks, pays what is newly reached, and leaves both in the ledger', async () => {
    const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
    await restaurant.earn(diner, cashier, 100)
    await signedOn(6, 5, 4, 2, 1, 0)
    const before = balance()
    expect(await makeUp(daysAgo(3))).toMatchObject({
      ok: true,
      value: { pricePoints: 50, points: 19, streakDays: 7 },
    })
    expect(balance()).toBe(before - 50 + 19)
    expect((await ledger()).slice(0, 2)).toEqual(['earn 19 check-in', 'redeem -50 make-up'])
    expect(await calendar()).toMatchObject({
      streakDays: 7,
      checkedInToday: true,
      missed: [{ day: daysAgo(7) }],
    })
  })

  // Requirement F46: the sample code made up today, the same day twice, and signed days.
  it.each([
    ['today', 0, 'today-or-later'],
    ['tomorrow', -1, 'today-or-later'],
    ['a signed day', 2, 'checked-in'],
    ['day 8', 8, 'too-long-ago'],
  ])('of %s is refused, and nothing is written', async (_name, days, why) => {
    await signedOn(2)
    const before = restaurant.cloud.documents('ledger_entries')
    expect(await makeUp(daysAgo(days))).toMatchObject({ reason: 'not-a-missed-day', details: { why } })
    expect(restaurant.cloud.documents('ledger_entries')).toEqual(before)
  })

  it('twenty times at once is paid for once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => diner.call('check-in', 'makeUp', { day: daysAgo(1) })),
    )
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(balance()).toBe(50 - 50 + 1)
  })

  it('of a day while that very day is checked in elsewhere: the day counts once', async () => {
    restaurant.cloud.clock.advance(DAY)
    await Promise.all([
      makeUp(TODAY),
      makeUp(TODAY),
      diner.call('check-in', 'checkIn', { day: '2025-03-02' }),
    ])
    const days = restaurant.cloud
      .documents('ledger_entries')
      .flatMap(({ subject }) => (subject as { checkedInOn?: string }).checkedInOn ?? [])
    expect(days.sort()).toEqual([TODAY, '2025-03-02'])
  })

  it('for more than was shown is refused with the price of now; a duplicate hears its reply', async () => {
    restaurant.cloud.clock.advance(2 * DAY)
    const how = { requestId: randomUUID() }
    const asked = { day: daysAgo(1), shownPoints: 49 }
    expect(await diner.once('check-in', 'makeUp', asked)).toMatchObject({
      reason: 'dearer-now',
      details: { pricePoints: 50 },
    })
    const agreed = { day: daysAgo(1), shownPoints: 50 }
    const first = await diner.once('check-in', 'makeUp', agreed, how)
    expect(first).toMatchObject({ ok: true })
    restaurant.publish(aProgramme({ checkIn: { makeUp: { pricePoints: 60 } } }))
    expect(await diner.once('check-in', 'makeUp', agreed, how)).toEqual(first)
  })

  it('without the points is refused with what is missing', async () => {
    await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    expect(await makeUp(daysAgo(1))).toMatchObject({
      reason: 'not-enough-points',
      details: { spendable: 0, needed: 50 },
    })
  })
})

it('an account from before there were check-ins has an empty calendar', async () => {
  const { memberId, ...account } = restaurant.accountOf('diner')
  const { checkIns: _, ...old } = account
  restaurant.cloud.put('accounts', { _id: memberId, ...old })
  expect(await calendar()).toMatchObject({ streakDays: 0, checkedInToday: false })
  expect(await checkIn(TODAY)).toMatchObject({ ok: true })
})
