import type { FeatureName, Input, OperationName } from '../../contract'
import { calendarOf } from '../demo/calendar-of'
import { DemoPhone } from '../demo/phone'
import { nextUse } from '../demo/next-use'
import { agreed, CASHIER, MANAGER, riverside, type World } from './world'

const A_DAY = 86_400_000

/** Who asks what, when everything it needs has come about. */
export interface Asked<I> {
  openid: string
  input: I
}
type Prepare<I> = (world: World) => Promise<Asked<I>>

/** The ways an operation is used that have their own number of requests; the usual one has no name. */
type Ways = { [F in FeatureName]: { [O in OperationName<F>]: Record<string, Prepare<Input<F, O>>> } }

const stranger =
  <I>(input: I): Prepare<I> =>
  async (world) => ({ openid: world.stranger().openid, input })
/** A member who has the gift and nothing else. */
const member =
  <I>(input: I): Prepare<I> =>
  async (world) => ({ openid: (await world.member()).openid, input })
/** A member with points to spend. */
const guest =
  <I>(input: I): Prepare<I> =>
  async (world) => ({ openid: (await world.guest()).openid, input })
const cashier =
  <I>(input: (world: World) => Promise<I>): Prepare<I> =>
  async (world) => ({ openid: CASHIER, input: await input(world) })

