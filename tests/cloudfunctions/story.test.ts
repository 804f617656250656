import { NOON, openRestaurant, type Restaurant } from '../support/restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'

const MINUTE = 60_000
let restaurant: Restaurant
beforeEach(async () => {
  restaurant = await openRestaurant()
})
afterEach(() => restaurant.close())

it('a bill becomes points, points become a dish', async () => {
  const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  const diner = await restaurant.member('diner', { name: '王小明' })

  const { code } = await diner.must('member', 'showCode', {})
  const identified = await cashier.must('counter', 'identify', { storeId: 'riverside', shown: { code } })
  expect(identified).toMatchObject({ member: { maskedName: '王**' }, balance: 50 })

  const settled = await cashier.must('counter', 'settle', {
    storeId: 'riverside',
    ticket: identified.ticket,
    amountFen: 5600,
    orderNo: 'A17',
  })
  expect(settled).toEqual({
    billId: 'bill:riverside:A17',
    settledAt: NOON,
    amountFen: 5600,
    payableFen: 5600,
    tierOffFen: 0,
    raisedTo: null,
    voucher: null,
    member: { maskedName: '王**', memberNumberTail: expect.stringMatching(/^\d{4}$/) },
    pointsEarned: 56,
    breakdown: [{ step: 'base', points: 56, because: { eligibleFen: 5600, points: 1, perFen: 100 } }],
    debtRepaid: 0,
    balance: 106,
    nextReward: { rewardId: 'beef-noodles', name: '牛肉面', pricePoints: 200, shortBy: 94 },
  })

  const { rewards } = await diner.must('points-mall', 'list', {})
  expect(rewards.map(({ rewardId, shortBy }) => [rewardId, shortBy])).toEqual([
    ['plum-juice', 0],
    ['beef-noodles', 94],
  ])
  const redeemed = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
  expect(redeemed).toMatchObject({
    rewardName: '酸梅汤',
    balance: 56,
    expiresAt: NOON + 30 * 24 * 60 * MINUTE,
  })

  const served = await cashier.must('counter', 'fulfil', { storeId: 'riverside', code: redeemed.code })
  expect(served).toMatchObject({ rewardName: '酸梅汤', undoUntil: NOON + 5 * MINUTE })
  const { redemptionId, fulfilledAt } = served
  await cashier.must('counter', 'undo', { storeId: 'riverside', redemptionId, fulfilledAt })
  await cashier.must('counter', 'fulfil', { storeId: 'riverside', code: redeemed.code })

  const voided = await cashier.must('counter', 'void', {
    storeId: 'riverside',
    billId: settled.billId,
    reason: 'wrong-amount',
  })
  expect(voided).toMatchObject({ amountFen: 5600, pointsTakenBack: 56, owed: 0, balance: 0 })

  const { lines } = await diner.must('points', 'history', {})
  expect(
    lines.map(({ seq, verb, points, balanceAfter, about }) => [seq, verb, points, balanceAfter, about.type]),
  ).toEqual([
    [4, 'reverse', -56, 0, 'voided-bill'],
    [3, 'redeem', -50, 56, 'redemption'],
    [2, 'earn', 56, 106, 'bill'],
    [1, 'earn', 50, 50, 'joining'],
  ])
  expect(restaurant.faults()).toEqual([])
})
