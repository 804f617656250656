import { randomUUID } from 'node:crypto'
import type { FaultKind } from '../../local/cloud/faults'
import { limitedReward, withTiers } from '../support/programmes'
import type { FeatureName, Input, OperationName } from '../../contract'
import { callUntilAnswered } from '../../miniprogram/cloud/repeat'
import { openRestaurant, type Phone, type Restaurant } from '../support/restaurant'
import { addDays, businessDay } from '../../domain/time/business-day'
import { seeded } from '../../local/seeded'
import { redemptionOf } from '../../local/demo/redemption-of'

/**
 * A few diners over many days, everything at once: bills, voids, redemptions, servings, undos, in any order, with
 * requests failing in every way, duplicates of old requests, and a clock that jumps. A seed that fails is kept.
 */
const SEEDS = [1, 20_250_301, 777_777]
const STEPS = 600
const riverside = { storeId: 'riverside' }
const FAULTS: FaultKind[] = ['not-sent', 'reply-lost', 'conflict', 'killed', 'killed-after']

const programme = withTiers({
  earning: { expiry: { kind: 'rolling-months', months: 6 } },
  joining: { expiry: { kind: 'rolling-days', days: 20 } },
  reviews: { withinHours: 168 },
  tasks: {
    list: withTiers().tasks.list.map((task) =>
      task.id === 'table-photo' ? { ...task, period: 'day' as const } : task,
    ),
  },
  rewards: [
    ...withTiers().rewards,
    limitedReward({
      id: 'flash',
      pricePoints: 30,
      memberLimit: { count: 3, per: 'month' },
      codeValidDays: 10,
    }),
  ],
})

describe('weeks of random visits with everything going wrong', () => {
  it.each(SEEDS)(
    'seed %i: every ledger adds up, no unit of stock is lost or sold twice',
    async (seed) => {
      const restaurant = await openRestaurant({ programme })
      restaurant.stock('flash', 25)
      const luck = seeded(seed)
      const cashier = restaurant.staff('cashier', 'manager', ['riverside'])
      restaurant.staff('colleague', 'cashier', ['riverside'])
      const brought = { source: 's=s-colleague' }
      const diners = await Promise.all(
        ['a', 'b', 'c', 'd'].map((openid, nth) => restaurant.member(openid, nth < 2 ? {} : brought)),
      )
      const played = await play(restaurant, luck, cashier, diners)
      restaurant.cloud.faults.disarm()

      restaurant.cloud.clock.advance(200_000)
      await restaurant.tick('settle-stock-claims')
      expect(restaurant.faults()).toEqual([])
      const sold = restaurant.cloud
        .documents('redemptions')
        .filter(({ rewardId }) => rewardId === 'flash').length
      const [stock] = restaurant.cloud.documents('reward_stocks')
      expect(stock).toMatchObject({ left: 25 - sold, claims: {} })
      // The luck must have led somewhere, or nothing was shown.
      expect(played).toMatchObject({ settled: expect.any(Number), redeemed: expect.any(Number) })
      expect(
        Math.min(
          played.settled,
          played.redeemed,
          played.voided,
          played.corrected,
          played.served,
          played.undone,
          played.signed,
          played.madeUp,
          played.won,
          played.used,
          played.claimed,
          played.gifts,
          played.given,
          played.setByHand,
          played.reviewed,
          played.handedIn,
          played.decided,
          played.failed,
        ),
      ).toBeGreaterThan(5)
      // Four members have room for so many numbers.
      expect(played.bound).toBeGreaterThan(1)
      await restaurant.close()
    },
    180_000,
  )
})

interface Bill {
  billId: string
  orderNo: string | undefined
  diner: Phone
}

