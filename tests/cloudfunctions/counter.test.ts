import { randomUUID } from 'node:crypto'
import { aProgramme } from '../support/programmes'
import { openRestaurant, type Phone, type Restaurant } from '../support/restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const riverside = { storeId: 'riverside' }
const station = { storeId: 'station' }
let restaurant: Restaurant
let cashier: Phone
let manager: Phone
let diner: Phone
beforeEach(async () => {
  restaurant = await openRestaurant()
  cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  manager = restaurant.staff('manager', 'manager', ['riverside', 'station'])
  diner = await restaurant.member('diner')
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

describe('settling', () => {
  it('takes a bill of one fen and of ¥99,999.99', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const settle = (amountFen: number, orderNo: string) =>
      cashier.must('counter', 'settle', { ...riverside, ticket, amountFen, orderNo })
    expect(await settle(1, 'A1')).toMatchObject({ pointsEarned: 0, balance: 50 })
    expect(await settle(9_999_999, 'A2')).toMatchObject({ pointsEarned: 99_999, balance: 100_049 })
  })

  it('the same order number from another till with the same bill is the same bill', async () => {
    const bill = { ...riverside, amountFen: 5600, orderNo: 'A1' }
    const first = await cashier.must('counter', 'settle', {
      ...bill,
      ticket: await restaurant.ticketOf(diner, cashier),
    })
    const second = await manager.must('counter', 'settle', {
      ...bill,
      ticket: await restaurant.ticketOf(diner, manager),
    })
    expect(second).toEqual(first)
    expect(restaurant.accountOf('diner').points.balance).toBe(106)
  })

  it.each([
    ['another amount', { amountFen: 5700 }],
    ['other dishes', { amountFen: 5600, items: [{ name: '面', quantity: 2, amountFen: 5600 }] }],
  ])('the same order number with %s is refused', async (_name, changes) => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const bill = { ...riverside, ticket, amountFen: 5600, orderNo: 'A1' }
    await cashier.must('counter', 'settle', bill)
    expect(await cashier.once('counter', 'settle', { ...bill, ...changes })).toMatchObject({
      reason: 'different-request',
    })
  })

  it("the same order number on another member's account is refused", async () => {
    const other = await restaurant.member('other')
    const bill = { ...riverside, amountFen: 5600, orderNo: 'A1' }
    await cashier.must('counter', 'settle', { ...bill, ticket: await restaurant.ticketOf(diner, cashier) })
    const ticket = await restaurant.ticketOf(other, cashier)
    expect(await cashier.once('counter', 'settle', { ...bill, ticket })).toMatchObject({
      reason: 'different-request',
    })
  })

  it.each([100, 5600])(
    'without an order number, a ticket is good for one bill, whatever the next: %i',
    async (fen) => {
      const ticket = await restaurant.ticketOf(diner, cashier)
      const how = { requestId: randomUUID() }
      const first = await cashier.once('counter', 'settle', { ...riverside, ticket, amountFen: 5600 }, how)
      restaurant.cloud.clock.advance(20 * MINUTE)
      const next = { ...riverside, ticket, amountFen: fen, confirmedSameAmount: true }
      expect(await cashier.once('counter', 'settle', next)).toEqual({
        ok: false,
        reason: 'ticket-already-settled',
        details: {
          billId: expect.stringMatching(/^bill:riverside:ticket:/),
          amountFen: 5600,
          payableFen: 5600,
          pointsEarned: 56,
          settledAt: restaurant.cloud.clock.now() - 20 * MINUTE,
        },
      })
      expect(await cashier.once('counter', 'settle', { ...riverside, ticket, amountFen: 5600 }, how)).toEqual(
        first,
      )
    },
  )

  it('one scan opens one store: the same request for another store is another one', async () => {
    const { code } = await diner.must('member', 'showCode', {})
    const how = { requestId: randomUUID() }
    expect(await manager.once('counter', 'identify', { ...riverside, shown: { code } }, how)).toMatchObject({
      ok: true,
    })
    expect(await manager.once('counter', 'identify', { ...station, shown: { code } }, how)).toMatchObject({
      reason: 'code-used',
    })
  })

  it("one cashier's scan is not another's, even under the same request id", async () => {
    const { code } = await diner.must('member', 'showCode', {})
    const how = { requestId: randomUUID() }
    await cashier.once('counter', 'identify', { ...riverside, shown: { code } }, how)
    expect(await manager.once('counter', 'identify', { ...riverside, shown: { code } }, how)).toMatchObject({
      reason: 'code-used',
    })
  })

  it('a ticket ends after half an hour, but what it settled is still answered', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const bill = { ...riverside, ticket, amountFen: 5600 }
    const how = { requestId: randomUUID() }
    const first = await cashier.once('counter', 'settle', bill, how)
    restaurant.cloud.clock.advance(30 * MINUTE)
    expect(await cashier.once('counter', 'settle', bill, how)).toEqual(first)
    expect(await cashier.once('counter', 'settle', { ...bill, orderNo: 'A2' })).toMatchObject({
      reason: 'ticket-expired',
    })
  })

  it('a ticket of another store is refused', async () => {
    const ticket = await restaurant.ticketOf(diner, manager, 'station')
    expect(await manager.once('counter', 'settle', { ...riverside, ticket, amountFen: 5600 })).toMatchObject({
      reason: 'ticket-of-another-store',
    })
  })

  it('keeps the bill as it was: dishes, tenders, operator; what was paid with points earns none', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const items = [{ name: '牛肉面', quantity: 2, amountFen: 5600 }]
    const tenders = [
      { kind: 'points' as const, amountFen: 600 },
      { kind: 'wechat-pay' as const, amountFen: 5000 },
    ]
    const bill = { ...riverside, ticket, amountFen: 5600, orderNo: 'A1', items, tenders }
    expect(await cashier.must('counter', 'settle', bill)).toMatchObject({ pointsEarned: 50 })
    const entry = restaurant.cloud.documents('ledger_entries').find(({ _id }) => _id === 'bill:riverside:A1')
    expect(entry).toMatchObject({
      operator: { staffId: 's-cashier', storeId: 'riverside' },
      subject: { type: 'bill', bill: { amountFen: 5600, items, tenders, orderNo: 'A1' } },
    })
  })
})

