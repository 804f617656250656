import { randomUUID } from 'node:crypto'
import { aProgramme } from '../support/programmes'
import { openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const agreed = { agreedPrivacyVersion: '1' }
const riverside = { storeId: 'riverside' }
let restaurant: Restaurant
let cashier: Phone
beforeEach(async () => {
  restaurant = await openRestaurant()
  cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

describe('joining', () => {
  it('needs no phone and no name, and gives the gift once', async () => {
    const diner = restaurant.phone('diner')
    expect(await diner.must('member', 'join', agreed)).toEqual({
      memberNumber: expect.stringMatching(/^\d{10}$/),
      giftPoints: 50,
      giftWithheld: null,
      phone: 'none',
      balance: 50,
    })
    expect(await diner.once('member', 'join', agreed)).toMatchObject({ reason: 'already-a-member' })
    expect(restaurant.accountOf('diner').points.balance).toBe(50)
  })

  it('sent again hears the same reply, without asking for the phone a second time', async () => {
    restaurant.cloud.phoneNumbers.set('code', '13800001278')
    const diner = restaurant.phone('diner')
    const how = { requestId: randomUUID() }
    const first = await diner.once('member', 'join', { ...agreed, phoneCode: 'code' }, how)
    expect(first).toMatchObject({ ok: true, value: { phone: 'bound' } })
    expect(
      await diner.once('member', 'join', { ...agreed, phoneCode: 'code' }, { ...how, attempt: 2 }),
    ).toEqual(first)
  })

  it('with the phone of a member makes a member without a gift, and says why', async () => {
    for (const code of ['first', 'second']) restaurant.cloud.phoneNumbers.set(code, '13800001278')
    await restaurant.member('one', { phoneCode: 'first' })
    expect(
      await restaurant.phone('two').must('member', 'join', { ...agreed, phoneCode: 'second' }),
    ).toMatchObject({
      giftPoints: 0,
      giftWithheld: 'phone-already-had-it',
      phone: 'belongs-to-another-member',
      balance: 0,
    })
    expect(restaurant.cloud.documents('phones')).toHaveLength(1)
  })

  it('of the same openid under another app is another person', async () => {
    await restaurant.member('diner')
    const event = { operation: 'join', input: agreed, requestId: randomUUID() }
    const reply = await restaurant.cloud.invoke('member', event, { openid: 'diner', appid: 'wxanother' })
    expect(reply).toMatchObject({ ok: true })
    expect(restaurant.cloud.documents('accounts')).toHaveLength(2)
  })

  it('follows the programme: its gift, its expiry, its version on the entry', async () => {
    restaurant.publish(aProgramme({ joining: { giftPoints: 88, expiry: { kind: 'rolling-days', days: 7 } } }))
    await restaurant.member('diner')
    expect(restaurant.accountOf('diner').points.lots).toEqual([
      { kind: 'gift', expiry: '2025-03-08', remaining: 88 },
    ])
    expect(restaurant.cloud.documents('ledger_entries')).toMatchObject([{ programmeVersion: 2 }])
  })
})

describe('a member code', () => {
  it('works for 59 seconds and not for 60', async () => {
    const diner = await restaurant.member('diner')
    const { code } = await diner.must('member', 'showCode', {})
    restaurant.cloud.clock.advance(60_000)
    expect(await cashier.once('counter', 'identify', { ...riverside, shown: { code } })).toMatchObject({
      reason: 'code-expired',
    })
    restaurant.cloud.clock.advance(-1_000)
    expect(await cashier.once('counter', 'identify', { ...riverside, shown: { code } })).toMatchObject({
      ok: true,
    })
  })

  it('used once says when; the same request, sent again, gets its ticket again', async () => {
    const diner = await restaurant.member('diner')
    const { code } = await diner.must('member', 'showCode', {})
    const how = { requestId: randomUUID() }
    const first = await cashier.once('counter', 'identify', { ...riverside, shown: { code } }, how)
    expect(await cashier.once('counter', 'identify', { ...riverside, shown: { code } }, how)).toEqual(first)
    expect(await cashier.once('counter', 'identify', { ...riverside, shown: { code } })).toEqual({
      ok: false,
      reason: 'code-used',
      details: { usedAt: restaurant.cloud.clock.now() },
    })
  })

  it('can be keyed: member number and six digits, once', async () => {
    const diner = await restaurant.member('diner', { name: '王小明' })
    const { memberNumber, digits } = await diner.must('member', 'showCode', {})
    const shown = { memberNumber, digits }
    expect(await cashier.once('counter', 'identify', { ...riverside, shown })).toMatchObject({
      ok: true,
      value: { member: { maskedName: '王**', memberNumberTail: memberNumber.slice(-4) } },
    })
    expect(await cashier.once('counter', 'identify', { ...riverside, shown })).toMatchObject({
      reason: 'code-used',
    })
  })

  it('keyed wrong five times is locked for the window, even for the right digits, and open in the next', async () => {
    const diner = await restaurant.member('diner')
    const { memberNumber, digits } = await diner.must('member', 'showCode', {})
    const key = (sixDigits: string) =>
      cashier.once('counter', 'identify', { ...riverside, shown: { memberNumber, digits: sixDigits } })
    const wrong = digits === '000000' ? '000001' : '000000'
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      expect(await key(wrong)).toMatchObject({ reason: 'wrong-keyed-code', details: { triesLeft } })
    }
    expect(await key(digits)).toMatchObject({ reason: 'keyed-code-locked' })
    restaurant.cloud.clock.advance(60_000)
    const { digits: next } = await diner.must('member', 'showCode', {})
    expect(await key(next)).toMatchObject({ ok: true })
  })
})
