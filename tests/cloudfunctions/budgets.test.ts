import { randomUUID } from 'node:crypto'
import { limitedReward, withTiers } from '../support/programmes'
import { NOON, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'

/**
 * Design section 6: database requests per operation, transaction start and commit counted. Warm: the instance
 * remembers the login and the programme. Cold: it remembers nothing.
 */
const riverside = { storeId: 'riverside' }
const TODAY = '2025-03-01'
const YESTERDAY = '2025-02-28'
/** The task that asks for a photo. */
const tablePhoto = {
  taskId: 'table-photo',
  periodKey: '2025-03',
  nth: 1,
  photo: `cloud://env.bucket/task-photos/${'a'.repeat(32)}.jpg`,
}
const TEXT = '面很劲道，汤再热一点就更好了'
type Act = (how: { requestId: string; attempt: number }) => Promise<{ ok: boolean; reason?: string }>

let restaurant: Restaurant
let cashier: Phone
let manager: Phone
let diner: Phone
let guests = 0

const programme = withTiers({
  attribution: { placements: [{ id: 'table-8', kind: 'table', storeId: 'riverside', label: '8 号桌' }] },
  rewards: [...withTiers().rewards, limitedReward()],
})

const voucherOf = async (): Promise<string> => {
  const taken = await diner.must('points-mall', 'redeem', { rewardId: 'ten-off' })
  return taken.kind === 'voucher' ? taken.voucherId : ''
}
const handedIn = async (): Promise<string> => {
  await diner.must('submissions', 'submit', tablePhoto)
  return String(restaurant.cloud.documents('submissions').at(-1)?._id)
}
const billWithVoucher = async () => {
  const voucher = { voucherId: await voucherOf(), payableFen: 4600 }
  return { ...riverside, ticket: await restaurant.ticketOf(diner, cashier), amountFen: 5600, voucher }
}

beforeAll(async () => {
  restaurant = await openRestaurant({ programme })
  cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  manager = restaurant.staff('manager', 'manager', ['riverside'])
})
beforeEach(async () => {
  restaurant.stock('limited-bowl', 10)
  restaurant.stock('sold-out-bowl', 0)
  diner = await restaurant.member(`diner-${guests++}`)
})
afterAll(() => restaurant.close())

/** Makes an instance remember this caller's login and the programme. */
async function warmUp(): Promise<void> {
  await diner.must('points', 'history', {})
  await diner.must('points-mall', 'list', {})
  await diner.must('member', 'showCode', {})
  await diner.must('vouchers', 'list', {})
  await diner.must('tasks', 'list', {})
  await diner.must('tiers', 'mine', {})
  await diner.once('check-in', 'checkIn', { day: YESTERDAY })
  await cashier.once('counter', 'void', { ...riverside, billId: 'bill:riverside:none', reason: 'other' })
  await cashier.once('attribution', 'code', { placementId: 'none' })
  await diner.once('attribution', 'scan', { placementId: 'none' })
  await diner.once('submissions', 'submit', { ...tablePhoto, taskId: 'none' })
  await diner.once('reviews', 'write', { billId: 'bill:riverside:none', rating: 5, text: TEXT })
}

async function requestsOf(act: () => Promise<unknown>): Promise<number> {
  await act()
  return restaurant.cloud.calls.last().databaseRequests
}

interface Row {
  name: string
  /** Requests when it succeeds; a bound where a range is allowed. */
  warm: number
  cold: number
  /** The same request again, marked as a repetition. */
  repeated?: { warm: number; cold: number }
  prepare: () => Promise<Act>
}

const rows: Row[] = [
  {
    name: 'join',
    warm: 7,
    cold: 8,
    repeated: { warm: 2, cold: 3 },
    async prepare() {
      const stranger = restaurant.phone(`stranger-${guests++}`)
      return (how) => stranger.once('member', 'join', { agreedPrivacyVersion: '1' }, how)
    },
  },
  {
    name: 'open home',
    warm: 3,
    cold: 5,
    prepare: async () => (how) => diner.once('member', 'home', {}, how),
  },
  {
    name: 'open the profile',
    warm: 2,
    cold: 4,
    prepare: async () => (how) => diner.once('member', 'profile', {}, how),
  },
  {
    name: 'rename',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('member', 'rename', { name: '小王' }, how),
  },
  {
    name: 'add a phone number',
    warm: 7,
    cold: 9,
    repeated: { warm: 5, cold: 7 },
    async prepare() {
      const openid = `guest-with-phone-${guests++}`
      restaurant.cloud.wechat.phoneCodes.set(openid, `139${String(guests).padStart(8, '0')}`)
      const guest = await restaurant.member(openid)
      await guest.must('member', 'profile', {})
      return (how) => guest.once('member', 'bindPhone', { phoneCode: openid }, how)
    },
  },
  {
    name: 'open the counter',
    warm: 1,
    cold: 2,
    prepare: async () => (how) => cashier.once('counter', 'open', {}, how),
  },
  {
    name: 'wait for news while there are none',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('points', 'news', { afterSeq: 1 }, how),
  },
  {
    name: 'hear of a bill',
    warm: 2,
    cold: 4,
    prepare: async () => (how) => diner.once('points', 'news', { afterSeq: 0 }, how),
  },
  {
    name: 'wait for a redemption to be served',
    warm: 1,
    cold: 3,
    async prepare() {
      const { redemptionId } = redemptionOf(
        await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }),
      )
      return (how) => diner.once('points-mall', 'redemption', { redemptionId }, how)
    },
  },
  {
    name: 'show the member code',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('member', 'showCode', {}, how),
  },
  {
    name: 'show the member code with a voucher',
    warm: 2,
    cold: 4,
    async prepare() {
      const voucherId = await voucherOf()
      return (how) => diner.once('member', 'showCode', { voucherId }, how)
    },
  },
  {
    name: 'my vouchers',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('vouchers', 'list', {}, how),
  },
  {
    name: 'what a tier with a discount and each voucher would do to a bill',
    warm: 3,
    cold: 4,
    async prepare() {
      const ticket = await restaurant.ticketOf(diner, cashier)
      return (how) => cashier.once('counter', 'vouchers', { ...riverside, ticket, amountFen: 5600 }, how)
    },
  },
  {
    name: 'settle a bill with a voucher',
    warm: 8,
    cold: 9,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const bill = await billWithVoucher()
      return (how) => cashier.once('counter', 'settle', bill, how)
    },
  },
  {
    name: 'void a bill with a voucher',
    warm: 9,
    cold: 10,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const { billId } = await cashier.must('counter', 'settle', await billWithVoucher())
      return (how) => cashier.once('counter', 'void', { ...riverside, billId, reason: 'refunded' }, how)
    },
  },
  {
    name: 'redeem a voucher',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    prepare: async () => (how) => diner.once('points-mall', 'redeem', { rewardId: 'ten-off' }, how),
  },
  {
    name: 'check in and win a voucher',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      for (const [i, day] of ['2025-02-27', YESTERDAY].entries()) {
        restaurant.cloud.clock.moveTo(NOON - (2 - i) * 86_400_000)
        await diner.must('check-in', 'checkIn', { day })
      }
      restaurant.cloud.clock.moveTo(NOON)
      return (how) => diner.once('check-in', 'checkIn', { day: TODAY }, how)
    },
  },
  {
    name: 'tasks and badges',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('tasks', 'list', {}, how),
  },
  {
    name: 'claim a task',
    warm: 5,
    cold: 7,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      await restaurant.earn(diner, cashier, 200)
      const claim = { taskId: 'week-of-200', periodKey: 'week-2025-02-24', round: 1 }
      return (how) => diner.once('tasks', 'claim', claim, how)
    },
  },
  {
    name: 'claim a task with a voucher',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      await restaurant.earn(diner, cashier, 50)
      const claim = { taskId: 'five-visits', periodKey: '2025-03', round: 1 }
      return (how) => diner.once('tasks', 'claim', claim, how)
    },
  },
  {
    name: 'write about a meal',
    warm: 7,
    cold: 9,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const { billId } = await restaurant.earn(diner, cashier, 50)
      return (how) => diner.once('reviews', 'write', { billId, rating: 5, text: TEXT }, how)
    },
  },
  {
    name: 'void a bill that was written about',
    warm: 8,
    cold: 9,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const { billId } = await restaurant.earn(diner, cashier, 20)
      await diner.must('reviews', 'write', { billId, rating: 5, text: TEXT })
      return (how) => cashier.once('counter', 'void', { ...riverside, billId, reason: 'refunded' }, how)
    },
  },
  {
    name: 'read what was written',
    warm: 2,
    cold: 3,
    prepare: async () => (how) => manager.once('reviews', 'list', riverside, how),
  },
  {
    name: 'hand in a photo for a task',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    prepare: async () => (how) => diner.once('submissions', 'submit', tablePhoto, how),
  },
  {
    name: 'look at the photos that wait',
    warm: 2,
    cold: 3,
    async prepare() {
      await handedIn()
      return (how) => manager.once('submissions', 'waiting', riverside, how)
    },
  },
  {
    name: 'let a photo count, with a voucher',
    warm: 9,
    cold: 10,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const submissionId = await handedIn()
      const word = { ...riverside, submissionId, verdict: { approved: true as const } }
      return (how) => manager.once('submissions', 'decide', word, how)
    },
  },
  {
    name: 'refuse a photo',
    warm: 8,
    cold: 9,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const submissionId = await handedIn()
      const verdict = { approved: false as const, reason: 'not-ours' as const }
      return (how) => manager.once('submissions', 'decide', { ...riverside, submissionId, verdict }, how)
    },
  },
  {
    name: 'turn a risky task on, and off again',
    warm: 8,
    cold: 9,
    async prepare() {
      const { risky } = await manager.must('submissions', 'waiting', riverside)
      const turn = { ...riverside, taskId: 'moments-poster', on: risky?.[0]?.onSince === null }
      return (how) => manager.once('submissions', 'turn', turn, how)
    },
  },
  {
    name: 'tier and benefits',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('tiers', 'mine', {}, how),
  },
  {
    name: 'take a tier’s gift of points',
    warm: 5,
    cold: 7,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      await restaurant.earn(diner, cashier, 300)
      return (how) => diner.once('tiers', 'takeGift', { tierId: 'friend', period: '2025', round: 1 }, how)
    },
  },
  {
    name: 'take a tier’s gift with a voucher',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      await restaurant.earn(diner, cashier, 50)
      return (how) => diner.once('tiers', 'takeGift', { tierId: 'regular', period: '2025', round: 1 }, how)
    },
  },
  {
    name: 'take a voucher the tier entitles to',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      await restaurant.earn(diner, cashier, 50)
      const use = { entitlementId: 'monthly', period: '2025-03', nth: 1 }
      return (how) => diner.once('tiers', 'takeVoucher', use, how)
    },
  },
  {
    name: 'give what the tier entitles to',
    warm: 6,
    cold: 7,
    repeated: { warm: 4, cold: 5 },
    async prepare() {
      await restaurant.earn(diner, cashier, 50)
      const ticket = await restaurant.ticketOf(diner, cashier)
      const use = { entitlementId: 'egg', period: '2025-03', nth: 1 }
      return (how) => cashier.once('counter', 'giveEntitlement', { ...riverside, ticket, use }, how)
    },
  },
  {
    name: 'set a tier by hand',
    warm: 6,
    cold: 7,
    repeated: { warm: 4, cold: 5 },
    async prepare() {
      const ticket = await restaurant.ticketOf(diner, cashier)
      const set = { ...riverside, ticket, named: { tierId: 'friend', until: TODAY }, reason: '等了很久' }
      return (how) => manager.once('counter', 'setTier', set, how)
    },
  },
  {
    name: 'settle a bill that brings two tiers',
    warm: 6,
    cold: 7,
    repeated: { warm: 4, cold: 5 },
    async prepare() {
      const bill = { ...riverside, ticket: await restaurant.ticketOf(diner, cashier), amountFen: 30_000 }
      return (how) => cashier.once('counter', 'settle', bill, how)
    },
  },
  {
    name: 'settle a bill with a tier’s discount',
    warm: 6,
    cold: 7,
    repeated: { warm: 4, cold: 5 },
    async prepare() {
      await restaurant.earn(diner, cashier, 200)
      const ticket = await restaurant.ticketOf(diner, cashier)
      const bill = { ...riverside, ticket, amountFen: 10_000, payableFen: 9_500 }
      return (how) => cashier.once('counter', 'settle', bill, how)
    },
  },
  {
    name: 'void a bill that had brought a tier, and its gift',
    warm: 10,
    cold: 11,
    repeated: { warm: 5, cold: 6 },
    async prepare() {
      const { billId } = await restaurant.earn(diner, cashier, 50)
      await diner.must('tiers', 'takeGift', { tierId: 'regular', period: '2025', round: 1 })
      const slip = { ...riverside, billId, reason: 'refunded' as const }
      return (how) => cashier.once('counter', 'void', slip, how)
    },
  },
  {
    name: 'a colleague’s statement',
    warm: 2,
    cold: 3,
    prepare: async () => (how) => cashier.once('attribution', 'mine', {}, how),
  },
  {
    name: 'a manager’s statement, with the ranking',
    warm: 3,
    cold: 4,
    async prepare() {
      const invited = await restaurant.member(`invited-${guests++}`, { source: 's=s-cashier' })
      await restaurant.earn(invited, cashier, 300)
      return (how) => manager.once('attribution', 'mine', {}, how)
    },
  },
  {
    name: 'the picture of a colleague’s code',
    warm: 1,
    cold: 2,
    prepare: async () => (how) => cashier.once('attribution', 'code', { placementId: null }, how),
  },
  {
    name: 'scan the code of a table',
    warm: 2,
    cold: 4,
    prepare: async () => (how) => diner.once('attribution', 'scan', { placementId: 'table-8' }, how),
  },
  {
    name: 'settle the first bill of a colleague’s member',
    warm: 6,
    cold: 7,
    repeated: { warm: 4, cold: 5 },
    async prepare() {
      diner = await restaurant.member(`invited-${guests++}`, { source: 's=s-cashier' })
      const bill = { ...riverside, ticket: await restaurant.ticketOf(diner, cashier), amountFen: 5600 }
      return (how) => cashier.once('counter', 'settle', bill, how)
    },
  },
  {
    name: 'points summary',
    warm: 2,
    cold: 4,
    prepare: async () => (how) => diner.once('points', 'summary', {}, how),
  },
  {
    name: 'history',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('points', 'history', {}, how),
  },
  {
    name: 'points mall',
    warm: 2,
    cold: 4,
    prepare: async () => (how) => diner.once('points-mall', 'list', {}, how),
  },
  {
    name: 'my redemptions',
    warm: 1,
    cold: 3,
    prepare: async () => (how) => diner.once('points-mall', 'redemptions', {}, how),
  },
  {
    name: 'identify a scanned member code',
    warm: 3,
    cold: 4,
    async prepare() {
      const { code } = await diner.must('member', 'showCode', {})
      return (how) => cashier.once('counter', 'identify', { ...riverside, shown: { code } }, how)
    },
  },
  {
    name: 'identify a keyed member code',
    warm: 5,
    cold: 6,
    async prepare() {
      const { memberNumber, digits } = await diner.must('member', 'showCode', {})
      return (how) =>
        cashier.once('counter', 'identify', { ...riverside, shown: { memberNumber, digits } }, how)
    },
  },
  {
    name: 'settle a bill',
    warm: 6,
    cold: 7,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const ticket = await restaurant.ticketOf(diner, cashier)
      return (how) => cashier.once('counter', 'settle', { ...riverside, ticket, amountFen: 5600 }, how)
    },
  },
  {
    name: 'void a bill',
    warm: 7,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const { billId } = await restaurant.earn(diner, cashier, 56)
      return (how) => cashier.once('counter', 'void', { ...riverside, billId, reason: 'refunded' }, how)
    },
  },
  {
    name: 'redeem a limited reward',
    warm: 7,
    cold: 9,
    repeated: { warm: 3, cold: 5 },
    prepare: async () => (how) => diner.once('points-mall', 'redeem', { rewardId: 'limited-bowl' }, how),
  },
  {
    name: 'redeem an unlimited reward',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    prepare: async () => (how) => diner.once('points-mall', 'redeem', { rewardId: 'plum-juice' }, how),
  },
  {
    name: 'check in',
    warm: 5,
    cold: 7,
    repeated: { warm: 3, cold: 5 },
    prepare: async () => (how) => diner.once('check-in', 'checkIn', { day: TODAY }, how),
  },
  {
    name: 'make up a missed day',
    warm: 6,
    cold: 8,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      restaurant.setJoined(diner.openid, NOON - 86_400_000)
      return (how) => diner.once('check-in', 'makeUp', { day: YESTERDAY }, how)
    },
  },
  {
    name: 'fulfil a code',
    warm: 2,
    cold: 3,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
      return (how) => cashier.once('counter', 'fulfil', { ...riverside, code }, how)
    },
  },
  {
    name: 'undo a fulfilment',
    warm: 2,
    cold: 3,
    repeated: { warm: 3, cold: 5 },
    async prepare() {
      const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
      const { redemptionId, fulfilledAt } = await cashier.must('counter', 'fulfil', { ...riverside, code })
      return (how) => cashier.once('counter', 'undo', { ...riverside, redemptionId, fulfilledAt }, how)
    },
  },
]