/** Every operation there is: one without a way to count it does not compile. */
export const operations: Ways = {
  member: {
    home: { '': guest({}), 'before joining': stranger({}) },
    profile: { '': member({}) },
    rename: { '': member({ name: '小王' }) },
    bindPhone: {
      '': async (world) => ({
        openid: (await world.member()).openid,
        input: { phoneCode: world.phoneCode() },
      }),
    },
    join: {
      '': stranger(agreed),
      'by a colleague’s code': async (world) => ({
        openid: world.stranger().openid,
        input: { ...agreed, source: 's=staff-lin' },
      }),
      'with a phone number': async (world) => ({
        openid: world.stranger().openid,
        input: { ...agreed, phoneCode: world.phoneCode() },
      }),
    },
    showCode: {
      '': member({}),
      'with a voucher': async (world) => {
        const { diner, voucherId } = await world.holder()
        return { openid: diner.openid, input: { voucherId } }
      },
    },
  },
  counter: {
    open: { '': cashier(async () => ({})) },
    identify: {
      scanned: cashier(async (world) => {
        const { code } = await (await world.member()).must('member', 'showCode', {})
        return { ...riverside, shown: { code } }
      }),
      'keyed by hand': cashier(async (world) => {
        const { memberNumber, digits } = await (await world.member()).must('member', 'showCode', {})
        return { ...riverside, shown: { memberNumber, digits } }
      }),
    },
    vouchers: {
      '': cashier(async (world) => {
        const { diner } = await world.holder()
        return { ...riverside, ticket: await world.ticketOf(diner), amountFen: 5600 }
      }),
    },
    settle: {
      '': cashier(async (world) => ({
        ...riverside,
        ticket: await world.ticketOf(await world.member()),
        amountFen: 5600,
      })),
      'with a voucher': cashier(async (world) => world.billWithVoucher()),
    },
    void: {
      '': cashier(async (world) => {
        const { billId } = await world.settled(await world.member())
        return { ...riverside, billId, reason: 'refunded' as const }
      }),
      'with a voucher': cashier(async (world) => {
        const bill = await world.billWithVoucher()
        const { billId } = await world.cashier.must('counter', 'settle', bill)
        return { ...riverside, billId, reason: 'refunded' as const }
      }),
    },
    giveEntitlement: {
      '': cashier(async (world) => {
        const diner = await world.guest()
        const use = await nextUse(diner, 'birthday-noodles')
        return { ...riverside, ticket: await world.ticketOf(diner), use }
      }),
    },
    setTier: {
      '': async (world) => {
        const diner = await world.guest()
        const { today } = await diner.must('tiers', 'mine', {})
        const named = { tierId: 'gold', until: today }
        const ticket = await world.ticketOf(diner)
        return { openid: MANAGER, input: { ...riverside, ticket, named, reason: '等了很久' } }
      },
    },
    fulfil: {
      '': cashier(async (world) => {
        const { code } = await world.redeemed(await world.guest())
        return { ...riverside, code }
      }),
    },
    undo: {
      '': cashier(async (world) => {
        const { code } = await world.redeemed(await world.guest())
        const served = await world.cashier.must('counter', 'fulfil', { ...riverside, code })
        const { redemptionId, fulfilledAt } = served
        return { ...riverside, redemptionId, fulfilledAt }
      }),
    },
  },
  points: {
    summary: { '': guest({}) },
    news: { 'nothing yet': member({ afterSeq: 1 }), 'a bill came': guest({ afterSeq: 1 }) },
    history: { '': guest({}) },
  },
  'points-mall': {
    list: { '': guest({}) },
    redeem: {
      '': guest({ rewardId: 'plum-juice' }),
      'of limited stock': guest({ rewardId: 'painted-bowl' }),
      'of a voucher': guest({ rewardId: 'ten-off' }),
    },
    redemptions: {
      '': async (world) => {
        const diner = await world.guest()
        await world.redeemed(diner)
        return { openid: diner.openid, input: {} }
      },
    },
    redemption: {
      '': async (world) => {
        const diner = await world.guest()
        const { redemptionId } = await world.redeemed(diner)
        return { openid: diner.openid, input: { redemptionId } }
      },
    },
  },
  vouchers: {
    list: {
      '': async (world) => ({ openid: (await world.holder()).diner.openid, input: {} }),
    },
  },
  tasks: {
    list: { '': guest({}) },
    claim: {
      // The guest has eaten for ¥500 this week.
      '': async (world) => {
        const diner = await world.guest()
        const { tasks } = await diner.must('tasks', 'list', {})
        const reached = tasks.find(({ taskId }) => taskId === 'week-of-200')
        if (!reached) throw new Error('the demo programme has no task for a week')
        const { taskId, periodKey, round } = reached
        return { openid: diner.openid, input: { taskId, periodKey, round } }
      },
    },
  },
  submissions: {
    submit: {
      '': async (world) => {
        const diner = await world.member()
        return { openid: diner.openid, input: await world.photoFor(diner) }
      },
    },
    waiting: {
      '': async (world) => {
        await world.handedIn(await world.member())
        return { openid: MANAGER, input: riverside }
      },
    },
    decide: {
      approved: async (world) => {
        const submissionId = await world.handedIn(await world.member())
        return { openid: MANAGER, input: { ...riverside, submissionId, verdict: { approved: true } } }
      },
      refused: async (world) => {
        const submissionId = await world.handedIn(await world.member())
        const verdict = { approved: false as const, reason: 'not-to-be-seen' as const }
        return { openid: MANAGER, input: { ...riverside, submissionId, verdict } }
      },
    },
    turn: {
      // On and off in turns: each is a change.
      '': async (world) => {
        const manager = new DemoPhone(world.cloud, MANAGER)
        const { risky } = await manager.must('submissions', 'waiting', riverside)
        const [risk] = risky ?? []
        if (!risk) throw new Error('the demo programme has no risky task')
        return { openid: MANAGER, input: { ...riverside, taskId: risk.taskId, on: risk.onSince === null } }
      },
    },
  },
  reviews: {
    write: {
      '': async (world) => {
        const diner = await world.member()
        const { billId } = await world.settled(diner)
        return { openid: diner.openid, input: { billId, rating: 5, text: '面很好，汤再热一点就更好了' } }
      },
    },
    list: { '': async () => ({ openid: MANAGER, input: riverside }) },
  },
  tiers: {
    mine: { '': guest({}) },
    // Who has eaten for ¥500 is in the silver tier.
    takeGift: {
      '': async (world) => {
        const diner = await world.guest()
        const { gifts } = await diner.must('tiers', 'mine', {})
        const [gift] = gifts
        if (!gift) throw new Error('the demo programme has no gift for silver')
        const { tierId, period, round } = gift
        return { openid: diner.openid, input: { tierId, period, round } }
      },
    },
    takeVoucher: {
      '': async (world) => {
        const diner = await world.guest()
        return { openid: diner.openid, input: await nextUse(diner, 'monthly-side') }
      },
    },
  },
  attribution: {
    mine: {
      '': cashier(async () => ({})),
      'with the ranking': async (world) => {
        await world.invited()
        return { openid: MANAGER, input: {} }
      },
    },
    code: { '': cashier(async () => ({ placementId: null })) },
    scan: { '': member({ placementId: 'riverside-8' }) },
  },
  'check-in': {
    checkIn: {
      '': async (world) => {
        const diner = await world.member()
        const { today } = await calendarOf(diner)
        return { openid: diner.openid, input: { day: today } }
      },
      'with a voucher': async (world) => {
        const diner = await world.member()
        await world.checkedIn(diner, 2)
        const { today } = await calendarOf(diner)
        return { openid: diner.openid, input: { day: today } }
      },
    },
    makeUp: {
      '': async (world) => {
        const diner = await world.guest()
        world.cloud.clock.advance(A_DAY)
        const [missed] = (await calendarOf(diner)).missed
        return { openid: diner.openid, input: { day: missed?.day ?? '' } }
      },
    },
  },
}
