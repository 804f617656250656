import { aProgramme, limitedReward } from '../support/programmes'
import { openRestaurant, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
const riverside = { storeId: 'riverside' }
let restaurant: Restaurant
beforeEach(async () => {
  restaurant = await openRestaurant()
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  expect(restaurant.cloud.fullScans.queries).toEqual([])
  await restaurant.close()
})

it.each(['settle-stock-claims', 'forget-old-codes'])('%s turns away everyone but the timer', async (job) => {
  expect(await restaurant.cloud.invoke(job, {}, { openid: 'diner' })).toEqual({
    ok: false,
    reason: 'timers-only',
  })
  expect(await restaurant.cloud.invoke(job, { Type: 'Timer' }, { openid: 'diner' })).toMatchObject({
    ok: false,
  })
  expect(restaurant.cloud.calls.last().databaseRequests).toBe(0)
})

it('codes used, tries counted and phone codes are forgotten after a day, in three requests', async () => {
  const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  restaurant.cloud.wechat.phoneCodes.set('phone-code', '13800001278')
  const diner = await restaurant.member('diner', { phoneCode: 'phone-code' })
  await restaurant.ticketOf(diner, cashier)
  const { memberNumber, digits } = await diner.must('member', 'showCode', {})
  await cashier.must('counter', 'identify', { ...riverside, shown: { memberNumber, digits } })

  restaurant.cloud.clock.advance(DAY)
  expect(await restaurant.tick('forget-old-codes')).toEqual({ uses: 0, tries: 0, phones: 0 })
  restaurant.cloud.clock.advance(1)
  expect(await restaurant.tick('forget-old-codes')).toEqual({ uses: 2, tries: 1, phones: 1 })
  expect(restaurant.cloud.calls.last().databaseRequests).toBe(3)
})

describe('the claims on limited stock', () => {
  const programme = aProgramme({
    rewards: [limitedReward({ id: 'bowl', pricePoints: 20 })],
  })
  const stock = () => restaurant.cloud.documents('reward_stocks').find(({ _id }) => _id === 'bowl')

  it('of a redemption that died are given back, of one that was paid dropped, of one in flight left alone', async () => {
    restaurant.publish(programme)
    restaurant.stock('bowl', 10)
    const paid = await restaurant.member('paid')
    await paid.must('points-mall', 'redeem', { rewardId: 'bowl' })
    const dead = await restaurant.member('dead')
    await dead.must('points-mall', 'list', {})
    restaurant.cloud.faults.arm({ functionName: 'points-mall', request: 3, kind: 'killed' })
    await expect(dead.once('points-mall', 'redeem', { rewardId: 'bowl' })).rejects.toThrow()
    expect(stock()).toMatchObject({ left: 8 })

    expect(await restaurant.tick('settle-stock-claims')).toEqual({ dropped: 0, givenBack: 0, failed: 0 })
    restaurant.cloud.clock.advance(91_000)
    expect(await restaurant.tick('settle-stock-claims')).toEqual({ dropped: 1, givenBack: 1, failed: 0 })
    expect(stock()).toMatchObject({ left: 9, claims: {} })
    expect(await restaurant.tick('settle-stock-claims')).toEqual({ dropped: 0, givenBack: 0, failed: 0 })
  })

  it('of 150 rewards are all visited, page by page', async () => {
    const claim = { id: 'u1', at: restaurant.cloud.clock.now(), cause: 'redeem:nobody:request-1', holders: 1 }
    for (let i = 0; i < 150; i++) {
      const _id = `reward-${String(i).padStart(3, '0')}`
      restaurant.cloud.put('reward_stocks', { _id, left: 0, claims: { 'm1-request-1': claim } })
    }
    restaurant.cloud.clock.advance(91_000)
    expect(await restaurant.tick('settle-stock-claims')).toEqual({ dropped: 0, givenBack: 150, failed: 0 })
  })

  it('of a damaged stock are logged and counted, and stop nobody else', async () => {
    restaurant.cloud.put('reward_stocks', { _id: 'a-damaged', left: 1, claims: { 'm1-request-1': null } })
    const claim = { id: 'u1', at: restaurant.cloud.clock.now(), cause: 'redeem:nobody:request-1', holders: 1 }
    restaurant.cloud.put('reward_stocks', { _id: 'b-whole', left: 1, claims: { 'm1-request-1': claim } })
    restaurant.cloud.clock.advance(91_000)
    expect(await restaurant.tick('settle-stock-claims')).toEqual({ dropped: 0, givenBack: 1, failed: 1 })
  })
})
