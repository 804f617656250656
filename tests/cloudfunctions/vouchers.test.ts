import { randomUUID } from 'node:crypto'
import type { Input } from '../../contract'
import { addDays } from '../../domain/time/business-day'
import { withVouchers } from '../support/programmes'
import { NOON, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
const TODAY = '2025-03-01'
const riverside = { storeId: 'riverside' }

let restaurant: Restaurant
let diner: Phone
let cashier: Phone
beforeEach(async () => {
  restaurant = await openRestaurant({ programme: withVouchers() })
  diner = await restaurant.member('diner')
  cashier = restaurant.staff('cashier', 'cashier', ['riverside', 'station'])
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

/** A voucher of the mall: `ten-off` takes ¥10 off any bill, `twenty-off` ¥20 from ¥100 on. */
const bought = async (rewardId: string, by = diner): Promise<string> => {
  const taken = await by.must('points-mall', 'redeem', { rewardId })
  if (taken.kind !== 'voucher') throw new Error('no voucher')
  return taken.voucherId
}
const list = async (state: Input<'vouchers', 'list'>['state'] = 'held', by = diner) =>
  (await by.must('vouchers', 'list', { state })).vouchers
const names = async (state: Input<'vouchers', 'list'>['state'] = 'held') =>
  (await list(state)).map(({ name }) => name)
type Bill = Omit<Input<'counter', 'settle'>, 'storeId' | 'ticket'>
const settles = async (bill: Bill, how?: { requestId: string; attempt?: number }, storeId = 'riverside') =>
  cashier.once(
    'counter',
    'settle',
    { ticket: await restaurant.ticketOf(diner, cashier, storeId), storeId, ...bill },
    how,
  )

describe('a voucher comes', () => {
  it('for points: it is in the wallet, and nothing waits at the counter', async () => {
    const reply = await diner.once('points-mall', 'redeem', { rewardId: 'ten-off' })
    expect(reply).toMatchObject({
      ok: true,
      value: { kind: 'voucher', rewardName: '十元券', pricePoints: 10, balance: 40 },
    })
    expect(await list()).toMatchObject([
      { name: '十元券', validFrom: TODAY, lastGoodDay: '2025-03-30', storeNames: [], used: null },
    ])
    expect((await diner.must('points-mall', 'redemptions', {})).redemptions).toEqual([])
    expect((await diner.must('points', 'history', {})).lines[0]).toMatchObject({
      about: { type: 'redemption', rewardName: '十元券' },
      vouchers: ['十元券'],
    })
  })

  it('once, however often the request comes', async () => {
    const how = { requestId: randomUUID() }
    const first = await diner.once('points-mall', 'redeem', { rewardId: 'ten-off' }, how)
    const again = { ...how, attempt: 2 }
    expect(await diner.once('points-mall', 'redeem', { rewardId: 'ten-off' }, again)).toEqual(first)
    expect(await list()).toHaveLength(1)
  })

  it('as the prize of a streak, on the day that wins it, and of the next cycle again', async () => {
    const brought: string[][] = []
    for (let day = 0; day < 6; day++) {
      restaurant.cloud.clock.moveTo(NOON + day * DAY)
      const done = await diner.must('check-in', 'checkIn', { day: addDays(TODAY, day) })
      brought.push(done.vouchers)
    }
    expect(brought).toEqual([[], [], ['小菜券'], [], [], ['小菜券']])
    expect(await names()).toEqual(['小菜券', '小菜券'])
  })

  it('with a made-up day that wins it, once', async () => {
    restaurant.setJoined('diner', NOON - 30 * DAY)
    for (const ago of [2, 0]) {
      restaurant.cloud.clock.moveTo(NOON - ago * DAY)
      await diner.must('check-in', 'checkIn', { day: addDays(TODAY, -ago) })
    }
    const { member } = await diner.must('member', 'home', {})
    const yesterday = { day: addDays(TODAY, -1) }
    expect(member?.checkIn?.missed.at(-1)).toMatchObject({ ...yesterday, vouchers: ['小菜券'] })
    const how = { requestId: randomUUID() }
    const first = await diner.once('check-in', 'makeUp', yesterday, how)
    expect(first).toMatchObject({ ok: true, value: { streakDays: 3, vouchers: ['小菜券'] } })
    expect(await diner.once('check-in', 'makeUp', yesterday, { ...how, attempt: 2 })).toEqual(first)
    expect(await names()).toEqual(['小菜券'])
  })

  it('and keeps what it said, whatever becomes of its template', async () => {
    const voucherId = await bought('ten-off')
    restaurant.publish(withVouchers({ vouchers: { templates: [] }, rewards: [], checkIn: {}, tasks: {} }))
    expect(await settles({ amountFen: 5600, voucher: { voucherId, payableFen: 4600 } })).toMatchObject({
      ok: true,
    })
  })
})

describe('the wallet', () => {
  it('shows what ends first first, and what was used or is over apart', async () => {
    await restaurant.earn(diner, cashier, 200)
    const used = await bought('ten-off')
    await bought('short')
    await bought('ten-off')
    expect(await names()).toEqual(['三天券', '十元券', '十元券'])
    await settles({ amountFen: 1500, voucher: { voucherId: used, payableFen: 500 } })
    expect(await list('used')).toMatchObject([{ used: { storeName: '滨江店', offFen: 1000 } }])
    restaurant.cloud.clock.advance(3 * DAY)
    expect(await names()).toEqual(['十元券'])
    expect(await names('ended')).toEqual(['三天券'])
  })

  it('comes in pages, each voucher once', async () => {
    await restaurant.earn(diner, cashier, 100)
    for (let i = 0; i < 5; i++) await bought('ten-off')
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await diner.must('vouchers', 'list', { limit: 2, ...(after && { after }) })
      seen.push(...page.vouchers.map(({ voucherId }) => voucherId))
      after = page.nextAfter ?? undefined
    } while (after !== undefined)
    expect([seen.length, new Set(seen).size]).toEqual([5, 5])
  })

  it("of one member is not another's", async () => {
    await bought('ten-off')
    const other = await restaurant.member('other')
    expect(await list('held', other)).toEqual([])
  })

  it('is counted on home, with the one that ends first', async () => {
    const home = async () => (await diner.must('member', 'home', {})).member?.vouchers
    expect(await home()).toEqual({ held: 0, next: null })
    await bought('ten-off')
    await bought('short')
    expect(await home()).toEqual({
      held: 2,
      next: { name: '三天券', lastGoodDay: '2025-03-03', daysLeft: 2 },
    })
  })
})

describe('the code with a voucher', () => {
  it('tells the till which one, with one scan', async () => {
    const voucherId = await bought('ten-off')
    const shown = await diner.must('member', 'showCode', { voucherId })
    expect(shown.voucher).toMatchObject({ voucherId, name: '十元券' })
    const scanned = { ...riverside, shown: { code: shown.code } }
    expect(await cashier.must('counter', 'identify', scanned)).toMatchObject({ voucherId })
  })

  it('without one says none', async () => {
    const { code, voucher } = await diner.must('member', 'showCode', {})
    expect(voucher).toBeNull()
    const scanned = { ...riverside, shown: { code } }
    expect(await cashier.must('counter', 'identify', scanned)).toMatchObject({ voucherId: null })
  })

  it('of another member, or of nobody, is refused; so is one that is used or over', async () => {
    const voucherId = await bought('ten-off')
    const other = await restaurant.member('other')
    const nobodys = `v${'0'.repeat(23)}`
    expect(await other.once('member', 'showCode', { voucherId })).toMatchObject({ reason: 'no-such-voucher' })
    expect(await diner.once('member', 'showCode', { voucherId: nobodys })).toMatchObject({
      reason: 'no-such-voucher',
    })
    await settles({ amountFen: 5600, voucher: { voucherId, payableFen: 4600 } })
    expect(await diner.once('member', 'showCode', { voucherId })).toMatchObject({
      reason: 'voucher-used',
      details: { usedAt: NOON, storeName: '滨江店' },
    })
    const short = await bought('short')
    restaurant.cloud.clock.advance(3 * DAY)
    expect(await diner.once('member', 'showCode', { voucherId: short })).toMatchObject({
      reason: 'voucher-ended',
      details: { lastGoodDay: '2025-03-03' },
    })
  })
})

describe('the till is told what each voucher would do', () => {
  const quotes = async (amountFen: number, storeId = 'riverside') => {
    const ticket = await restaurant.ticketOf(diner, cashier, storeId)
    const { vouchers } = await cashier.must('counter', 'vouchers', { storeId, ticket, amountFen })
    return vouchers.map(({ name, quote }) => [name, quote])
  }
  it('and why one cannot be used', async () => {
    await restaurant.earn(diner, cashier, 100)
    for (const rewardId of ['ten-off', 'twenty-off', 'station-only', 'from-tomorrow']) await bought(rewardId)
    expect(Object.fromEntries(await quotes(8800))).toEqual({
      十元券: { ok: true, value: { offFen: 1000, payableFen: 7800, brings: null } },
      满百减二十: {
        ok: false,
        reason: 'below-threshold',
        details: { thresholdFen: 10_000, amountFen: 8800 },
      },
      车站券: { ok: false, reason: 'voucher-not-here', details: { storeNames: ['车站店'] } },
      明天券: { ok: false, reason: 'voucher-not-yet', details: { validFrom: '2025-03-02' } },
    })
    expect(Object.fromEntries(await quotes(8800, 'station'))).toMatchObject({ 车站券: { ok: true } })
  })

  it('with a ticket of its own store that has not run out', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const asks = (storeId: string) => cashier.once('counter', 'vouchers', { storeId, ticket, amountFen: 1 })
    expect(await asks('station')).toMatchObject({ reason: 'ticket-of-another-store' })
    restaurant.cloud.clock.advance(31 * 60_000)
    expect(await asks('riverside')).toMatchObject({ reason: 'ticket-expired' })
  })
})

describe('a bill with a voucher', () => {
  it('costs less, earns on what is paid, and says so', async () => {
    const voucherId = await bought('ten-off')
    expect(await settles({ amountFen: 5600, voucher: { voucherId, payableFen: 4600 } })).toMatchObject({
      ok: true,
      value: {
        amountFen: 5600,
        payableFen: 4600,
        pointsEarned: 46,
        voucher: { name: '十元券', offFen: 1000, brings: null },
        breakdown: [{ because: { eligibleFen: 4600 } }],
      },
    })
    expect((await diner.must('points', 'history', {})).lines[0]?.about).toMatchObject({
      amountFen: 5600,
      discounts: [{ name: '十元券', offFen: 1000 }],
    })
    expect(await names()).toEqual([])
  })

  it('may cost nothing', async () => {
    const voucherId = await bought('ten-off')
    expect(await settles({ amountFen: 900, voucher: { voucherId, payableFen: 0 } })).toMatchObject({
      ok: true,
      value: { payableFen: 0, pointsEarned: 0, voucher: { offFen: 900 } },
    })
  })

  it('brings a dish that is not keyed, and takes off one that is listed', async () => {
    await restaurant.earn(diner, cashier, 100)
    const [first, second] = [await bought('side'), await bought('side')]
    const bare = { amountFen: 3000, voucher: { voucherId: first, payableFen: 3000 } }
    expect(await settles(bare)).toMatchObject({ ok: true, value: { voucher: { brings: '一碟小菜' } } })
    const items = [
      { name: '牛肉面', quantity: 1, amountFen: 2800 },
      { name: '一碟小菜', quantity: 1, amountFen: 400 },
    ]
    const listed = { amountFen: 3200, items, voucher: { voucherId: second, payableFen: 2800 } }
    expect(await settles(listed)).toMatchObject({
      ok: true,
      value: { pointsEarned: 28, voucher: { offFen: 400, brings: null } },
    })
  })

  it('whose tenders do not add up to what is payable is no bill', async () => {
    const voucherId = await bought('ten-off')
    const tenders = [{ kind: 'cash' as const, amountFen: 5600 }]
    expect(
      await settles({ amountFen: 5600, tenders, voucher: { voucherId, payableFen: 4600 } }),
    ).toMatchObject({ reason: 'invalid-input', details: { paths: ['tenders'] } })
    const paid = [
      { kind: 'points' as const, amountFen: 600 },
      { kind: 'cash' as const, amountFen: 4000 },
    ]
    expect(
      await settles({ amountFen: 5600, tenders: paid, voucher: { voucherId, payableFen: 4600 } }),
    ).toMatchObject({ ok: true, value: { pointsEarned: 40 } })
  })

  it('is booked once, and answered the same, however often it comes', async () => {
    const voucherId = await bought('ten-off')
    const ticket = await restaurant.ticketOf(diner, cashier)
    const how = { requestId: randomUUID() }
    const bill = {
      ...riverside,
      ticket,
      amountFen: 5600,
      orderNo: 'A1',
      voucher: { voucherId, payableFen: 4600 },
    }
    const first = await cashier.once('counter', 'settle', bill, how)
    expect(await cashier.once('counter', 'settle', bill, { ...how, attempt: 2 })).toEqual(first)
    restaurant.cloud.clock.advance(DAY)
    expect(await cashier.once('counter', 'settle', bill, how)).toEqual(first)
    const { voucher: _, ...without } = bill
    expect(await cashier.once('counter', 'settle', without, how)).toMatchObject({
      reason: 'different-request',
    })
  })

  // Requirement K4: one coupon in five parallel orders.
  it('and the same voucher in five more at once: one has it', async () => {
    const voucherId = await bought('ten-off')
    const tickets: string[] = []
    for (let i = 0; i < 6; i++) tickets.push(await restaurant.ticketOf(diner, cashier))
    const replies = await Promise.all(
      tickets.map((ticket, i) =>
        cashier.call('counter', 'settle', {
          ...riverside,
          ticket,
          amountFen: 5600 + i,
          voucher: { voucherId, payableFen: 4600 + i },
        }),
      ),
    )
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    for (const reply of replies) if (!reply.ok) expect(reply.reason).toBe('voucher-used')
    expect(restaurant.accountOf('diner').bills.count).toBe(1)
  })

  it.each<[string, (own: string) => Promise<Bill>, string, string?]>([
    [
      'of another member',
      async () => {
        const other = await restaurant.member('other')
        return { amountFen: 5600, voucher: { voucherId: await bought('ten-off', other), payableFen: 4600 } }
      },
      'no-such-voucher',
    ],
    [
      'that does not exist',
      async () => ({ amountFen: 5600, voucher: { voucherId: `v${'0'.repeat(23)}`, payableFen: 4600 } }),
      'no-such-voucher',
    ],
    [
      'below its threshold',
      async () => ({
        amountFen: 9999,
        voucher: { voucherId: await bought('twenty-off'), payableFen: 7999 },
      }),
      'below-threshold',
    ],
    [
      'before its day',
      async () => ({
        amountFen: 5600,
        voucher: { voucherId: await bought('from-tomorrow'), payableFen: 4600 },
      }),
      'voucher-not-yet',
    ],
    [
      'in another store',
      async () => ({
        amountFen: 5600,
        voucher: { voucherId: await bought('station-only'), payableFen: 4600 },
      }),
      'voucher-not-here',
    ],
    [
      'for another amount than it leaves',
      async (own) => ({ amountFen: 5600, voucher: { voucherId: own, payableFen: 4500 } }),
      'another-amount-due',
    ],
    [
      'for a dish the bill does not list',
      async () => ({
        amountFen: 2800,
        items: [{ name: '牛肉面', quantity: 1, amountFen: 2800 }],
        voucher: { voucherId: await bought('side'), payableFen: 2800 },
      }),
      'item-not-in-bill',
    ],
  ])('%s is refused, and nothing is written', async (_what, billWith, reason) => {
    await restaurant.earn(diner, cashier, 100)
    const bill = await billWith(await bought('ten-off'))
    const ticket = await restaurant.ticketOf(diner, cashier)
    const before = restaurant.cloud.documents('vouchers')
    const entries = restaurant.cloud.documents('ledger_entries').length
    expect(await cashier.once('counter', 'settle', { ...riverside, ticket, ...bill })).toMatchObject({
      reason,
    })
    expect(restaurant.cloud.documents('vouchers')).toEqual(before)
    expect(restaurant.cloud.documents('ledger_entries')).toHaveLength(entries)
  })

  it('after it was used, or was over, is refused', async () => {
    const [used, over] = [await bought('ten-off'), await bought('short')]
    await settles({ amountFen: 5600, voucher: { voucherId: used, payableFen: 4600 } })
    expect(await settles({ amountFen: 6600, voucher: { voucherId: used, payableFen: 5600 } })).toMatchObject({
      reason: 'voucher-used',
    })
    restaurant.cloud.clock.advance(3 * DAY)
    expect(await settles({ amountFen: 6600, voucher: { voucherId: over, payableFen: 6400 } })).toMatchObject({
      reason: 'voucher-ended',
    })
  })
})

describe('a voided bill gives its voucher back', () => {
  const voids = (billId: string, how?: { requestId: string; attempt?: number }) =>
    cashier.once('counter', 'void', { ...riverside, billId, reason: 'wrong-amount' }, how)
  const billed = async (voucherId: string, orderNo = 'A1') => {
    const reply = await settles({ amountFen: 5600, orderNo, voucher: { voucherId, payableFen: 4600 } })
    if (!reply.ok) throw new Error(reply.reason)
    return reply.value.billId
  }

  it('to be used again, once', async () => {
    const voucherId = await bought('ten-off')
    const billId = await billed(voucherId)
    const how = { requestId: randomUUID() }
    const first = await voids(billId, how)
    expect(first).toMatchObject({ ok: true, value: { pointsTakenBack: 46, vouchersGivenBack: ['十元券'] } })
    expect(await voids(billId, { ...how, attempt: 2 })).toEqual(first)
    expect(await names()).toEqual(['十元券'])
    const correction = { amountFen: 6500, orderNo: 'A1', replaces: billId }
    expect(await settles({ ...correction, voucher: { voucherId, payableFen: 5500 } })).toMatchObject({
      ok: true,
    })
    // The void of the first bill, come again, does not take it out of the second.
    expect(await voids(billId, how)).toEqual(first)
    expect(await names()).toEqual([])
  })

  it('good for three days at the least', async () => {
    const voucherId = await bought('short')
    const reply = await settles({ amountFen: 5600, voucher: { voucherId, payableFen: 5400 } })
    restaurant.cloud.clock.advance(20 * 3_600_000)
    restaurant.cloud.clock.advance(4 * DAY)
    const manager = restaurant.staff('manager', 'manager', ['riverside'])
    const billId = reply.ok ? reply.value.billId : ''
    await manager.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })
    expect(await list()).toMatchObject([{ lastGoodDay: '2025-03-08' }])
  })
})