/** All warm ones before the cold ones: what is warm stays warm for the next row. */
describe('warm', () => {
  it.each(rows)('$name takes $warm requests', async ({ warm, repeated, prepare }) => {
    const act = await prepare()
    await warmUp()
    const how = { requestId: randomUUID(), attempt: 1 }
    expect(await requestsOf(async () => expect(await act(how)).toMatchObject({ ok: true }))).toBe(warm)
    if (repeated) {
      const again = { ...how, attempt: 2 }
      const requests = await requestsOf(async () => expect(await act(again)).toMatchObject({ ok: true }))
      expect(requests).toBeLessThanOrEqual(repeated.warm)
    }
  })
})

describe('a refusal costs no more than the reads of its operation, and writes nothing', () => {
  const refusals: [string, number, string, () => Promise<Act>][] = [
    [
      'a bill keyed twice',
      5,
      'looks-like-the-same-bill',
      async () => {
        await restaurant.earn(diner, cashier, 56)
        const ticket = await restaurant.ticketOf(diner, cashier)
        return (how) => cashier.once('counter', 'settle', { ...riverside, ticket, amountFen: 5600 }, how)
      },
    ],
    [
      'a voucher below its threshold',
      6,
      'below-threshold',
      async () => {
        const taken = await diner.must('points-mall', 'redeem', { rewardId: 'twenty-off' })
        const voucherId = taken.kind === 'voucher' ? taken.voucherId : ''
        const ticket = await restaurant.ticketOf(diner, cashier)
        const bill = { ...riverside, ticket, amountFen: 5600, voucher: { voucherId, payableFen: 3600 } }
        return (how) => cashier.once('counter', 'settle', bill, how)
      },
    ],
    [
      'a task that is not reached',
      4,
      'task-not-reached',
      async () => (how) =>
        diner.once('tasks', 'claim', { taskId: 'five-visits', periodKey: '2025-03', round: 1 }, how),
    ],
    [
      'an entitlement of another tier',
      4,
      'no-such-entitlement',
      async () => (how) =>
        diner.once('tiers', 'takeVoucher', { entitlementId: 'monthly', period: '2025-03', nth: 1 }, how),
    ],
    [
      'another amount than the tier leaves',
      5,
      'another-amount-due',
      async () => {
        await restaurant.earn(diner, cashier, 200)
        const ticket = await restaurant.ticketOf(diner, cashier)
        return (how) => cashier.once('counter', 'settle', { ...riverside, ticket, amountFen: 10_000 }, how)
      },
    ],
    [
      'too few points',
      4,
      'not-enough-points',
      async () => (how) => diner.once('points-mall', 'redeem', { rewardId: 'beef-noodles' }, how),
    ],
    [
      'a second check-in',
      4,
      'already-checked-in',
      async () => {
        await diner.must('check-in', 'checkIn', { day: TODAY })
        return (how) => diner.once('check-in', 'checkIn', { day: TODAY }, how)
      },
    ],
    [
      'an unknown reward',
      1,
      'no-such-reward',
      async () => (how) => diner.once('points-mall', 'redeem', { rewardId: 'gone' }, how),
    ],
    [
      'a sold-out reward',
      3,
      'sold-out',
      async () => {
        restaurant.stock('limited-bowl', 0)
        return (how) => diner.once('points-mall', 'redeem', { rewardId: 'limited-bowl' }, how)
      },
    ],
    [
      'an unknown bill',
      2,
      'no-such-bill',
      async () => (how) =>
        cashier.once(
          'counter',
          'void',
          { ...riverside, billId: 'bill:riverside:none', reason: 'other' },
          how,
        ),
    ],
    [
      'a used redemption code',
      3,
      'already-served',
      async () => {
        const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
        await cashier.must('counter', 'fulfil', { ...riverside, code })
        return (how) => cashier.once('counter', 'fulfil', { ...riverside, code }, how)
      },
    ],
    [
      'a forged code',
      1,
      'forged-code',
      async () => (how) =>
        cashier.once(
          'counter',
          'fulfil',
          { ...riverside, code: `HW1.R.noodle-bar.r1.${'0'.repeat(32)}` },
          how,
        ),
    ],
    [
      'an operation nobody knows',
      0,
      'unknown-operation',
      async () => (how) => diner.once('points', 'steal' as 'summary', {}, how),
    ],
  ]
  it.each(refusals)('%s: at most %i requests', async (_name, most, reason, prepare) => {
    const act = await prepare()
    await warmUp()
    const before = everything(restaurant)
    const requests = await requestsOf(async () =>
      expect(await act({ requestId: randomUUID(), attempt: 1 })).toMatchObject({ ok: false, reason }),
    )
    expect(requests).toBeLessThanOrEqual(most)
    expect(everything(restaurant)).toEqual(before)
  })
})

describe('cold', () => {
  it.each(rows)('$name takes $cold requests', async ({ cold, repeated, prepare }) => {
    const act = await prepare()
    restaurant.cloud.coldStart()
    const how = { requestId: randomUUID(), attempt: 1 }
    expect(await requestsOf(async () => expect(await act(how)).toMatchObject({ ok: true }))).toBe(cold)
    if (repeated) {
      restaurant.cloud.coldStart()
      const again = { ...how, attempt: 2 }
      const requests = await requestsOf(async () => expect(await act(again)).toMatchObject({ ok: true }))
      expect(requests).toBeLessThanOrEqual(repeated.cold)
    }
  })
})

it('no query of any function is without an index behind it', () => {
  expect(restaurant.cloud.fullScans).toMatchObject({ count: 0 })
})

function everything({ cloud }: Restaurant): unknown {
  return ['accounts', 'ledger_entries', 'vouchers', 'reward_stocks', 'redemptions', 'used_codes'].map(
    (name) => cloud.documents(name),
  )
}
