import { aProgramme } from '../support/programmes'
import { openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
let restaurant: Restaurant
let cashier: Phone
let diner: Phone
beforeEach(async () => {
  restaurant = await openRestaurant()
  cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  diner = await restaurant.member('diner')
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

describe('the history', () => {
  it('pages through every entry once, newest first, each with its reason', async () => {
    for (let bill = 1; bill <= 6; bill++) await restaurant.earn(diner, cashier, bill)
    const seen: number[] = []
    for (let beforeSeq: number | undefined; ;) {
      const page = await diner.must('points', 'history', { limit: 3, ...(beforeSeq ? { beforeSeq } : {}) })
      seen.push(...page.lines.map(({ seq }) => seq))
      if (page.nextBeforeSeq === null) break
      beforeSeq = page.nextBeforeSeq
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  it("shows the member's own entries only, and nothing of the inside", async () => {
    const other = await restaurant.member('other')
    await restaurant.earn(other, cashier, 99)
    await restaurant.earn(diner, cashier, 7)
    const { lines } = await diner.must('points', 'history', {})
    expect(lines.map(({ points }) => points)).toEqual([7, 50])
    expect(Object.keys(lines[0] ?? {}).sort()).toEqual([
      'about',
      'at',
      'balanceAfter',
      'breakdown',
      'debt',
      'expiresOn',
      'newTier',
      'points',
      'seq',
      'verb',
      'vouchers',
    ])
  })

  it('says until when the points of a line are good', async () => {
    const { lines } = await diner.must('points', 'history', {})
    expect(lines[0]).toMatchObject({ points: 50, expiresOn: '2025-09-01' })
  })
})

describe('the summary', () => {
  it('carries the brand and the first page of the history', async () => {
    await restaurant.earn(diner, cashier, 10)
    const { brand, newest, nextBeforeSeq } = await diner.must('points', 'summary', {})
    expect(brand).toEqual({ name: '回味面馆', pointsName: '积分' })
    expect(newest.map(({ points }) => points)).toEqual([10, 50])
    expect(nextBeforeSeq).toBeNull()
    for (let bill = 1; bill <= 20; bill++) await restaurant.earn(diner, cashier, bill)
    const longer = await diner.must('points', 'summary', {})
    expect(longer.newest).toHaveLength(20)
    expect(longer.nextBeforeSeq).toBe(3)
  })

  it('names every day on which points end, and what can be spent today', async () => {
    await restaurant.earn(diner, cashier, 10)
    restaurant.cloud.clock.advance(30 * DAY)
    await restaurant.earn(diner, cashier, 20)
    expect(await diner.must('points', 'summary', {})).toMatchObject({
      spendable: 80,
      balance: 80,
      debt: 0,
      growth: 30,
      seq: 3,
      expiring: [
        { lastGoodDay: '2025-09-01', points: 60 },
        { lastGoodDay: '2025-09-30', points: 20 },
      ],
      nextReward: { rewardId: 'beef-noodles', shortBy: 120 },
    })
  })

  it('does not count points that have ended, even before they are cleared, and they cannot be redeemed', async () => {
    restaurant.cloud.clock.moveTo(Date.parse('2025-09-02T05:00:00+08:00'))
    expect(await diner.must('points', 'summary', {})).toMatchObject({
      spendable: 0,
      balance: 50,
      expiring: [],
    })
    expect(await diner.once('points-mall', 'redeem', { rewardId: 'plum-juice' })).toMatchObject({
      reason: 'not-enough-points',
      details: { spendable: 0, needed: 50 },
    })
  })

  it('still counts them on their last business day, which ends at the cut-over hour', async () => {
    restaurant.cloud.clock.moveTo(Date.parse('2025-09-02T03:59:00+08:00'))
    expect(await diner.must('points', 'summary', {})).toMatchObject({ spendable: 50 })
  })
})

describe('the news', () => {
  it('are what came after the entry the phone knows, newest first, with the distance to the next reward', async () => {
    const nothing = await diner.must('points', 'news', { afterSeq: 1 })
    expect(nothing).toEqual({
      seq: 1,
      spendable: 50,
      lines: [],
      nextReward: expect.objectContaining({ shortBy: 150 }),
    })
    await restaurant.earn(diner, cashier, 8)
    await restaurant.earn(diner, cashier, 9)
    const news = await diner.must('points', 'news', { afterSeq: 1 })
    expect(news).toMatchObject({ seq: 3, spendable: 67, nextReward: { shortBy: 133 } })
    expect(news.lines.map(({ points }) => points)).toEqual([9, 8])
    expect(news.lines[0]).toMatchObject({ about: { type: 'bill', storeName: '滨江店', amountFen: 900 } })
  })

  it('are at most the ten newest, and none for a phone that claims to know more than there is', async () => {
    for (let bill = 1; bill <= 12; bill++) await restaurant.earn(diner, cashier, bill)
    const { lines } = await diner.must('points', 'news', { afterSeq: 0 })
    expect(lines.map(({ seq }) => seq)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4])
    expect((await diner.must('points', 'news', { afterSeq: 99 })).lines).toEqual([])
  })
})

it('news that is written while the phone asks is for its next question, and takes no other’s place', async () => {
  await restaurant.earn(diner, cashier, 8)
  const { cloud } = restaurant
  const [latest] = cloud.documents('ledger_entries').filter(({ seq }) => seq === 2)
  cloud.faults.onEveryRequest(({ collection }) => {
    if (collection !== 'ledger_entries') return
    cloud.faults.onEveryRequest(null)
    cloud.put('ledger_entries', { ...(latest as { _id: string }), _id: 'bill:meanwhile', seq: 3 })
  })
  const news = await diner.must('points', 'news', { afterSeq: 1 })
  expect({ seq: news.seq, lines: news.lines.map(({ seq }) => seq) }).toEqual({ seq: 2, lines: [2] })
  // The account was not told of it: no other test may look at this ledger.
  expect(restaurant.faults()).not.toEqual([])
  await restaurant.close()
  restaurant = await openRestaurant()
})

describe('the programme', () => {
  it('is at most fifteen seconds old', async () => {
    await diner.must('points', 'summary', {})
    const stored = restaurant.cloud.documents('programmes').find(({ _id }) => _id === 'current')
    const programme = aProgramme({ rewards: [] })
    restaurant.cloud.put('programmes', { ...stored, _id: 'current', version: 2, programme } as never)
    restaurant.cloud.clock.advance(14_999)
    expect((await diner.must('points', 'summary', {})).nextReward).not.toBeNull()
    restaurant.cloud.clock.advance(1)
    expect((await diner.must('points', 'summary', {})).nextReward).toBeNull()
  })
})
