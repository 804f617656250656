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
  await restaurant.close()
})

describe.each(['settle-stock-claims', 'forget-old-codes', 'forget-old-photos'])('%s', (job) => {
  it('cannot be called from a phone', async () => {
    const call = restaurant.cloud.invoke(job, { Type: 'Timer' }, { openid: 'diner' })
    await expect(call).rejects.toMatchObject({ code: 'PERMISSION_DENIED' })
  })

  it('turns away a function that passes a phone’s call on: the platform’s rule does not hold there', async () => {
    for (const source of ['wx_client,scf', 'wx_trigger,scf', 'wx_trigger']) {
      const caller = { openid: 'diner', source }
      expect(await restaurant.cloud.invoke(job, { Type: 'Timer' }, caller)).toEqual({
        outcome: 'timers-only',
      })
      expect(restaurant.cloud.calls.last().databaseRequests).toBe(0)
    }
  })

  it('delivered twice at once does its work once', async () => {
    restaurant.cloud.timers.disturb(job, 'twice')
    const [first, second] = await restaurant.cloud.timers
      .travelTo(restaurant.cloud.timers.all().find(({ functionName }) => functionName === job)?.nextAt ?? 0)
      .then((delivered) => delivered.filter(({ functionName }) => functionName === job))
    expect([first, second].map((delivery) => delivery?.result)).toEqual(
      expect.arrayContaining([
        { reply: expect.objectContaining({ outcome: 'finished' }) },
        { reply: expect.objectContaining({ outcome: 'another-at-work' }) },
      ]),
    )
  })

  it('costs three requests and its pages when due, one when it is done', async () => {
    const pages = job === 'forget-old-codes' ? 3 : 1
    await restaurant.tick(job)
    // Two to take the work, and one after each page.
    expect(restaurant.cloud.calls.last().databaseRequests).toBe(2 + 2 * pages)
    expect(await restaurant.tick(job)).toMatchObject({ outcome: 'done-already' })
    expect(restaurant.cloud.calls.last().databaseRequests).toBe(1)
  })
})

it('codes used, tries counted and phone codes are forgotten after a day', async () => {
  const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  restaurant.cloud.wechat.phoneCodes.set('phone-code', '13800001278')
  const diner = await restaurant.member('diner', { phoneCode: 'phone-code' })
  await restaurant.ticketOf(diner, cashier)
  const { memberNumber, digits } = await diner.must('member', 'showCode', {})
  await cashier.must('counter', 'identify', { ...riverside, shown: { memberNumber, digits } })

  restaurant.cloud.clock.advance(DAY)
  expect(await restaurant.tick('forget-old-codes')).toMatchObject({
    counts: { used_codes: 0, keyed_code_tries: 0, phone_codes: 0 },
  })
  restaurant.cloud.clock.advance(DAY)
  expect(await restaurant.tick('forget-old-codes')).toMatchObject({
    outcome: 'finished',
    counts: { used_codes: 2, keyed_code_tries: 1, phone_codes: 1 },
  })
})

describe('the claims on limited stock', () => {
  const programme = aProgramme({
    rewards: [limitedReward({ id: 'bowl', pricePoints: 20 })],
  })
  const sweep = async () =>
    ((await restaurant.tick('settle-stock-claims')) as { counts: Record<string, number> }).counts
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

    expect(await sweep()).toEqual({ dropped: 0, givenBack: 0, failed: 0 })
    restaurant.cloud.clock.advance(91_000)
    expect(await sweep()).toEqual({ dropped: 1, givenBack: 1, failed: 0 })
    expect(stock()).toMatchObject({ left: 9, claims: {} })
    restaurant.cloud.clock.advance(1)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 0, failed: 0 })
  })

  it('of 150 rewards are all visited, page by page', async () => {
    const claim = { id: 'u1', at: restaurant.cloud.clock.now(), cause: 'redeem:nobody:request-1', holders: 1 }
    for (let i = 0; i < 150; i++) {
      const _id = `reward-${String(i).padStart(3, '0')}`
      restaurant.cloud.put('reward_stocks', { _id, left: 0, claims: { 'm1-request-1': claim } })
    }
    restaurant.cloud.clock.advance(91_000)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 150, failed: 0 })
  })

  it('of a damaged stock are logged and counted, and stop nobody else', async () => {
    restaurant.cloud.put('reward_stocks', { _id: 'a-damaged', left: 1, claims: { 'm1-request-1': null } })
    const claim = { id: 'u1', at: restaurant.cloud.clock.now(), cause: 'redeem:nobody:request-1', holders: 1 }
    restaurant.cloud.put('reward_stocks', { _id: 'b-whole', left: 1, claims: { 'm1-request-1': claim } })
    restaurant.cloud.clock.advance(91_000)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 1, failed: 1 })
    const damage = expect.stringContaining('stock a-damaged is none') as string
    expect(restaurant.faults()).toEqual([damage])
    restaurant.cloud.put('reward_stocks', { _id: 'a-damaged', left: 1, claims: {} })
  })
})
