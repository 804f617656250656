import { randomUUID } from 'node:crypto'
import type { Input } from '../../contract'
import { withTiers } from '../support/programmes'
import { NOON, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
const MINUTE = 60_000
const riverside = { storeId: 'riverside' }
const REGULAR = { tierId: 'regular', period: '2025', round: 1 }
const EGG = { entitlementId: 'egg', period: '2025-03', nth: 1 }
const MONTHLY = { entitlementId: 'monthly', period: '2025-03', nth: 1 }

let restaurant: Restaurant
let diner: Phone
let cashier: Phone
let manager: Phone
beforeEach(async () => {
  restaurant = await openRestaurant({ programme: withTiers() })
  diner = await restaurant.member('diner')
  cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  manager = restaurant.staff('manager', 'manager', ['riverside'])
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

const mine = (of = diner) => of.must('tiers', 'mine', {})
const settle = async (bill: Partial<Input<'counter', 'settle'>> & { amountFen: number }) =>
  cashier.once('counter', 'settle', {
    ...riverside,
    ticket: await restaurant.ticketOf(diner, cashier),
    confirmedSameAmount: true,
    ...bill,
  })
const identified = async () => {
  const { code } = await diner.must('member', 'showCode', {})
  return cashier.must('counter', 'identify', { ...riverside, shown: { code } })
}
const voids = (billId: string) =>
  manager.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })
const newest = () =>
  restaurant.cloud.documents('ledger_entries').sort((a, b) => Number(b.seq) - Number(a.seq))[0]
const documents = () =>
  JSON.stringify(['ledger_entries', 'accounts'].map((name) => restaurant.cloud.documents(name)))

describe('a bill', () => {
  it('brings the tier at once, through several; the till, the diner and the entry say so', async () => {
    expect((await mine()).tier).toEqual({ tierId: 'guest', name: '食客' })
    expect(await settle({ amountFen: 30_000 })).toMatchObject({ ok: true, value: { raisedTo: '老友' } })
    expect(newest()).toMatchObject({
      tierChange: { from: { id: 'guest', name: '食客' }, to: { id: 'friend', name: '老友' } },
    })
    expect((await diner.must('points', 'news', { afterSeq: 1 })).lines[0]).toMatchObject({ newTier: '老友' })
    expect((await mine()).tier?.name).toBe('老友')
    expect((await diner.must('member', 'home', {})).member?.tier).toEqual({
      name: '老友',
      growth: 300,
      from: 200,
      next: null,
      // Two gifts and the voucher of the month.
      toTake: 3,
    })
    expect(await settle({ amountFen: 1000, payableFen: 950 })).toMatchObject({ value: { raisedTo: null } })
  })

  it('earns by the tier before it, and says so in its lines', async () => {
    await restaurant.earn(diner, cashier, 50)
    expect(await settle({ amountFen: 10_000 })).toMatchObject({
      value: {
        pointsEarned: 120,
        breakdown: [
          { step: 'base', points: 100 },
          { step: 'tier', points: 20, because: { tier: '熟客', multiplierBasisPoints: 12_000 } },
        ],
      },
    })
  })

  it('has the tier’s discount off, when the till has asked for that; other amounts are refused', async () => {
    await restaurant.earn(diner, cashier, 200)
    const ticket = await restaurant.ticketOf(diner, cashier)
    const quoted = await cashier.must('counter', 'vouchers', { ...riverside, ticket, amountFen: 10_001 })
    expect(quoted).toMatchObject({ tierOffFen: 500, payableFen: 9_501 })
    expect(await settle({ amountFen: 10_001 })).toMatchObject({
      reason: 'another-amount-due',
      details: { payableFen: 9_501 },
    })
    const tenders = [{ kind: 'cash' as const, amountFen: 9_501 }]
    expect(await settle({ amountFen: 10_001, payableFen: 9_501, tenders })).toMatchObject({
      value: { amountFen: 10_001, payableFen: 9_501, tierOffFen: 500, voucher: null, pointsEarned: 142 },
    })
    expect(newest()).toMatchObject({
      subject: { bill: { discounts: [{ kind: 'tier', tierId: 'friend', name: '老友', offFen: 500 }] } },
    })
  })

  it('with both has the discount first, as the till has shown', async () => {
    await restaurant.earn(diner, cashier, 200)
    const taken = await diner.must('points-mall', 'redeem', { rewardId: 'tenth-off' })
    const voucherId = taken.kind === 'voucher' ? taken.voucherId : ''
    const ticket = await restaurant.ticketOf(diner, cashier)
    const quoted = await cashier.must('counter', 'vouchers', { ...riverside, ticket, amountFen: 10_000 })
    const quote = quoted.vouchers.find((each) => each.voucherId === voucherId)?.quote
    expect(quote).toMatchObject({ value: { offFen: 950, payableFen: 8_550 } })
    expect(await settle({ amountFen: 10_000, voucher: { voucherId, payableFen: 8_550 } })).toMatchObject({
      value: { payableFen: 8_550, tierOffFen: 500, voucher: { offFen: 950 } },
    })
  })

  it('voided takes the tier it had brought, its gift and its voucher back; a new one brings all of it anew', async () => {
    const { billId } = await restaurant.earn(diner, cashier, 50)
    expect(await diner.must('tiers', 'takeGift', REGULAR)).toMatchObject({ points: 20, vouchers: ['小菜券'] })
    expect(await voids(billId)).toMatchObject({ loweredTo: '食客', tasksUndone: [], pointsTakenBack: 70 })
    expect((await mine()).tier?.name).toBe('食客')
    expect((await diner.must('vouchers', 'list', {})).vouchers).toEqual([])
    await restaurant.earn(diner, cashier, 60)
    expect((await mine()).gifts).toMatchObject([{ tierId: 'regular', round: 2 }])
    expect(await diner.once('tiers', 'takeGift', REGULAR)).toMatchObject({ reason: 'gift-taken' })
    expect(await diner.must('tiers', 'takeGift', { ...REGULAR, round: 2 })).toMatchObject({ points: 20 })
  })

  it('voided takes back what was taken as the tier’s entitlement, but a voucher that was used', async () => {
    const { billId } = await restaurant.earn(diner, cashier, 50)
    await diner.must('tiers', 'takeVoucher', MONTHLY)
    await voids(billId)
    expect((await diner.must('vouchers', 'list', {})).vouchers).toEqual([])
    expect((await diner.must('points', 'history', {})).lines[0]?.about).toEqual({
      type: 'entitlement-undone',
      name: '每月十元券',
    })
    // Reached anew it is there again, at another place.
    const again = await restaurant.earn(diner, cashier, 60)
    expect((await mine()).entitlements[1]).toMatchObject({ entitlementId: 'monthly', left: 1, nth: 2 })
    await diner.must('tiers', 'takeVoucher', { ...MONTHLY, nth: 2 })
    const [voucher] = (await diner.must('vouchers', 'list', {})).vouchers
    const used = { voucherId: voucher?.voucherId ?? '', payableFen: 100 }
    await settle({ amountFen: 1_100, voucher: used })
    await voids(again.billId)
    await restaurant.earn(diner, cashier, 70)
    expect((await mine()).entitlements[1]).toMatchObject({ left: 0 })
  })

  it('takes back what is beyond the quota of the tier that is left, and of that what is not used', async () => {
    const [guest, regular, friend] = withTiers().tiers.list
    const entitled = (count: number) =>
      (regular?.entitlements ?? []).map((one) =>
        one.id === 'monthly' ? { ...one, quota: { count, per: 'month' as const } } : one,
      )
    const list = [guest, regular, { ...friend, entitlements: entitled(3) }] as never
    restaurant.publish(withTiers({ tiers: { list } }))
    await restaurant.earn(diner, cashier, 60)
    const { billId } = await restaurant.earn(diner, cashier, 200)
    for (const nth of [1, 2, 3]) await diner.must('tiers', 'takeVoucher', { ...MONTHLY, nth })
    const held = (await diner.must('vouchers', 'list', {})).vouchers.map(({ voucherId }) => voucherId)
    const newest = restaurant.accountOf('diner').standing.taken[2]?.paid?.voucherId ?? ''
    expect(held).toContain(newest)
    const used = await settle({ amountFen: 5_000, voucher: { voucherId: newest, payableFen: 3_750 } })
    expect(await voids(billId)).toMatchObject({ loweredTo: '熟客' })
    // One of three is left to a regular, and it is the one that was used.
    expect((await diner.must('vouchers', 'list', {})).vouchers).toEqual([])
    const [kept] = (await diner.must('vouchers', 'list', { state: 'used' })).vouchers
    expect(kept).toMatchObject({ voucherId: newest, takenBack: false })
    expect((await mine()).entitlements[1]).toMatchObject({ left: 0 })
    // It is a regular's own: given back with the bill it was used in.
    await voids(used.ok ? used.value.billId : '')
    const [again] = (await diner.must('vouchers', 'list', {})).vouchers
    expect(again).toMatchObject({ voucherId: newest, takenBack: false })
  })

  it('that had held a voucher of a tier which was lost and regained lets it be taken again', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const order = { ...riverside, ticket, amountFen: 6000, orderNo: 'A17' }
    const first = await cashier.must('counter', 'settle', order)
    await diner.must('tiers', 'takeVoucher', MONTHLY)
    const [voucher] = (await diner.must('vouchers', 'list', {})).vouchers
    const used = await settle({
      amountFen: 1_100,
      voucher: { voucherId: voucher?.voucherId ?? '', payableFen: 100 },
    })
    await voids(first.billId)
    await settle({ amountFen: 6500, orderNo: 'A17', replaces: first.billId })
    await voids(used.ok ? used.value.billId : '')
    expect((await mine()).tier?.name).toBe('熟客')
    expect((await mine()).entitlements[1]).toMatchObject({ left: 1, nth: 2 })
    await diner.must('tiers', 'takeVoucher', { ...MONTHLY, nth: 2 })
    expect((await mine()).entitlements[1]).toMatchObject({ left: 0 })
  })

  it('is corrected by the tier it was settled under, whatever has come since', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const first = await cashier.must('counter', 'settle', {
      ...riverside,
      ticket,
      amountFen: 3000,
      orderNo: 'A17',
    })
    expect(first.pointsEarned).toBe(30)
    await restaurant.earn(diner, cashier, 300)
    expect((await mine()).tier?.name).toBe('老友')
    await voids(first.billId)
    const corrected = await settle({ amountFen: 3100, orderNo: 'A17', replaces: first.billId })
    expect(corrected).toMatchObject({
      ok: true,
      value: { payableFen: 3100, pointsEarned: 31, tierOffFen: 0 },
    })
    const again = await voids(corrected.ok ? corrected.value.billId : '')
    expect(again).toMatchObject({ pointsTakenBack: 31 })
    const third = { amountFen: 3200, orderNo: 'A17', replaces: corrected.ok ? corrected.value.billId : '' }
    expect(await settle(third)).toMatchObject({ ok: true, value: { payableFen: 3200, pointsEarned: 32 } })
  })

  it('that was settled for the wrong member is corrected by the tier of the right one', async () => {
    await restaurant.earn(diner, cashier, 300)
    const ticket = await restaurant.ticketOf(diner, cashier)
    const order = { ...riverside, orderNo: 'A17', amountFen: 3000 }
    const wrong = await cashier.must('counter', 'settle', { ...order, ticket, payableFen: 2850 })
    expect(wrong).toMatchObject({ tierOffFen: 150, pointsEarned: 42 })
    await voids(wrong.billId)
    const right = await restaurant.ticketOf(await restaurant.member('right'), cashier)
    const corrected = { ...order, ticket: right, replaces: wrong.billId }
    expect(await cashier.must('counter', 'settle', corrected)).toMatchObject({
      tierOffFen: 0,
      pointsEarned: 30,
    })
  })

  it('of which the tier does not depend takes nothing but its own points back', async () => {
    await restaurant.earn(diner, cashier, 60)
    const { billId } = await restaurant.earn(diner, cashier, 20)
    await diner.must('tiers', 'takeGift', REGULAR)
    expect(await voids(billId)).toMatchObject({ loweredTo: null, pointsTakenBack: 24 })
    expect((await mine()).tier?.name).toBe('熟客')
  })

  it('that corrects one of yesterday and is voided too leaves nothing behind', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const first = await cashier.must('counter', 'settle', {
      ...riverside,
      ticket,
      amountFen: 6000,
      orderNo: 'A17',
    })
    restaurant.cloud.clock.advance(DAY)
    await voids(first.billId)
    const bill = { amountFen: 7000, orderNo: 'A17', replaces: first.billId }
    const corrected = await settle(bill)
    expect(restaurant.accountOf('diner').activity.days).toEqual([
      { day: '2025-03-01', bills: 1, fen: 7000, growth: 70 },
    ])
    await voids(corrected.ok ? corrected.value.billId : '')
    expect(restaurant.accountOf('diner').activity.days).toEqual([])
  })
})

