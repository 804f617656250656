import { randomUUID } from 'node:crypto'
import type { FaultKind } from '../../local/cloud/faults'
import { limitedReward, withTiers } from '../support/programmes'
import { NOON, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'

/**
 * Every database request of every operation that moves points or serves a dish is made to fail in every way there
 * is; then the same request is sent again, at once and when the platform has freed a dead instance's locks. It
 * must end in the state of one clean run.
 */
const KINDS: FaultKind[] = ['not-sent', 'reply-lost', 'conflict', 'killed', 'killed-after']
/** Longer than the 30 s for which a dead instance's transaction keeps its locks. */
const LOCKS_ARE_FREE = 31_000
const SWEPT = 120_000
const ONE_DAY = 86_400_000

interface Guests {
  diner: Phone
  cashier: Phone
}
type Act = (attempt: number) => Promise<{ ok: boolean; reason?: string; value?: unknown }>

interface Scenario {
  name: string
  feature: string
  operation: string
  /** Everything before the operation under test; answers the operation itself, under one request id. */
  prepare: (guests: Guests, restaurant: Restaurant) => Promise<Act>
}

const riverside = { storeId: 'riverside' }

/** What a bill of ¥50 brings. */
const tierGift = { tierId: 'regular', period: '2025', round: 1 }

/** The task that asks for a photo. */
const tablePhoto = {
  taskId: 'table-photo',
  periodKey: '2025-03',
  nth: 1,
  photo: `cloud://env.bucket/task-photos/${'a'.repeat(32)}.jpg`,
}
const TEXT = '面很劲道，汤再热一点就更好了'

/** The task for one visit of this month. */
const visitClaim = { taskId: 'five-visits', periodKey: '2025-03', round: 1 }

const scenarios: Scenario[] = [
  {
    name: 'identify',
    feature: 'counter',
    operation: 'identify',
    async prepare({ diner, cashier }) {
      const { code } = await diner.must('member', 'showCode', {})
      const requestId = randomUUID()
      return (attempt) =>
        cashier.once('counter', 'identify', { ...riverside, shown: { code } }, { requestId, attempt })
    },
  },
  {
    name: 'settle',
    feature: 'counter',
    operation: 'settle',
    async prepare({ diner, cashier }, restaurant) {
      const ticket = await restaurant.ticketOf(diner, cashier)
      const requestId = randomUUID()
      const bill = { ...riverside, ticket, amountFen: 5600, orderNo: requestId }
      return (attempt) => cashier.once('counter', 'settle', bill, { requestId, attempt })
    },
  },
  {
    name: 'void',
    feature: 'counter',
    operation: 'void',
    async prepare({ diner, cashier }, restaurant) {
      const { billId } = await restaurant.earn(diner, cashier, 56)
      const requestId = randomUUID()
      const slip = { ...riverside, billId, reason: 'wrong-amount' as const }
      return (attempt) => cashier.once('counter', 'void', slip, { requestId, attempt })
    },
  },
  {
    name: 'settle with a voucher',
    feature: 'counter',
    operation: 'settle',
    async prepare({ diner, cashier }, restaurant) {
      const bill = await billWithVoucher({ diner, cashier }, restaurant)
      const requestId = randomUUID()
      return (attempt) => cashier.once('counter', 'settle', bill, { requestId, attempt })
    },
  },
  {
    name: 'void a bill with a voucher',
    feature: 'counter',
    operation: 'void',
    async prepare({ diner, cashier }, restaurant) {
      const bill = await billWithVoucher({ diner, cashier }, restaurant)
      const { billId } = await cashier.must('counter', 'settle', bill)
      const requestId = randomUUID()
      const slip = { ...riverside, billId, reason: 'wrong-amount' as const }
      return (attempt) => cashier.once('counter', 'void', slip, { requestId, attempt })
    },
  },
  ...['plum-juice', 'limited-bowl', 'ten-off'].map((rewardId) => ({
    name: `redeem ${rewardId}`,
    feature: 'points-mall',
    operation: 'redeem',
    async prepare({ diner }: Guests) {
      const requestId = randomUUID()
      return (attempt: number) => diner.once('points-mall', 'redeem', { rewardId }, { requestId, attempt })
    },
  })),
  {
    name: 'check in',
    feature: 'check-in',
    operation: 'checkIn',
    async prepare({ diner }) {
      const requestId = randomUUID()
      return (attempt) => diner.once('check-in', 'checkIn', { day: '2025-03-01' }, { requestId, attempt })
    },
  },
  {
    name: 'claim a task with a voucher',
    feature: 'tasks',
    operation: 'claim',
    async prepare({ diner, cashier }, restaurant) {
      await restaurant.earn(diner, cashier, 56)
      const requestId = randomUUID()
      return (attempt) => diner.once('tasks', 'claim', visitClaim, { requestId, attempt })
    },
  },
  {
    name: 'void a bill and what a task had paid for it',
    feature: 'counter',
    operation: 'void',
    async prepare({ diner, cashier }, restaurant) {
      const { billId } = await restaurant.earn(diner, cashier, 56)
      await diner.must('tasks', 'claim', visitClaim)
      const requestId = randomUUID()
      const slip = { ...riverside, billId, reason: 'wrong-amount' as const }
      return (attempt) => cashier.once('counter', 'void', slip, { requestId, attempt })
    },
  },
  {
    name: 'write about a meal',
    feature: 'reviews',
    operation: 'write',
    async prepare({ diner, cashier }, restaurant) {
      const { billId } = await restaurant.earn(diner, cashier, 56)
      const requestId = randomUUID()
      const review = { billId, rating: 4, text: TEXT }
      return (attempt) => diner.once('reviews', 'write', review, { requestId, attempt })
    },
  },
  {
    name: 'void a bill that was written about',
    feature: 'counter',
    operation: 'void',
    async prepare({ diner, cashier }, restaurant) {
      const { billId } = await restaurant.earn(diner, cashier, 20)
      await diner.must('reviews', 'write', { billId, rating: 4, text: TEXT })
      const requestId = randomUUID()
      const slip = { ...riverside, billId, reason: 'wrong-amount' as const }
      return (attempt) => cashier.once('counter', 'void', slip, { requestId, attempt })
    },
  },
  {
    name: 'hand in a photo',
    feature: 'submissions',
    operation: 'submit',
    async prepare({ diner }) {
      const requestId = randomUUID()
      return (attempt) => diner.once('submissions', 'submit', tablePhoto, { requestId, attempt })
    },
  },
  ...[true, false].map((approved) => ({
    name: approved ? 'let a photo count, with a voucher' : 'refuse a photo',
    feature: 'submissions',
    operation: 'decide',
    async prepare({ diner, cashier }: Guests, restaurant: Restaurant) {
      await diner.must('submissions', 'submit', tablePhoto)
      const submissionId = String(restaurant.cloud.documents('submissions').at(-1)?._id)
      const requestId = randomUUID()
      const verdict = approved
        ? { approved: true as const }
        : { approved: false as const, reason: 'not-ours' as const }
      const word = { ...riverside, submissionId, verdict }
      return (attempt: number) => cashier.once('submissions', 'decide', word, { requestId, attempt })
    },
  })),
  {
    name: 'take the gift of a tier',
    feature: 'tiers',
    operation: 'takeGift',
    async prepare({ diner, cashier }, restaurant) {
      await restaurant.earn(diner, cashier, 50)
      const requestId = randomUUID()
      return (attempt) => diner.once('tiers', 'takeGift', tierGift, { requestId, attempt })
    },
  },
  {
    name: 'take a voucher of the tier',
    feature: 'tiers',
    operation: 'takeVoucher',
    async prepare({ diner, cashier }, restaurant) {
      await restaurant.earn(diner, cashier, 50)
      const requestId = randomUUID()
      const use = { entitlementId: 'monthly', period: '2025-03', nth: 1 }
      return (attempt) => diner.once('tiers', 'takeVoucher', use, { requestId, attempt })
    },
  },
  {
    name: 'give an entitlement',
    feature: 'counter',
    operation: 'giveEntitlement',
    async prepare({ diner, cashier }, restaurant) {
      await restaurant.earn(diner, cashier, 50)
      const ticket = await restaurant.ticketOf(diner, cashier)
      const requestId = randomUUID()
      const given = { ...riverside, ticket, use: { entitlementId: 'egg', period: '2025-03', nth: 1 } }
      return (attempt) => cashier.once('counter', 'giveEntitlement', given, { requestId, attempt })
    },
  },
  {
    name: 'set a tier by hand',
    feature: 'counter',
    operation: 'setTier',
    async prepare({ diner, cashier }, restaurant) {
      const ticket = await restaurant.ticketOf(diner, cashier)
      const requestId = randomUUID()
      const set = { ...riverside, ticket, named: { tierId: 'friend', until: '2025-06-01' }, reason: '补偿' }
      return (attempt) => cashier.once('counter', 'setTier', set, { requestId, attempt })
    },
  },
  {
    name: 'void a bill that had brought a tier and its gift',
    feature: 'counter',
    operation: 'void',
    async prepare({ diner, cashier }, restaurant) {
      const { billId } = await restaurant.earn(diner, cashier, 50)
      await diner.must('tiers', 'takeGift', tierGift)
      const requestId = randomUUID()
      const slip = { ...riverside, billId, reason: 'wrong-amount' as const }
      return (attempt) => cashier.once('counter', 'void', slip, { requestId, attempt })
    },
  },
  {
    name: 'check in and win a voucher',
    feature: 'check-in',
    operation: 'checkIn',
    async prepare({ diner }, restaurant) {
      for (const day of ['2025-02-27', '2025-02-28']) {
        restaurant.cloud.clock.moveTo(Date.parse(`${day}T12:00:00+08:00`))
        await diner.must('check-in', 'checkIn', { day })
      }
      restaurant.cloud.clock.moveTo(NOON)
      const requestId = randomUUID()
      return (attempt) => diner.once('check-in', 'checkIn', { day: '2025-03-01' }, { requestId, attempt })
    },
  },
  {
    name: 'make up a day',
    feature: 'check-in',
    operation: 'makeUp',
    async prepare({ diner }, restaurant) {
      restaurant.setJoined(diner.openid, NOON - ONE_DAY)
      await diner.must('check-in', 'checkIn', { day: '2025-03-01' })
      const requestId = randomUUID()
      return (attempt) => diner.once('check-in', 'makeUp', { day: '2025-02-28' }, { requestId, attempt })
    },
  },
  {
    name: 'fulfil',
    feature: 'counter',
    operation: 'fulfil',
    async prepare({ diner, cashier }) {
      const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
      const requestId = randomUUID()
      return (attempt) => cashier.once('counter', 'fulfil', { ...riverside, code }, { requestId, attempt })
    },
  },
  {
    name: 'undo',
    feature: 'counter',
    operation: 'undo',
    async prepare({ diner, cashier }) {
      const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
      const { redemptionId, fulfilledAt } = await cashier.must('counter', 'fulfil', { ...riverside, code })
      const requestId = randomUUID()
      return (attempt) =>
        cashier.once('counter', 'undo', { ...riverside, redemptionId, fulfilledAt }, { requestId, attempt })
    },
  },
]

const programme = withTiers({
  rewards: [...withTiers().rewards, limitedReward({ memberLimit: { count: 2, per: 'month' } })],
})

/** A bill in which the diner's voucher is to be used. */
async function billWithVoucher({ diner, cashier }: Guests, restaurant: Restaurant) {
  const taken = await diner.must('points-mall', 'redeem', { rewardId: 'ten-off' })
  const voucherId = taken.kind === 'voucher' ? taken.voucherId : ''
  const ticket = await restaurant.ticketOf(diner, cashier)
  const voucher = { voucherId, payableFen: 4600 }
  return { ...riverside, ticket, amountFen: 5600, voucher, orderNo: randomUUID() }
}

describe.each(scenarios)('$name', ({ feature, operation, prepare }) => {
  let restaurant: Restaurant
  let cashier: Phone
  let clean: { state: unknown; reply: unknown; requests: number }
  let guests = 0

  /** What one diner's operation left behind, without times and ids of this run. */
  const stateOf = (openid: string): unknown => {
    const { memberId, points, bills, taken, checkIns, activity, claims, submissions, reviews, standing } =
      restaurant.accountOf(openid)
    const { activeOn: _, ...money } = points
    const mine = (document: Record<string, unknown>): boolean => document.memberId === memberId
    return {
      money,
      bills: bills.count,
      taken: Object.values(taken),
      checkIns,
      activity,
      standing: { ...standing, gifts: standing.gifts.map(paidOrNot), taken: standing.taken.map(paidOrNot) },
      submissions,
      photos: restaurant.cloud
        .documents('submissions')
        .filter(mine)
        .map(({ state, nth, decided }) => ({ state, nth, decided: decided !== null })),
      reviews: { open: reviews.open.length, written: reviews.written.length },
      writtenReviews: restaurant.cloud
        .documents('reviews')
        .filter(mine)
        .map(({ rating, text }) => ({ rating, text })),
      claims: claims.map(({ taskId, round, paid }) => ({ taskId, round, paid: paid !== null })),
      entries: restaurant.cloud
        .documents('ledger_entries')
        .filter(mine)
        .map(({ verb, points, lots }) => ({ verb, points, lots })),
      vouchers: restaurant.cloud
        .documents('vouchers')
        .filter(mine)
        .map(({ templateId, status, lastGoodDay }) => ({ templateId, status, lastGoodDay })),
      redemptions: restaurant.cloud
        .documents('redemptions')
        .filter(mine)
        .map(({ status, events, servedIn }) => ({
          status,
          servedIn,
          events: (events as { kind: string }[]).map(({ kind }) => kind),
        })),
      stock: restaurant.cloud.documents('reward_stocks').map(({ left, claims }) => ({ left, claims })),
    }
  }
  /** Without the ids of this run. */
  const paidOrNot = <C extends { paid: unknown }>(one: C) => ({ ...one, paid: one.paid !== null })
  const comparable = (reply: unknown): unknown =>
    JSON.parse(JSON.stringify(reply), (key, value: unknown) =>
      [
        'settledAt',
        'fulfilledAt',
        'undoUntil',
        'expiresAt',
        'ticket',
        'ticketExpiresAt',
        'identifiedAt',
        'code',
        'redemptionId',
        'voucherId',
        'billId',
        'member',
      ].includes(key)
        ? null
        : value,
    )
  /** A new diner before the operation under test, with instances that know login and programme. */
  const guest = async (): Promise<{ act: Act; openid: string }> => {
    restaurant.cloud.clock.moveTo(NOON)
    restaurant.stock('limited-bowl', 10)
    const openid = `diner-${guests++}`
    const diner = await restaurant.member(openid)
    await diner.must('points-mall', 'list', {})
    await cashier.once('counter', 'void', { ...riverside, billId: 'bill:riverside:none', reason: 'other' })
    return { act: await prepare({ diner, cashier }, restaurant), openid }
  }
  const sweep = async (): Promise<void> => {
    // Each guest's sweep at a moment of its own: a pass that is done is not done again.
    restaurant.cloud.clock.advance(SWEPT + guests)
    await restaurant.tick('settle-stock-claims')
  }

  beforeAll(async () => {
    restaurant = await openRestaurant({ programme })
    cashier = restaurant.staff('cashier', 'manager', ['riverside', 'station'])
    const { act, openid } = await guest()
    restaurant.cloud.calls.clear()
    const reply = await act(1)
    expect(reply).toMatchObject({ ok: true })
    const requests = restaurant.cloud.calls.last().databaseRequests
    await sweep()
    clean = { state: stateOf(openid), reply: comparable(reply), requests }
  })
  afterAll(() => restaurant.close())

  it.each(KINDS)('%s at any request: the same request, sent again, ends as one clean run', async (kind) => {
    for (let request = 1; request <= clean.requests; request++) {
      const where = `${kind} at request ${request}`
      const { act, openid } = await guest()
      restaurant.cloud.faults.arm({ functionName: feature, operation, request, kind })
      const first = await act(1).catch(() => ({ ok: false, reason: 'no-reply' }))
      expect([where, restaurant.cloud.faults.fired]).toEqual([where, true])
      restaurant.cloud.faults.disarm()
      expect([where, restaurant.faults()]).toEqual([where, []])

      const atOnce = await act(2)
      if (!atOnce.ok) expect([where, atOnce.reason]).toEqual([where, 'busy'])
      restaurant.cloud.clock.advance(LOCKS_ARE_FREE)
      const later = await act(3)
      expect([where, comparable(later)]).toEqual([where, clean.reply])
      if (first.ok) expect([where, comparable(first)]).toEqual([where, clean.reply])

      const duplicate = await act(1)
      expect([where, comparable(duplicate)]).toEqual([where, clean.reply])
      await sweep()
      expect([where, stateOf(openid)]).toEqual([where, clean.state])

      restaurant.cloud.clock.advance(ONE_DAY)
      const dayLater = await act(1)
      // A member code has run out by then; whatever was booked is answered as it was.
      const expected =
        operation === 'identify' ? expect.objectContaining({ reason: 'code-expired' }) : clean.reply
      expect([where, comparable(dayLater)]).toEqual([where, expected])
      expect([where, stateOf(openid)]).toEqual([where, clean.state])
    }
    expect(restaurant.faults()).toEqual([])
  })
})
