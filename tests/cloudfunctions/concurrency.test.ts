import { randomUUID } from 'node:crypto'
import { aProgramme, limitedReward } from '../support/programmes'
import { openRestaurant, type Phone, type Restaurant } from '../support/restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'

const MANY = 200
const riverside = { storeId: 'riverside' }
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
const counted = (replies: { ok: boolean; reason?: string }[]): Record<string, number> => {
  const tally: Record<string, number> = {}
  for (const { ok, reason } of replies) {
    const outcome = ok ? 'ok' : (reason ?? '?')
    tally[outcome] = (tally[outcome] ?? 0) + 1
  }
  return tally
}

const programme = aProgramme({
  rewards: [
    { id: 'bowl', name: '碗', kind: 'item', pricePoints: 100, costFen: 900, faceValueFen: 2800 },
    limitedReward({ id: 'flash' }),
    limitedReward({ id: 'one-each', pricePoints: 10, memberLimit: { count: 1, per: 'ever' } }),
  ],
})

let restaurant: Restaurant
let cashier: Phone
beforeEach(async () => {
  restaurant = await openRestaurant({ programme })
  cashier = restaurant.staff('cashier', 'cashier', ['riverside', 'station'])
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

const requests = (): number =>
  restaurant.cloud.calls.all.reduce((sum, { databaseRequests }) => sum + databaseRequests, 0)

describe('many at once', () => {
  it('200 parallel redemptions of 100 points from 1,000: exactly 10 succeed', async () => {
    const diner = await restaurant.member('diner')
    await restaurant.earn(diner, cashier, 950)
    const replies = await Promise.all(
      times(MANY, () => diner.call('points-mall', 'redeem', { rewardId: 'bowl' })),
    )
    expect(counted(replies)).toEqual({ ok: 10, 'not-enough-points': 190 })
    expect(restaurant.accountOf('diner').points).toMatchObject({ balance: 0, lots: [] })
    expect(restaurant.cloud.documents('redemptions')).toHaveLength(10)
  })

  it('200 parallel identical redemptions write once and all end with the same reply', async () => {
    const diner = await restaurant.member('diner')
    await restaurant.earn(diner, cashier, 950)
    restaurant.cloud.calls.clear()
    const requestId = randomUUID()
    const replies = await Promise.all(
      times(MANY, () => diner.call('points-mall', 'redeem', { rewardId: 'flash' }, requestId)),
    )
    expect(counted(replies)).toEqual({ ok: MANY })
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(restaurant.accountOf('diner').points.balance).toBe(960)
    // Looking the entry up after each lost race is what keeps this from tens of thousands.
    expect(requests()).toBeLessThan(MANY * 25)

    restaurant.cloud.clock.advance(120_000)
    await restaurant.tick('settle-stock-claims')
    expect(restaurant.cloud.documents('reward_stocks').find(({ _id }) => _id === 'flash')).toMatchObject({
      left: 9,
      claims: {},
    })
  })

  it('200 parallel identical bills are settled once and all end with the same reply', async () => {
    const diner = await restaurant.member('diner')
    const ticket = await restaurant.ticketOf(diner, cashier)
    const requestId = randomUUID()
    const replies = await Promise.all(
      times(MANY, () =>
        cashier.call('counter', 'settle', { ...riverside, ticket, amountFen: 5600 }, requestId),
      ),
    )
    expect(counted(replies)).toEqual({ ok: MANY })
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(restaurant.accountOf('diner').points.balance).toBe(106)
  })

  it('stock 10 and 200 members: exactly 10, and the sweeper finds nothing to give back', async () => {
    const diners = await Promise.all(times(MANY, (i) => restaurant.member(`diner-${i}`)))
    restaurant.cloud.calls.clear()
    const replies = await Promise.all(
      diners.map((diner) => diner.call('points-mall', 'redeem', { rewardId: 'flash' })),
    )
    expect(counted(replies)).toEqual({ ok: 10, 'sold-out': 190 })
    restaurant.cloud.clock.advance(120_000)
    expect(await restaurant.tick('settle-stock-claims')).toMatchObject({
      counts: { dropped: 10, givenBack: 0 },
    })
    expect(restaurant.cloud.documents('reward_stocks').find(({ _id }) => _id === 'flash')).toMatchObject({
      left: 0,
      claims: {},
    })
  })

  it('a unit that a refused redemption took is back at once, for the next member', async () => {
    restaurant.stock('one-each', 2)
    const greedy = await restaurant.member('greedy')
    const replies = await Promise.all(
      times(20, () => greedy.call('points-mall', 'redeem', { rewardId: 'one-each' })),
    )
    expect(counted(replies).ok).toBe(1)
    expect(restaurant.cloud.documents('reward_stocks').find(({ _id }) => _id === 'one-each')).toMatchObject({
      left: 1,
    })
    const next = await restaurant.member('next')
    await next.must('points-mall', 'redeem', { rewardId: 'one-each' })
  })

  it('a member limit of one holds against 20 parallel redemptions', async () => {
    const diner = await restaurant.member('diner')
    const replies = await Promise.all(
      times(20, () => diner.call('points-mall', 'redeem', { rewardId: 'one-each' })),
    )
    expect(counted(replies).ok).toBe(1)
    expect(restaurant.accountOf('diner').points.balance).toBe(40)
  })

  it('50 parallel joinings of one person make one member and one gift', async () => {
    const replies = await Promise.all(
      times(50, () => restaurant.phone('eager').call('member', 'join', { agreedPrivacyVersion: '1' })),
    )
    expect(counted(replies)).toEqual({ ok: 1, 'already-a-member': 49 })
    expect(restaurant.cloud.documents('accounts')).toHaveLength(1)
    expect(restaurant.accountOf('eager').points.balance).toBe(50)
  })

  it('20 people with one phone number joining at once get one gift between them', async () => {
    const replies = await Promise.all(
      times(20, async (i) => {
        restaurant.cloud.wechat.phoneCodes.set(`code-${i}`, '13800001278')
        const join = { agreedPrivacyVersion: '1', phoneCode: `code-${i}` }
        return restaurant.phone(`family-${i}`).must('member', 'join', join)
      }),
    )
    expect(replies.filter(({ giftPoints }) => giftPoints === 50)).toHaveLength(1)
    expect(replies.filter(({ phone }) => phone === 'bound')).toHaveLength(1)
  })

  it('two tills serving one code at once: one serves, the other is told when and where', async () => {
    const other = restaurant.staff('other', 'cashier', ['station'])
    const diner = await restaurant.member('diner')
    const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'flash' }))
    const replies = await Promise.all([
      ...times(10, () => cashier.call('counter', 'fulfil', { ...riverside, code })),
      ...times(10, () => other.call('counter', 'fulfil', { storeId: 'station', code })),
    ])
    expect(counted(replies)).toEqual({ ok: 1, 'already-served': 19 })
  })

  it('one member code scanned by ten tills at once is taken once', async () => {
    const diner = await restaurant.member('diner')
    const { code } = await diner.must('member', 'showCode', {})
    const replies = await Promise.all(
      times(10, () => cashier.call('counter', 'identify', { ...riverside, shown: { code } })),
    )
    expect(counted(replies)).toEqual({ ok: 1, 'code-used': 9 })
  })

  it('100 parallel guesses of the keyed digits see five of them looked at', async () => {
    const diner = await restaurant.member('diner')
    const { memberNumber, digits } = await diner.must('member', 'showCode', {})
    const wrong = (i: number): string => String((Number(digits) + 1 + i) % 1_000_000).padStart(6, '0')
    const replies = await Promise.all(
      times(100, (i) =>
        cashier.call('counter', 'identify', { ...riverside, shown: { memberNumber, digits: wrong(i) } }),
      ),
    )
    expect(counted(replies)).toEqual({ 'wrong-keyed-code': 5, 'keyed-code-locked': 95 })
  })

  it('a bill voided twenty times at once gives its points back once', async () => {
    const diner = await restaurant.member('diner')
    const { billId } = await restaurant.earn(diner, cashier, 56)
    const replies = await Promise.all(
      times(20, () => cashier.call('counter', 'void', { ...riverside, billId, reason: 'wrong-amount' })),
    )
    expect(counted(replies)).toEqual({ ok: 1, 'already-voided': 19 })
    expect(restaurant.accountOf('diner').points.balance).toBe(50)
  })

  it.each([3, 4, 5, 6])(
    'a race lost at request %i of a bill is run again by the function itself',
    async (request) => {
      const diner = await restaurant.member('diner')
      const ticket = await restaurant.ticketOf(diner, cashier)
      restaurant.cloud.faults.arm({ functionName: 'counter', operation: 'settle', request, kind: 'conflict' })
      expect(
        await cashier.once('counter', 'settle', { ...riverside, ticket, amountFen: 5600 }),
      ).toMatchObject({
        ok: true,
        value: { balance: 106 },
      })
      expect(restaurant.cloud.faults.fired).toBe(true)
    },
  )

  it('a member without points cannot hoard limited stock, however often each request is sent', async () => {
    const poor = await restaurant.member('poor')
    await poor.must('points-mall', 'redeem', { rewardId: 'flash' })
    restaurant.stock('flash', 10)
    await Promise.all(
      times(24, (i) =>
        poor.call('points-mall', 'redeem', { rewardId: 'flash' }, `request-${Math.floor(i / 2)}`),
      ),
    )
    expect(restaurant.cloud.documents('reward_stocks').find(({ _id }) => _id === 'flash')).toMatchObject({
      left: 10,
      claims: {},
    })
  })

  it('a call that outlived every function does not pay with a unit that was given to somebody else', async () => {
    restaurant.stock('flash', 1)
    const [slow, quick] = [await restaurant.member('slow'), await restaurant.member('quick')]
    let sweeping: Promise<unknown> = Promise.resolve()
    restaurant.cloud.faults.onEveryRequest(({ action, operation }) => {
      if (operation !== 'redeem' || action !== 'database.startTransaction') return
      restaurant.cloud.faults.onEveryRequest(null)
      restaurant.cloud.clock.advance(100_000)
      sweeping = restaurant
        .tick('settle-stock-claims')
        .then(() => quick.must('points-mall', 'redeem', { rewardId: 'flash' }))
    })
    const late = await slow.once('points-mall', 'redeem', { rewardId: 'flash' })
    await sweeping
    expect(late).toMatchObject({ ok: false, reason: 'busy' })
    expect(restaurant.cloud.documents('redemptions')).toHaveLength(1)
  })

  it('the same amount keyed at two tills at once asks at one of them, whichever was first', async () => {
    const diner = await restaurant.member('diner')
    const tickets = [await restaurant.ticketOf(diner, cashier), await restaurant.ticketOf(diner, cashier)]
    const replies = await Promise.all(
      tickets.map((ticket, i) =>
        cashier.call('counter', 'settle', { ...riverside, ticket, amountFen: 5600, orderNo: `A${i}` }),
      ),
    )
    expect(counted(replies)).toEqual({ ok: 1, 'looks-like-the-same-bill': 1 })
  })

  it('50 guesses of the keyed digits under one request id are 50 guesses', async () => {
    const diner = await restaurant.member('diner')
    const { memberNumber, digits } = await diner.must('member', 'showCode', {})
    const how = { requestId: randomUUID() }
    const outcomes: { ok: boolean; reason?: string }[] = []
    for (let i = 1; i <= 50; i++) {
      const wrong = String((Number(digits) + i) % 1_000_000).padStart(6, '0')
      const shown = { memberNumber, digits: wrong }
      outcomes.push(await cashier.once('counter', 'identify', { ...riverside, shown }, how))
    }
    expect(counted(outcomes)).toEqual({ 'wrong-keyed-code': 5, 'keyed-code-locked': 45 })
  })
})