describe('voiding', () => {
  const settle = (orderNo: string, amountFen = 560_000) =>
    restaurant
      .ticketOf(diner, cashier)
      .then((ticket) => cashier.must('counter', 'settle', { ...riverside, ticket, amountFen, orderNo }))
  const voided = (by: Phone, billId: string, how?: { requestId: string; attempt?: number }) =>
    by.once('counter', 'void', { ...riverside, billId, reason: 'wrong-amount' }, how)

  const correct = (orderNo: string, replaces: string, amountFen: number) =>
    restaurant
      .ticketOf(diner, cashier)
      .then((ticket) =>
        cashier.once('counter', 'settle', { ...riverside, ticket, amountFen, orderNo, replaces }),
      )

  it('¥5,600 keyed for ¥56: voided, and corrected under the same order number', async () => {
    const wrong = await settle('A1')
    expect(await voided(cashier, wrong.billId)).toMatchObject({
      ok: true,
      value: { pointsTakenBack: 5600, balance: 50 },
    })
    const right = await correct('A1', wrong.billId, 5600)
    expect(right).toMatchObject({
      ok: true,
      value: { billId: 'bill:riverside:A1:r2', pointsEarned: 56, balance: 106 },
    })
    expect(await voided(cashier, 'bill:riverside:A1:r2')).toMatchObject({ ok: true })
    expect(await correct('A1', 'bill:riverside:A1:r2', 5700)).toMatchObject({
      value: { billId: 'bill:riverside:A1:r3' },
    })
  })

  it('only a voided bill of the same order number can be replaced, and once', async () => {
    const { billId } = await settle('A1')
    expect(await correct('A1', billId, 5600)).toMatchObject({ reason: 'nothing-to-replace' })
    await voided(cashier, billId)
    expect(await correct('A2', billId, 5600)).toMatchObject({ reason: 'nothing-to-replace' })
    expect(await correct('A1', billId, 5600)).toMatchObject({ ok: true })
    expect(await correct('A1', billId, 5700)).toMatchObject({ reason: 'different-request' })
  })

  it('whoever comes with the voided bill again is told so: it is not booked a second time', async () => {
    const first = await settle('A1')
    const otherTill = { ...riverside, amountFen: 560_000, orderNo: 'A1' }
    const ticket = await restaurant.ticketOf(diner, manager)
    const how = { requestId: randomUUID() }
    expect(await manager.once('counter', 'settle', { ...otherTill, ticket }, how)).toMatchObject({ ok: true })
    await voided(cashier, first.billId)
    for (const attempt of [1, 2]) {
      expect(
        await manager.once('counter', 'settle', { ...otherTill, ticket }, { ...how, attempt }),
      ).toMatchObject({
        reason: 'bill-was-voided',
        details: { billId: first.billId },
      })
    }
    expect(restaurant.accountOf('diner').points.balance).toBe(50)
  })

  it('a duplicate of the very request that settled it, delivered late, hears the old reply', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const bill = { ...riverside, ticket, amountFen: 560_000, orderNo: 'A1' }
    const how = { requestId: randomUUID() }
    const first = await cashier.once('counter', 'settle', bill, how)
    await voided(cashier, 'bill:riverside:A1')
    restaurant.cloud.clock.advance(DAY)
    expect(await cashier.once('counter', 'settle', bill, how)).toEqual(first)
    expect(restaurant.accountOf('diner').points.balance).toBe(50)
  })

  it('a void sent again after the cashier’s day is over hears its reply; a new one is refused', async () => {
    const { billId } = await settle('A1')
    const how = { requestId: randomUUID() }
    const first = await voided(cashier, billId, how)
    restaurant.cloud.clock.advance(2 * DAY)
    expect(await voided(cashier, billId, how)).toEqual(first)
    expect(await voided(cashier, billId)).toMatchObject({ reason: 'void-window-passed' })
  })

  it('a correction gives the cashier no second day', async () => {
    const { billId } = await settle('A1')
    restaurant.cloud.clock.advance(DAY - 60_000)
    expect(await voided(cashier, billId)).toMatchObject({ ok: true })
    const corrected = await correct('A1', billId, 5_600)
    if (!corrected.ok) throw new Error(corrected.reason)
    restaurant.cloud.clock.advance(120_000)
    expect(await voided(cashier, corrected.value.billId)).toMatchObject({ reason: 'void-window-passed' })
    expect(await voided(manager, corrected.value.billId)).toMatchObject({ ok: true })
  })

  it('a second void says it is done; the same request, sent again, hears its reply', async () => {
    const { billId } = await settle('A1')
    const how = { requestId: randomUUID() }
    const first = await voided(cashier, billId, how)
    expect(await voided(cashier, billId, { ...how, attempt: 2 })).toEqual(first)
    expect(await voided(cashier, billId)).toMatchObject({ reason: 'already-voided' })
  })

  it('every entry names what it reverses', async () => {
    const { billId } = await settle('A1')
    await voided(cashier, billId)
    const entry = restaurant.cloud.documents('ledger_entries').find(({ _id }) => _id === `void:${billId}`)
    expect(entry).toMatchObject({ verb: 'reverse', reverses: billId, growth: -5600, points: -5600 })
  })

  it('a cashier may for a day, a manager always, nobody in a store the bill is not from', async () => {
    const { billId } = await settle('A1')
    expect(
      await manager.once('counter', 'void', { ...station, billId, reason: 'wrong-amount' }),
    ).toMatchObject({ reason: 'no-such-bill' })
    restaurant.cloud.clock.advance(DAY + 1)
    expect(await voided(cashier, billId)).toMatchObject({
      reason: 'void-window-passed',
      details: { hours: 24 },
    })
    expect(await voided(manager, billId)).toMatchObject({ ok: true })
  })

  it.each([
    [
      'debt',
      { ok: true, value: { pointsTakenBack: 6, owed: 50, shortfall: 0, balance: 0 } },
      { debt: 50, balance: 0 },
    ],
    [
      'take-what-is-left',
      { ok: true, value: { owed: 0, shortfall: 50, balance: 0 } },
      { debt: 0, balance: 0 },
    ],
    [
      'refuse',
      { ok: false, reason: 'points-already-spent', details: { missing: 50 } },
      { debt: 0, balance: 6 },
    ],
  ] as const)('points already spent, clawback policy %s', async (policy, reply, account) => {
    restaurant.publish(aProgramme({ clawback: { policy }, joining: { giftPoints: 0 } }))
    diner = await restaurant.member('spender')
    const { billId } = await settle('A1', 5600)
    await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    expect(await voided(cashier, billId)).toMatchObject(reply)
    expect(restaurant.accountOf('spender').points).toMatchObject(account)
  })

  it('a debt is paid off by the next bill, and the receipt says so', async () => {
    restaurant.publish(aProgramme({ joining: { giftPoints: 0 } }))
    diner = await restaurant.member('spender')
    const { billId } = await settle('A1', 5600)
    await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    await voided(cashier, billId)
    expect(await settle('A2', 8000)).toMatchObject({ pointsEarned: 80, debtRepaid: 50, balance: 30 })
    const { lines } = await diner.must('points', 'history', {})
    expect(lines[0]).toMatchObject({ points: 30, debt: -50, balanceAfter: 30 })
  })
})