describe('a gift', () => {
  beforeEach(async () => void (await restaurant.earn(diner, cashier, 50)))

  it('taken twenty times at once comes once, with its voucher and a line that says why', async () => {
    const before = restaurant.accountOf('diner').points.balance
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => diner.call('tiers', 'takeGift', REGULAR)),
    )
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    for (const reply of replies) if (!reply.ok) expect(reply.reason).toBe('gift-taken')
    expect(restaurant.accountOf('diner').points.balance).toBe(before + 20)
    expect((await diner.must('vouchers', 'list', {})).vouchers).toHaveLength(1)
    expect((await diner.must('points', 'history', {})).lines[0]).toMatchObject({
      about: { type: 'tier-gift', tierName: '熟客' },
      vouchers: ['小菜券'],
    })
  })

  it('taken twice by one tap is answered twice the same', async () => {
    const how = { requestId: randomUUID() }
    const first = await diner.once('tiers', 'takeGift', REGULAR, how)
    expect(await diner.once('tiers', 'takeGift', REGULAR, { ...how, attempt: 2 })).toEqual(first)
  })

  it('of a tier not reached, or of somebody else, is refused and nothing is written', async () => {
    const other = await restaurant.member('other')
    const before = documents()
    expect(await other.once('tiers', 'takeGift', REGULAR)).toMatchObject({ reason: 'no-such-gift' })
    expect(await diner.once('tiers', 'takeGift', { ...REGULAR, tierId: 'friend' })).toMatchObject({
      reason: 'no-such-gift',
    })
    expect(documents()).toBe(before)
  })
})