/** The mini-program's client with pauses on the restaurant's clock, so that a dead instance's locks run out. */
function clientOf({ cloud }: Restaurant) {
  return <F extends FeatureName, O extends OperationName<F>>(
    phone: Phone,
    feature: F,
    operation: O,
    input: Input<F, O>,
    requestId: string = randomUUID(),
  ) =>
    callUntilAnswered<F, O>(
      (_name, { attempt = 1 }) => phone.once(feature, operation, input, { requestId, attempt }),
      feature,
      { operation, input, requestId },
      { attempts: 5, pause: async () => cloud.clock.advance(16_000) },
    )
}

async function play(
  restaurant: Restaurant,
  luck: ReturnType<typeof seeded>,
  cashier: Phone,
  diners: Phone[],
) {
  const call = clientOf(restaurant)
  const played = {
    settled: 0,
    voided: 0,
    corrected: 0,
    bound: 0,
    redeemed: 0,
    served: 0,
    undone: 0,
    signed: 0,
    madeUp: 0,
    won: 0,
    claimed: 0,
    gifts: 0,
    given: 0,
    setByHand: 0,
    reviewed: 0,
    handedIn: 0,
    decided: 0,
    used: 0,
    failed: 0,
  }
  const bills: Bill[] = []
  const voided: Bill[] = []
  const codes: string[] = []
  const servings: { redemptionId: string; fulfilledAt: number }[] = []
  const today = () => businessDay(restaurant.cloud.clock.now(), programme)
  const repeatable: (() => Promise<unknown>)[] = []

  /** The bill of that amount as the till asks for it, in three of four with a voucher where the diner has one. */
  const billOf = async (ticket: string, amountFen: number) => {
    const quoted = await call(cashier, 'counter', 'vouchers', { ...riverside, ticket, amountFen })
    if (!quoted.ok) return { ticket, amountFen }
    const { payableFen, vouchers } = quoted.value
    if (vouchers.length === 0 || luck.chance(4)) return { ticket, amountFen, payableFen }
    const { voucherId, quote } = luck.pick(vouchers)
    return {
      ticket,
      amountFen,
      voucher: { voucherId, payableFen: quote.ok ? quote.value.payableFen : payableFen },
    }
  }
  const ticketOf = async (diner: Phone): Promise<string | null> => {
    const shown = await call(diner, 'member', 'showCode', {})
    if (!shown.ok) return null
    const { code } = shown.value
    const identified = await call(cashier, 'counter', 'identify', { ...riverside, shown: { code } })
    return identified.ok ? identified.value.ticket : null
  }

  /** The same bill with another amount, as whoever keyed the wrong one does it. */
  const correct = async ({ billId, orderNo, diner }: Bill): Promise<void> => {
    const ticket = await ticketOf(diner)
    if (ticket === null || orderNo === undefined) return
    const bill = {
      ...riverside,
      ...(await billOf(ticket, 100 + luck.upTo(15_000))),
      orderNo,
      replaces: billId,
    }
    const requestId = randomUUID()
    const correcting = () => call(cashier, 'counter', 'settle', bill, requestId)
    const reply = await correcting()
    if (reply.ok) bills.push({ billId: reply.value.billId, orderNo, diner })
    if (reply.ok) played.corrected += 1
    repeatable.push(correcting)
  }

  const undo = async ({ redemptionId, fulfilledAt }: (typeof servings)[number]): Promise<void> => {
    const serving = { ...riverside, redemptionId, fulfilledAt }
    const requestId = randomUUID()
    const undoing = () => call(cashier, 'counter', 'undo', serving, requestId)
    if ((await undoing()).ok) played.undone += 1
    repeatable.push(undoing)
  }

  for (let step = 0; step < STEPS; step++) {
    const diner = luck.pick(diners)
    if (luck.chance(3)) {
      restaurant.cloud.faults.arm({ request: 1 + luck.upTo(8), kind: luck.pick(FAULTS) })
    }
    const requestId = randomUUID()
    const act = async (): Promise<void> => {
      switch (luck.upTo(20)) {
        case 0:
        case 1:
        case 2: {
          const ticket = await ticketOf(diner)
          if (ticket === null) return
          const orderNo = luck.chance(4) ? undefined : `order-${step}`
          const bill = {
            ...riverside,
            ...(await billOf(ticket, 100 + luck.upTo(15_000))),
            ...(orderNo === undefined ? {} : { orderNo }),
          }
          const settle = () => call(cashier, 'counter', 'settle', bill, requestId)
          const reply = await settle()
          repeatable.push(settle)
          if (reply.ok) bills.push({ billId: reply.value.billId, orderNo, diner })
          if (reply.ok) played.settled += 1
          if (reply.ok && reply.value.voucher !== null) played.used += 1
          return
        }
        case 3: {
          if (bills.length === 0) return
          const bill = luck.pick(bills)
          const slip = { ...riverside, billId: bill.billId, reason: 'wrong-amount' as const }
          const voiding = () => call(cashier, 'counter', 'void', slip, requestId)
          const gone = (await voiding()).ok
          repeatable.push(voiding)
          if (!gone) return
          played.voided += 1
          voided.push(bill)
          // Mostly at once; some are forgotten until another day.
          if (!luck.chance(5)) await correct(bill)
          return
        }
        case 18: {
          if (voided.length > 0) await correct(luck.pick(voided))
          return
        }
        case 19: {
          const phoneCode = `code-${step}`
          restaurant.cloud.wechat.phoneCodes.set(phoneCode, `1380000000${luck.upTo(6)}`)
          const binding = () => call(diner, 'member', 'bindPhone', { phoneCode }, requestId)
          if ((await binding()).ok) played.bound += 1
          repeatable.push(binding)
          return
        }
        case 4:
        case 5: {
          const rewardId = luck.pick(['plum-juice', 'flash', 'flash'])
          const redeem = () => call(diner, 'points-mall', 'redeem', { rewardId }, requestId)
          const reply = await redeem()
          repeatable.push(redeem)
          if (reply.ok) codes.push(redemptionOf(reply.value).code)
          if (reply.ok) played.redeemed += 1
          return
        }
        case 11: {
          const listed = await call(diner, 'tasks', 'list', {})
          if (!listed.ok || listed.value.tasks.length === 0) return
          const ready = listed.value.tasks.filter(({ state }) => state === 'to-claim')
          const from = ready.length > 0 && !luck.chance(4) ? ready : listed.value.tasks
          const { taskId, periodKey, round } = luck.pick(from)
          const claiming = () => call(diner, 'tasks', 'claim', { taskId, periodKey, round }, requestId)
          if ((await claiming()).ok) played.claimed += 1
          repeatable.push(claiming)
          return
        }
        case 12: {
          const mine = await call(diner, 'tiers', 'mine', {})
          if (!mine.ok || mine.value.tiers.length === 0) return
          const [gift] = mine.value.gifts
          const { tierId, period, round } = gift ?? { tierId: 'friend', period: '2025', round: 1 }
          const taking = () => call(diner, 'tiers', 'takeGift', { tierId, period, round }, requestId)
          if ((await taking()).ok) played.gifts += 1
          repeatable.push(taking)
          return
        }
        case 13: {
          const mine = await call(diner, 'tiers', 'mine', {})
          const ticket = await ticketOf(diner)
          const uses = mine.ok ? mine.value.entitlements.filter(({ left }) => left !== null) : []
          if (ticket === null || uses.length === 0) return
          const { entitlementId, period, nth, by } = luck.pick(uses)
          const use = { entitlementId, period, nth }
          const using = () =>
            by === 'diner'
              ? call(diner, 'tiers', 'takeVoucher', use, requestId)
              : call(cashier, 'counter', 'giveEntitlement', { ...riverside, ticket, use }, requestId)
          if ((await using()).ok) played.given += 1
          repeatable.push(using)
          return
        }
        case 14: {
          const ticket = await ticketOf(diner)
          if (ticket === null) return
          const until = addDays(today(), luck.upTo(20))
          const named = luck.chance(3) ? null : { tierId: luck.pick(['guest', 'regular', 'friend']), until }
          const set = { ...riverside, ticket, named, reason: '店长安排' }
          const setting = () => call(cashier, 'counter', 'setTier', set, requestId)
          if ((await setting()).ok) played.setByHand += 1
          repeatable.push(setting)
          return
        }
        case 15: {
          const listed = await call(diner, 'tasks', 'list', {})
          const meals = listed.ok ? listed.value.meals.map(({ billId }) => billId) : []
          const about = meals.length > 0 && !luck.chance(5) ? meals : bills.map(({ billId }) => billId)
          if (about.length === 0) return
          const review = { billId: luck.pick(about), rating: 1 + luck.upTo(5), text: '面很劲道，还会再来' }
          const writing = () => call(diner, 'reviews', 'write', review, requestId)
          if ((await writing()).ok) played.reviewed += 1
          repeatable.push(writing)
          return
        }
        case 16: {
          const listed = await call(diner, 'tasks', 'list', {})
          const asking = listed.ok ? listed.value.tasks.find(({ photo }) => photo !== null) : undefined
          if (!asking?.photo) return
          const { taskId, periodKey } = asking
          const photo = `cloud://env.bucket/task-photos/${String(step).padStart(32, '0')}.jpg`
          const sent = { taskId, periodKey, nth: asking.photo.nth, photo }
          const handing = () => call(diner, 'submissions', 'submit', sent, requestId)
          if ((await handing()).ok) played.handedIn += 1
          repeatable.push(handing)
          return
        }
        case 17: {
          const listed = await call(cashier, 'submissions', 'waiting', riverside)
          if (!listed.ok || listed.value.submissions.length === 0) return
          const { submissionId } = luck.pick(listed.value.submissions)
          const verdict = luck.chance(2)
            ? { approved: true as const }
            : { approved: false as const, reason: 'not-ours' as const }
          const saying = () =>
            call(cashier, 'submissions', 'decide', { ...riverside, submissionId, verdict }, requestId)
          if ((await saying()).ok) played.decided += 1
          repeatable.push(saying)
          return
        }
        case 10: {
          const rewardId = luck.pick(['ten-off', 'tenth-off', 'short'])
          const win = () => call(diner, 'points-mall', 'redeem', { rewardId }, requestId)
          if ((await win()).ok) played.won += 1
          repeatable.push(win)
          return
        }
        case 6: {
          if (codes.length === 0) return
          const code = luck.pick(codes)
          const fulfil = () => call(cashier, 'counter', 'fulfil', { ...riverside, code }, requestId)
          const reply = await fulfil()
          repeatable.push(fulfil)
          if (!reply.ok) return
          played.served += 1
          servings.push(reply.value)
          // Mostly at once: a little later it is too late for it.
          if (!luck.chance(10)) await undo(reply.value)
          return
        }
        case 7: {
          const signing = () => call(diner, 'check-in', 'checkIn', { day: today() }, requestId)
          if ((await signing()).ok) played.signed += 1
          repeatable.push(signing)
          return
        }
        case 8: {
          const day = addDays(today(), -luck.upTo(9))
          const makingUp = () => call(diner, 'check-in', 'makeUp', { day }, requestId)
          if ((await makingUp()).ok) played.madeUp += 1
          repeatable.push(makingUp)
          return
        }
        default: {
          if (servings.length === 0) return
          await undo(luck.pick(servings))
        }
      }
    }
    await act()
    if (restaurant.cloud.faults.fired) played.failed += 1
    restaurant.cloud.faults.disarm()
    if (luck.chance(4) && repeatable.length > 0) await luck.pick(repeatable)()
    restaurant.cloud.clock.advance(luck.pick([0, 1_000, 40_000, 3_600_000, 86_400_000, -500]))
    if (luck.chance(20)) await restaurant.tick('settle-stock-claims')
  }
  return played
}
