import { randomUUID } from 'node:crypto'
import { CheckText } from '../../local/cloud/openapi/text-check'
import { Gateway } from '../../local/cloud/wire/gateway'
import { withVouchers } from '../support/programmes'
import { openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const HOUR = 3_600_000
const riverside = { storeId: 'riverside' }
const TEXT = '面很劲道，汤再热一点就更好了'

let restaurant: Restaurant
let diner: Phone
let cashier: Phone
let manager: Phone
let billId: string
beforeEach(async () => {
  restaurant = await openRestaurant({ programme: withVouchers() })
  diner = await restaurant.member('diner', { name: '王小明' })
  cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  manager = restaurant.staff('manager', 'manager', ['riverside'])
  billId = (await restaurant.earn(diner, cashier, 56)).billId
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

const writes = (
  changes: Partial<{ billId: string; rating: number; text: string }> = {},
  how?: { requestId: string; attempt?: number },
  of = diner,
) => of.once('reviews', 'write', { billId, rating: 4, text: TEXT, ...changes }, how)
const meals = async (of = diner) => (await of.must('tasks', 'list', {})).meals
const balance = () => restaurant.accountOf('diner').points.balance
const written = async (of = manager) => (await of.must('reviews', 'list', riverside)).reviews

it('a meal is listed until it is written about, which pays at once and says so in the history', async () => {
  expect(await meals()).toMatchObject([{ billId, storeName: '滨江店', payableFen: 5600 }])
  expect((await diner.must('member', 'home', {})).member?.toReview).toBe(1)
  const before = balance()
  expect(await writes()).toMatchObject({
    ok: true,
    value: { storeName: '滨江店', points: 10, spendable: before + 10 },
  })
  expect(await meals()).toEqual([])
  expect((await diner.must('member', 'home', {})).member?.toReview).toBe(0)
  expect((await diner.must('points', 'history', {})).lines[0]).toMatchObject({
    points: 10,
    about: { type: 'review', storeName: '滨江店', rating: 4 },
  })
})

it('what was written a manager of that store reads, latest first, and knows the writer no better than a till', async () => {
  await writes()
  restaurant.cloud.clock.advance(HOUR)
  const second = await restaurant.earn(diner, cashier, 30)
  await writes({ billId: second.billId, rating: 1, text: '等了四十分钟，面坨了' })
  expect(await written()).toMatchObject([
    { rating: 1, text: '等了四十分钟，面坨了', payableFen: 3000 },
    { rating: 4, text: TEXT, payableFen: 5600, member: { maskedName: '王**' } },
  ])
  expect(JSON.stringify(await written())).not.toContain('王小明')
  const elsewhere = restaurant.staff('station', 'manager', ['station'])
  expect(await elsewhere.once('reviews', 'list', riverside)).toMatchObject({ reason: 'not-your-store' })
  expect(await cashier.once('reviews', 'list', riverside)).toMatchObject({
    reason: 'not-allowed',
    details: { capability: 'read-reviews' },
  })
})

it('reviews come in pages, and each once', async () => {
  for (let bill = 0; bill < 21; bill++) {
    restaurant.cloud.clock.advance(60_000)
    const { billId } = await restaurant.earn(diner, cashier, 20 + bill)
    expect(await writes({ billId })).toMatchObject({ ok: true })
  }
  const first = await manager.must('reviews', 'list', riverside)
  expect(first.reviews).toHaveLength(20)
  const second = await manager.must('reviews', 'list', { ...riverside, before: first.nextBefore ?? '' })
  expect(second).toMatchObject({ nextBefore: null, reviews: [{ payableFen: 2000 }] })
  const ids = [...first.reviews, ...second.reviews].map(({ reviewId }) => reviewId)
  expect(new Set(ids).size).toBe(21)
})

it('written twenty times at once it is paid once (requirement F52: one claim per bill)', async () => {
  const before = balance()
  const input = { billId, rating: 5, text: TEXT }
  const replies = await Promise.all(Array.from({ length: 20 }, () => diner.call('reviews', 'write', input)))
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  for (const reply of replies) if (!reply.ok) expect(reply.reason).toBe('already-reviewed')
  expect(await writes({ rating: 1 })).toMatchObject({ reason: 'already-reviewed' })
  expect(balance()).toBe(before + 10)
  expect(await written()).toHaveLength(1)
})

it('sent again it is answered the same, also a day later', async () => {
  const how = { requestId: randomUUID() }
  const first = await writes({}, how)
  expect(await writes({}, { ...how, attempt: 2 })).toEqual(first)
  restaurant.cloud.clock.advance(25 * HOUR)
  expect(await writes({}, how)).toEqual(first)
})

it.each<[string, object, object]>([
  ['about a bill there is not', { billId: 'bill:riverside:B9' }, { reason: 'no-such-meal' }],
  ['of four characters', { text: '好吃好吃' }, { reason: 'review-too-short', details: { least: 5 } }],
  ['without a word', { text: '' }, { reason: 'review-too-short' }],
  ['that WeChat does not let others see', { text: '老板是傻瓜吧' }, { reason: 'text-not-fit' }],
  ['of no star', { rating: 0 }, { reason: 'invalid-input' }],
  ['of six stars', { rating: 6 }, { reason: 'invalid-input' }],
  ['of half a star', { rating: 2.5 }, { reason: 'invalid-input' }],
  ['of 301 characters', { text: '好'.repeat(301) }, { reason: 'invalid-input' }],
])('%s is refused, and nothing is written', async (_what, changes, refusal) => {
  const before = restaurant.cloud.documents('ledger_entries')
  expect(await writes(changes)).toMatchObject({ ok: false, ...refusal })
  expect(restaurant.cloud.documents('ledger_entries')).toEqual(before)
  expect(restaurant.cloud.documents('reviews')).toEqual([])
})

it('WeChat is asked about no text that is refused anyway, nor about one that was booked: its checks are counted', async () => {
  const asked = () =>
    restaurant.cloud.calls.last().requests.filter(({ action }) => action.startsWith('wx.openApi')).length
  await writes({ billId: 'bill:riverside:B9' })
  expect(asked()).toBe(0)
  await writes({ text: '好' })
  expect(asked()).toBe(0)
  const how = { requestId: randomUUID() }
  await writes({}, how)
  expect(asked()).toBe(1)
  await writes({}, { ...how, attempt: 2 })
  expect(asked()).toBe(0)
})

it('a text that WeChat cannot decide about goes through: staff alone read it', async () => {
  expect(await writes({ text: '想加微信问问菜单' })).toMatchObject({ ok: true })
})

describe('sent again it is answered as it was', () => {
  let judges: jest.SpyInstance<object>
  /** WeChat's judgement is its own, and another one on another day. */
  const wechatFinds = (suggest: 'pass' | 'risky') =>
    judges.mockReturnValue({ json: { result: { suggest, label: 100 } } })
  beforeEach(() => {
    judges = jest.spyOn(CheckText.prototype, 'call')
  })
  afterEach(() => jest.restoreAllMocks())

  const another = async () => (await restaurant.earn(diner, cashier, 30)).billId

  const wechatFindsItRisky = () => wechatFinds('risky')
  const itIsToBeLonger = () => restaurant.publish(withVouchers({ reviews: { leastCharacters: 50 } }))
  it.each([
    [
      'whatever WeChat thinks of the text by then, marked as sent again',
      2,
      wechatFindsItRisky,
      'text-not-fit',
    ],
    ['whatever WeChat thinks of the text by then, without a mark', 1, wechatFindsItRisky, 'text-not-fit'],
    ['however long it is to be by then, marked as sent again', 2, itIsToBeLonger, 'review-too-short'],
    ['however long it is to be by then, without a mark', 1, itIsToBeLonger, 'review-too-short'],
  ])('%s', async (_how, attempt, meanwhile, reason) => {
    const how = { requestId: randomUUID() }
    const first = await writes({}, how)
    meanwhile()
    expect(await writes({}, { ...how, attempt })).toEqual(first)
    expect(first).toMatchObject({ ok: true })
    expect(await writes({ billId: await another() })).toMatchObject({ reason })
  })

  it('also of two under way at once, where WeChat finds otherwise of the one it is slow about', async () => {
    const how = { requestId: randomUUID() }
    wechatFinds('risky')
    let quick: unknown
    wechatIsSlow(async () => {
      wechatFinds('pass')
      quick = await writes({}, how)
    })
    const slow = await writes({}, how)
    expect(slow).toMatchObject({ ok: true })
    expect(quick).toEqual(slow)
    expect(await written()).toHaveLength(1)
  })
})

/** WeChat's next answer is on its way as long as `meanwhile` lasts. */
function wechatIsSlow(meanwhile: () => Promise<void>): void {
  const { handle } = Gateway.prototype
  const handles = jest.spyOn(Gateway.prototype, 'handle')
  handles.mockImplementation(async function (this: Gateway, url, contentType, body) {
    const answer = await handle.call(this, url, contentType, body)
    if (contentType.startsWith('multipart/')) {
      handles.mockRestore()
      await meanwhile()
    }
    return answer
  })
}

it('after 24 hours it is too late', async () => {
  restaurant.cloud.clock.advance(24 * HOUR)
  expect(await meals()).toHaveLength(1)
  restaurant.cloud.clock.advance(1)
  expect(await meals()).toEqual([])
  expect(await writes()).toMatchObject({ reason: 'review-too-late' })
})

it('the meal of another member is none of one’s own', async () => {
  const other = await restaurant.member('other')
  expect(await writes({}, undefined, other)).toMatchObject({ reason: 'no-such-meal' })
  await writes()
  expect(await writes({}, undefined, other)).toMatchObject({ reason: 'no-such-meal' })
})

it('a voided bill takes back what its review had paid; its correction can be written about', async () => {
  const first = {
    ...riverside,
    ticket: await restaurant.ticketOf(diner, cashier),
    amountFen: 5600,
    orderNo: 'A17',
  }
  billId = (await cashier.must('counter', 'settle', { ...first, confirmedSameAmount: true })).billId
  const before = balance()
  await writes()
  const slip = { ...riverside, billId, reason: 'wrong-amount' as const }
  expect(await cashier.must('counter', 'void', slip)).toMatchObject({ pointsTakenBack: 66 })
  expect(balance()).toBe(before - 56)
  expect((await diner.must('points', 'history', {})).lines.slice(0, 2)).toMatchObject([
    { points: -10, about: { type: 'review-undone' } },
    { points: -56, about: { type: 'voided-bill' } },
  ])
  expect(await writes()).toMatchObject({ reason: 'no-such-meal' })
  const ticket = await restaurant.ticketOf(diner, cashier)
  const corrected = { ...riverside, ticket, amountFen: 6500, orderNo: 'A17', replaces: billId }
  const again = await cashier.must('counter', 'settle', corrected)
  expect(await writes({ billId: again.billId })).toMatchObject({ ok: true })
})

it('a bill corrected twice can be written about for a day since it was first settled', async () => {
  const settles = async (amountFen: number, replaces?: string) => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    const bill = { ...riverside, ticket, amountFen, orderNo: 'A17', ...(replaces ? { replaces } : {}) }
    return (await cashier.must('counter', 'settle', bill)).billId
  }
  await cashier.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })
  const firstAt = restaurant.cloud.clock.now()
  let last = await settles(5700)
  for (const amountFen of [5800, 5900]) {
    restaurant.cloud.clock.advance(5 * HOUR)
    await cashier.must('counter', 'void', { ...riverside, billId: last, reason: 'wrong-amount' })
    last = await settles(amountFen, last)
  }
  expect(await meals()).toMatchObject([{ billId: last, at: firstAt, until: firstAt + 24 * HOUR }])
})

it('a bill voided before it was written about is no meal', async () => {
  await cashier.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })
  expect(await meals()).toEqual([])
  expect(await writes()).toMatchObject({ reason: 'no-such-meal' })
})

it('written and voided at the same moment: what stands is paid, what does not is not', async () => {
  const before = balance() - 56
  await Promise.all([
    diner.call('reviews', 'write', { billId, rating: 5, text: TEXT }),
    cashier.call('counter', 'void', { ...riverside, billId, reason: 'refunded' }),
  ])
  expect(balance()).toBe(before)
  expect(restaurant.accountOf('diner').reviews).toEqual({ open: [], written: [] })
})
