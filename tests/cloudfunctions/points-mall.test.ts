import { randomUUID } from 'node:crypto'
import { aProgramme } from '../support/programmes'
import { NOON, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'

const DAY = 86_400_000
const base = { kind: 'item' as const, costFen: 100, faceValueFen: 600 }
const programme = aProgramme({
  rewards: [
    { ...base, id: 'tea', name: '茶', pricePoints: 10 },
    { ...base, id: 'daily-egg', name: '卤蛋', pricePoints: 5, memberLimit: { count: 1, per: 'day' } },
    {
      ...base,
      id: 'lunar',
      name: '元宵',
      pricePoints: 10,
      onSale: { from: NOON + DAY, until: NOON + 2 * DAY },
    },
    { ...base, id: 'bowl', name: '面碗', pricePoints: 20, stock: 'limited', storeIds: ['riverside'] },
  ],
})
let restaurant: Restaurant
let diner: Phone
beforeEach(async () => {
  restaurant = await openRestaurant({ programme })
  diner = await restaurant.member('diner')
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})
const redeem = (rewardId: string, how?: { requestId: string; attempt?: number }) =>
  diner.once('points-mall', 'redeem', { rewardId }, how)

describe('the shelf', () => {
  it('shows price, stock, limit, stores and window of each reward as they are for this member', async () => {
    await redeem('daily-egg')
    const { spendable, rewards } = await diner.must('points-mall', 'list', {})
    expect(spendable).toBe(45)
    expect(rewards).toMatchObject([
      { rewardId: 'tea', stockLeft: null, leftForMember: null, shortBy: 0, saleState: 'on-sale' },
      { rewardId: 'daily-egg', leftForMember: 0 },
      { rewardId: 'lunar', saleState: 'not-yet', saleFrom: NOON + DAY, saleUntil: NOON + 2 * DAY },
      { rewardId: 'bowl', stockLeft: 10, storeNames: ['滨江店'] },
    ])
  })

  it('is open to who has not joined, with nothing to spend', async () => {
    const shelf = await restaurant.phone('passer-by').must('points-mall', 'list', {})
    expect(shelf).toMatchObject({ joined: false, spendable: 0 })
    expect(shelf.rewards.map(({ shortBy }) => shortBy)).toEqual([10, 5, 10, 20])
  })
})

describe('redeeming', () => {
  it('outside its window is refused with the window', async () => {
    const refused = { reason: 'not-on-sale', details: { from: NOON + DAY, until: NOON + 2 * DAY } }
    expect(await redeem('lunar')).toMatchObject(refused)
    restaurant.cloud.clock.advance(DAY)
    expect(await redeem('lunar')).toMatchObject({ ok: true })
    restaurant.cloud.clock.advance(DAY)
    expect(await redeem('lunar')).toMatchObject(refused)
  })

  it('above the member limit is refused until the next business day', async () => {
    expect(await redeem('daily-egg')).toMatchObject({ ok: true })
    expect(await redeem('daily-egg')).toMatchObject({
      reason: 'member-limit-reached',
      details: { count: 1, per: 'day' },
    })
    restaurant.cloud.clock.moveTo(Date.parse('2025-03-02T03:59:00+08:00'))
    expect(await redeem('daily-egg')).toMatchObject({ reason: 'member-limit-reached' })
    restaurant.cloud.clock.moveTo(Date.parse('2025-03-02T04:00:00+08:00'))
    expect(await redeem('daily-egg')).toMatchObject({ ok: true })
  })

  it('a duplicate hears its reply even when the reward has left the mall meanwhile', async () => {
    const how = { requestId: randomUUID() }
    const first = await redeem('tea', how)
    restaurant.publish(aProgramme({ rewards: [] }))
    expect(await redeem('tea', how)).toEqual(first)
    expect(await redeem('tea')).toMatchObject({ reason: 'no-such-reward' })
  })

  it('for more than was shown is refused with the price of now; a duplicate hears its reply, whatever that is', async () => {
    const how = { requestId: randomUUID() }
    const asked = { rewardId: 'tea', shownPoints: 10 }
    const first = await diner.once('points-mall', 'redeem', asked, how)
    expect(first).toMatchObject({ ok: true })
    const dearer = { ...base, id: 'tea', name: '茶', pricePoints: 11 }
    restaurant.publish(aProgramme({ rewards: [dearer] }))
    expect(await diner.once('points-mall', 'redeem', asked)).toEqual({
      ok: false,
      reason: 'dearer-now',
      details: { pricePoints: 11 },
    })
    expect(await diner.once('points-mall', 'redeem', asked, how)).toEqual(first)
    expect(restaurant.accountOf('diner').points.balance).toBe(40)
  })

  it('leaves no code in the database that a till would take; the reply has it, first and repeated', async () => {
    const how = { requestId: randomUUID() }
    const first = await redeem('tea', how)
    if (!first.ok) throw new Error(first.reason)
    const { code } = redemptionOf(first.value)
    const { cloud } = restaurant
    for (const collection of ['ledger_entries', 'redemptions', 'accounts'])
      expect(JSON.stringify(cloud.documents(collection))).not.toContain(code)
    expect(await redeem('tea', { ...how, attempt: 2 })).toEqual(first)
    const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
    expect(await cashier.once('counter', 'fulfil', { storeId: 'riverside', code })).toMatchObject({
      ok: true,
    })
  })

  it('a duplicate hears its reply even when its own was the last unit, and the sweeper has been there', async () => {
    restaurant.stock('bowl', 1)
    const how = { requestId: randomUUID() }
    const lost = await redeem('bowl', how)
    expect(lost).toMatchObject({ ok: true })
    restaurant.cloud.clock.advance(91_000)
    expect(await restaurant.tick('settle-stock-claims')).toMatchObject({ counts: { dropped: 1 } })
    expect(await redeem('bowl', how)).toEqual(lost)
    expect(await redeem('bowl')).toMatchObject({ reason: 'sold-out' })
    expect(restaurant.cloud.documents('reward_stocks')).toMatchObject([{ left: 0, claims: {} }])
  })

  it('another reward under the same request id is refused, whether or not it is marked as a repetition', async () => {
    const how = { requestId: randomUUID() }
    await redeem('tea', how)
    for (const attempt of [1, 2]) {
      expect(await redeem('daily-egg', { ...how, attempt })).toMatchObject({ reason: 'different-request' })
      expect(await redeem('bowl', { ...how, attempt })).toMatchObject({ reason: 'different-request' })
    }
    expect(restaurant.cloud.documents('reward_stocks')).toMatchObject([{ left: 10, claims: {} }])
  })

  it('answers with what can be spent, not with points that have ended', async () => {
    const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
    restaurant.cloud.clock.moveTo(Date.parse('2025-08-30T12:00:00+08:00'))
    await restaurant.earn(diner, cashier, 100)
    restaurant.cloud.clock.moveTo(Date.parse('2025-09-02T12:00:00+08:00'))
    expect(await redeem('tea')).toMatchObject({ value: { balance: 90 } })
    expect(restaurant.accountOf('diner').points.balance).toBe(140)
  })
})

describe('my redemptions', () => {
  it('are paged newest first, each once, even when several were made in one instant', async () => {
    for (let i = 0; i < 5; i++) await redeem('tea')
    const seen: string[] = []
    for (let beforeSeq: number | null = 99; beforeSeq !== null;) {
      const page: { redemptions: { redemptionId: string }[]; nextBeforeSeq: number | null } =
        await diner.must('points-mall', 'redemptions', { beforeSeq, limit: 2 })
      seen.push(...page.redemptions.map(({ redemptionId }) => redemptionId))
      beforeSeq = page.nextBeforeSeq
    }
    expect(new Set(seen).size).toBe(5)
    const newest = restaurant.cloud.documents('redemptions').sort((a, b) => Number(b.seq) - Number(a.seq))
    expect(seen).toEqual(newest.map(({ _id }) => _id))
  })
})

describe('one redemption', () => {
  it('shows its code until it is served, then where and when', async () => {
    const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
    const { redemptionId, code } = redemptionOf(
      await diner.must('points-mall', 'redeem', { rewardId: 'bowl' }),
    )
    const mine = () => diner.must('points-mall', 'redemption', { redemptionId })
    expect(await mine()).toMatchObject({
      brand: { name: '回味面馆', pointsName: '积分' },
      redemption: { status: 'issued', code, served: null, storeNames: ['滨江店'] },
    })
    const { fulfilledAt } = await cashier.must('counter', 'fulfil', { storeId: 'riverside', code })
    expect((await mine()).redemption).toMatchObject({
      status: 'fulfilled',
      code: null,
      served: { at: NOON, storeName: '滨江店' },
    })
    await cashier.must('counter', 'undo', { storeId: 'riverside', redemptionId, fulfilledAt })
    expect((await mine()).redemption).toMatchObject({ status: 'issued', code, served: null })
  })

  it('has no code once it has expired', async () => {
    const { redemptionId } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'tea' }))
    restaurant.cloud.clock.advance(30 * DAY)
    const { redemption } = await diner.must('points-mall', 'redemption', { redemptionId })
    expect(redemption).toMatchObject({ status: 'issued', code: null, served: null })
  })

  it('of somebody else does not exist', async () => {
    const { redemptionId } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'tea' }))
    const other = await restaurant.member('other')
    expect(await other.once('points-mall', 'redemption', { redemptionId })).toMatchObject({
      reason: 'no-such-redemption',
    })
  })
})