describe('an entitlement', () => {
  beforeEach(async () => void (await restaurant.earn(diner, cashier, 50)))

  it('is shown to the diner and to the till with what is left of it', async () => {
    expect((await mine()).entitlements).toMatchObject([
      { entitlementId: 'egg', by: 'counter', brings: '一颗卤蛋', left: 2, nth: 1, period: '2025-03' },
      { entitlementId: 'monthly', by: 'diner', left: 1 },
      { entitlementId: 'queue', by: 'counter', left: null },
    ])
    expect(await identified()).toMatchObject({
      tier: { tierId: 'regular', name: '熟客', discounts: false },
      entitlements: [{ entitlementId: 'egg', left: 2 }, { entitlementId: 'queue' }],
      tiersToGive: null,
    })
  })

  it('is given at the counter as often as it says, by whom the entry names', async () => {
    const { ticket } = await identified()
    const give = (nth: number) =>
      cashier.once('counter', 'giveEntitlement', { ...riverside, ticket, use: { ...EGG, nth } })
    expect(await give(1)).toMatchObject({
      value: { name: '加一颗卤蛋', brings: '一颗卤蛋', entitlements: [{ left: 1, nth: 2 }, {}] },
    })
    expect(newest()).toMatchObject({
      points: 0,
      operator: { staffId: 's-cashier', storeId: 'riverside' },
      subject: { type: 'entitlement', entitlementId: 'egg', brings: '一颗卤蛋' },
    })
    expect(await give(2)).toMatchObject({ value: { entitlements: [{ left: 0 }, {}] } })
    expect(await give(3)).toMatchObject({
      reason: 'entitlement-used-up',
      details: { count: 2, per: 'month' },
    })
    restaurant.cloud.clock.moveTo(Date.parse('2025-04-01T12:00:00+08:00'))
    expect((await mine()).entitlements[0]).toMatchObject({ left: 2, nth: 1, period: '2025-04' })
  })

  it('shown at two tills is given once; a tap sent twice is answered twice the same', async () => {
    const [one, other] = [await identified(), await identified()]
    const [first, second] = [randomUUID(), randomUUID()]
    const give = (ticket: string, requestId: string, attempt = 1) =>
      cashier.once('counter', 'giveEntitlement', { ...riverside, ticket, use: EGG }, { requestId, attempt })
    const given = await give(one.ticket, first)
    expect(given).toMatchObject({ ok: true })
    expect(await give(other.ticket, second)).toMatchObject({
      reason: 'entitlement-given',
      details: { entitlements: [{ entitlementId: 'egg', left: 1, nth: 2 }, {}] },
    })
    expect(await give(one.ticket, first, 2)).toEqual(given)
    // The reply of the last second before the ticket ended may be lost too.
    restaurant.cloud.clock.advance(31 * MINUTE)
    expect(await give(one.ticket, first, 2)).toEqual(given)
    expect(await give(one.ticket, randomUUID())).toMatchObject({ reason: 'ticket-expired' })
  })

  it('that is a voucher is taken by the diner, once a month, and used like any', async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => diner.call('tiers', 'takeVoucher', MONTHLY)),
    )
    expect(replies.filter(({ ok }) => ok)).toMatchObject([
      { value: { name: '每月十元券', vouchers: ['十元券'], left: 0 } },
    ])
    const [voucher] = (await diner.must('vouchers', 'list', {})).vouchers
    const used = { voucherId: voucher?.voucherId ?? '', payableFen: 4_000 }
    expect(await settle({ amountFen: 5_000, voucher: used })).toMatchObject({ ok: true })
    expect(await diner.once('tiers', 'takeVoucher', { ...MONTHLY, nth: 2 })).toMatchObject({
      reason: 'entitlement-used-up',
    })
  })

  it.each<[string, object, string]>([
    ['of another tier', { entitlementId: 'palace' }, 'no-such-entitlement'],
    ['that is the diner’s to take', MONTHLY, 'no-such-entitlement'],
    ['that is always there', { entitlementId: 'queue', period: 'always' }, 'no-such-entitlement'],
    ['of last month', { period: '2025-02' }, 'entitlement-given'],
  ])('%s is not given at the counter, and nothing is written', async (_what, changes, reason) => {
    const { ticket } = await identified()
    const before = documents()
    const use = { ...EGG, ...changes }
    expect(await cashier.once('counter', 'giveEntitlement', { ...riverside, ticket, use })).toMatchObject({
      reason,
    })
    expect(documents()).toBe(before)
  })

  it('needs the member’s own ticket of this store', async () => {
    const { ticket } = await identified()
    const station = restaurant.staff('other', 'cashier', ['station'])
    const give = { storeId: 'station', ticket, use: EGG }
    expect(await station.once('counter', 'giveEntitlement', give)).toMatchObject({
      reason: 'ticket-of-another-store',
    })
    expect(
      await cashier.once('counter', 'giveEntitlement', { ...riverside, ticket: 'nonsense', use: EGG }),
    ).toMatchObject({ reason: 'not-a-code' })
  })
})

