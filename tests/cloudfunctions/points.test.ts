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
    expect(Object.keys(lines[0] ?? {}).sort()).toEqual(
      ['about', 'at', 'balanceAfter', 'breakdown', 'debt', 'expiresOn', 'points', 'seq', 'verb'].sort(),
    )
  })

  it('says until when the points of a line are good', async () => {
    const { lines } = await diner.must('points', 'history', {})
    expect(lines[0]).toMatchObject({ points: 50, expiresOn: '2025-09-01' })
  })
})

describe('the summary', () => {
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