describe('serving', () => {
  const rewards = [
    {
      id: 'riverside-bowl',
      name: '滨江碗',
      kind: 'item' as const,
      pricePoints: 10,
      costFen: 900,
      faceValueFen: 2800,
      storeIds: ['riverside'],
      codeValidDays: 7,
    },
  ]
  let code: string
  beforeEach(async () => {
    restaurant.publish(aProgramme({ rewards }))
    code = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'riverside-bowl' })).code
  })
  const fulfil = (by = cashier, where = riverside, how?: { requestId: string }) =>
    by.once('counter', 'fulfil', { ...where, code }, how)

  it('once, with who, when and where on the record', async () => {
    const at = restaurant.cloud.clock.now()
    expect(await fulfil()).toMatchObject({
      ok: true,
      value: { rewardName: '滨江碗', undoUntil: at + 5 * MINUTE },
    })
    expect(await fulfil()).toEqual({
      ok: false,
      reason: 'already-served',
      details: { servedAt: at, storeName: '滨江店' },
    })
    expect(restaurant.cloud.documents('redemptions')).toMatchObject([
      {
        status: 'fulfilled',
        events: [{ kind: 'fulfilled', staffId: 's-cashier', storeId: 'riverside', at }],
      },
    ])
  })

  it('not in a store that does not serve it', async () => {
    expect(await fulfil(manager, station)).toEqual({
      ok: false,
      reason: 'not-served-here',
      details: { storeNames: ['滨江店'] },
    })
  })

  it('until it ends', async () => {
    restaurant.cloud.clock.advance(7 * DAY - 1)
    expect(await fulfil()).toMatchObject({ ok: true })
  })

  it('not when it has ended', async () => {
    restaurant.cloud.clock.advance(7 * DAY)
    expect(await fulfil()).toMatchObject({ reason: 'redemption-expired' })
    expect((await diner.must('points-mall', 'redemptions', {})).redemptions).toMatchObject([{ code: null }])
  })

  it('not with a code sealed by somebody else, nor with one from another restaurant', async () => {
    expect(
      await cashier.once('counter', 'fulfil', {
        ...riverside,
        code: `${code.slice(0, -4)}${code.endsWith('beef') ? 'cafe' : 'beef'}`,
      }),
    ).toMatchObject({ reason: 'forged-code' })
    expect(
      await cashier.once('counter', 'fulfil', {
        ...riverside,
        code: code.replace('noodle-bar', 'tea-house'),
      }),
    ).toMatchObject({ reason: 'code-of-another-restaurant' })
  })

  it('can be undone for five minutes in the same store, and the code works again', async () => {
    const served = await fulfil()
    if (!served.ok) throw new Error(served.reason)
    const { redemptionId, fulfilledAt } = served.value
    const undo = (by = cashier, where = riverside) =>
      by.once('counter', 'undo', { ...where, redemptionId, fulfilledAt })
    expect(await undo(manager, station)).toMatchObject({ reason: 'fulfilled-elsewhere' })
    restaurant.cloud.clock.advance(5 * MINUTE)
    expect(await undo()).toMatchObject({ ok: true })
    expect(await undo()).toMatchObject({ reason: 'not-fulfilled' })
    const again = await fulfil()
    if (!again.ok) throw new Error(again.reason)
    restaurant.cloud.clock.advance(5 * MINUTE + 1)
    const late = { ...riverside, redemptionId, fulfilledAt: again.value.fulfilledAt }
    expect(await cashier.once('counter', 'undo', late)).toMatchObject({
      reason: 'undo-window-passed',
      details: { minutes: 5 },
    })
  })

  it('an undo gives a code that has run out meanwhile another day', async () => {
    restaurant.cloud.clock.advance(7 * DAY - MINUTE)
    const served = await fulfil()
    if (!served.ok) throw new Error(served.reason)
    restaurant.cloud.clock.advance(2 * MINUTE)
    const { redemptionId, fulfilledAt } = served.value
    await cashier.must('counter', 'undo', { ...riverside, redemptionId, fulfilledAt })
    expect(await fulfil()).toMatchObject({ ok: true })
  })

  it('can be served and undone ten times, and no more', async () => {
    for (let round = 1; round <= 10; round++) {
      const served = await fulfil()
      if (!served.ok) throw new Error(served.reason)
      const { redemptionId, fulfilledAt } = served.value
      const undone = await cashier.once('counter', 'undo', { ...riverside, redemptionId, fulfilledAt })
      expect(undone).toMatchObject({ ok: true })
      restaurant.cloud.clock.advance(MINUTE)
    }
    const served = await fulfil()
    if (!served.ok) throw new Error(served.reason)
    const { redemptionId, fulfilledAt } = served.value
    expect(await cashier.once('counter', 'undo', { ...riverside, redemptionId, fulfilledAt })).toMatchObject({
      reason: 'undone-too-often',
    })
  })

  it('a duplicate of the serving, delivered after an undo, does not serve it again', async () => {
    const how = { requestId: randomUUID() }
    const served = await fulfil(cashier, riverside, how)
    if (!served.ok) throw new Error(served.reason)
    const { redemptionId, fulfilledAt } = served.value
    await cashier.must('counter', 'undo', { ...riverside, redemptionId, fulfilledAt })
    expect(await fulfil(cashier, riverside, how)).toMatchObject({ ok: true })
    expect(restaurant.cloud.documents('redemptions')).toMatchObject([{ status: 'issued' }])
  })

  it('a duplicate of the undo, delivered after a second serving, does not undo that one', async () => {
    const served = await fulfil()
    if (!served.ok) throw new Error(served.reason)
    const { redemptionId, fulfilledAt } = served.value
    const input = { ...riverside, redemptionId, fulfilledAt }
    const how = { requestId: randomUUID() }
    await cashier.once('counter', 'undo', input, how)
    restaurant.cloud.clock.advance(1)
    await fulfil()
    expect(await cashier.once('counter', 'undo', input, how)).toMatchObject({ ok: true })
    expect(await cashier.once('counter', 'undo', input)).toMatchObject({ reason: 'not-fulfilled' })
    expect(restaurant.cloud.documents('redemptions')).toMatchObject([{ status: 'fulfilled' }])
  })

  it('nor when both servings fell into one millisecond', async () => {
    const served = await fulfil()
    if (!served.ok) throw new Error(served.reason)
    const { redemptionId, fulfilledAt } = served.value
    const how = { requestId: randomUUID() }
    await cashier.once('counter', 'undo', { ...riverside, redemptionId, fulfilledAt }, how)
    await fulfil()
    await cashier.once('counter', 'undo', { ...riverside, redemptionId, fulfilledAt }, how)
    expect(restaurant.cloud.documents('redemptions')).toMatchObject([{ status: 'fulfilled' }])
  })
})

describe('the counter opens', () => {
  it('with the stores the person works in, an owner with all', async () => {
    const cashier = restaurant.staff('opener', 'cashier', ['riverside'])
    expect(await cashier.must('counter', 'open', {})).toEqual({
      brand: { name: '回味面馆', pointsName: '积分' },
      staff: { name: 'opener', role: 'cashier' },
      stores: [{ storeId: 'riverside', name: '滨江店' }],
      may: { readReviews: false, judgePhotos: false },
    })
    const owner = restaurant.staff('the-owner', 'owner', [])
    expect((await owner.must('counter', 'open', {})).stores).toHaveLength(2)
  })

  it('for staff only', async () => {
    const guest = await restaurant.member('curious')
    expect(await guest.once('counter', 'open', {})).toMatchObject({ reason: 'not-staff' })
  })
})