describe('a manager’s word', () => {
  const set = async (
    named: Input<'counter', 'setTier'>['named'],
    { by = manager, reason = '等了很久', requestId = randomUUID() } = {},
  ) => {
    const { ticket } = await identified()
    return by.once('counter', 'setTier', { ...riverside, ticket, named, reason }, { requestId })
  }

  it('holds until its last day, is seen by the diner, and its entry names who, why and until when', async () => {
    expect(await set({ tierId: 'friend', until: '2025-03-31' })).toMatchObject({
      value: { tier: { name: '老友' }, tiersToGive: { until: '2025-03-31' } },
    })
    expect(newest()).toMatchObject({
      operator: { staffId: 's-manager', storeId: 'riverside' },
      subject: { type: 'tier-by-hand', tierName: '老友', until: '2025-03-31', reason: '等了很久' },
      tierChange: { from: { id: 'guest' }, to: { id: 'friend' } },
    })
    expect(await mine()).toMatchObject({
      tier: { tierId: 'friend' },
      byHand: { name: '老友', until: '2025-03-31' },
      gifts: [],
    })
    expect((await diner.must('points', 'history', {})).lines[0]?.about).toEqual({
      type: 'tier-by-hand',
      tierName: '老友',
      until: '2025-03-31',
    })
    restaurant.cloud.clock.moveTo(NOON + 31 * DAY)
    expect(await mine()).toMatchObject({ tier: { tierId: 'guest' }, byHand: null })
  })

  it('is taken back, and the rule goes on: what was earned meanwhile counts', async () => {
    await set({ tierId: 'friend', until: '2025-03-31' })
    await settle({ amountFen: 6_000, payableFen: 5_700 })
    expect((await mine()).tier?.tierId).toBe('friend')
    expect(await set(null)).toMatchObject({
      value: { tier: { tierId: 'regular' }, tiersToGive: { until: null } },
    })
    expect(await mine()).toMatchObject({ tier: { tierId: 'regular' }, byHand: null })
  })

  it('is given by those who may: the till of a cashier does not offer it, and its call is refused', async () => {
    expect(await set({ tierId: 'friend', until: '2025-03-31' }, { by: cashier })).toMatchObject({
      reason: 'not-allowed',
      details: { capability: 'set-tier' },
    })
    const { code } = await diner.must('member', 'showCode', {})
    const seen = await manager.must('counter', 'identify', { ...riverside, shown: { code } })
    expect(seen.tiersToGive).toMatchObject({
      tiers: [{ tierId: 'guest' }, { tierId: 'regular' }, { tierId: 'friend' }],
      until: null,
      today: '2025-03-01',
    })
  })

  it.each([
    ['of no tier', { tierId: 'king', until: '2025-03-31' }, 'no-such-tier'],
    ['of yesterday', { tierId: 'friend', until: '2025-02-28' }, 'ends-too-early-or-late'],
    ['for three years', { tierId: 'friend', until: '2028-03-01' }, 'ends-too-early-or-late'],
    ['of a day there is not', { tierId: 'friend', until: '2025-99-99' }, 'invalid-input'],
    ['that changes nothing', { tierId: 'guest', until: '2025-03-31' }, 'has-this-tier'],
    ['taken back that was not said', null, 'has-this-tier'],
  ])('%s is refused, and nothing is written', async (_what, named, reason) => {
    const before = documents()
    expect(await set(named)).toMatchObject({ reason })
    expect(documents()).toBe(before)
  })

  it('needs a ticket of this store that has not run out; what it set while it was good is answered again', async () => {
    const { ticket } = await identified()
    const boss = restaurant.staff('boss', 'manager', ['riverside', 'station'])
    const named = { tierId: 'friend', until: '2025-03-31' }
    const says = (storeId: string, requestId: string, attempt = 1) =>
      boss.once('counter', 'setTier', { storeId, ticket, named, reason: '等了很久' }, { requestId, attempt })
    const before = documents()
    expect(await says('station', randomUUID())).toMatchObject({ reason: 'ticket-of-another-store' })
    expect(documents()).toBe(before)

    const requestId = randomUUID()
    const given = await says('riverside', requestId)
    expect(given).toMatchObject({ ok: true })
    await set(null)
    restaurant.cloud.clock.advance(30 * MINUTE)
    const after = documents()
    expect(await says('riverside', requestId, 2)).toEqual(given)
    expect(await says('riverside', randomUUID())).toMatchObject({ reason: 'ticket-expired' })
    expect(documents()).toBe(after)
  })

  it('without a reason is no word', async () => {
    expect(await set({ tierId: 'friend', until: '2025-03-31' }, { reason: ' ' })).toMatchObject({
      reason: 'invalid-input',
    })
  })
})

it('a programme without tiers has none on any screen, and a bill is as before', async () => {
  restaurant.publish(withTiers({ tiers: { list: [] } }))
  expect(await mine()).toMatchObject({ tier: null, tiers: [], gifts: [], entitlements: [], keep: null })
  expect((await diner.must('member', 'home', {})).member?.tier).toBeNull()
  expect(await identified()).toMatchObject({ tier: null, entitlements: [] })
  expect(await settle({ amountFen: 90_000 })).toMatchObject({
    value: { raisedTo: null, pointsEarned: 900, tierOffFen: 0 },
  })
})

it('the diner sees what would keep the tier', async () => {
  await restaurant.earn(diner, cashier, 60)
  restaurant.cloud.clock.advance(30 * DAY)
  expect((await mine()).keep).toEqual({
    through: '2026-02-28',
    needs: { kind: 'growth', done: 0, of: 50 },
  })
})
