import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { main as points } from '../../cloudfunctions/points'
import type { Contract, FeatureName, Input, OperationName } from '../../contract'
import { sealCode } from '../../domain/codes/sealed-code'
import type { Role } from '../../domain/staff/capabilities'
import { redemptionOf } from '../../local/demo/redemption-of'
import { withTiers } from '../support/programmes'
import { loggedLines, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const riverside = { storeId: 'riverside' }
let restaurant: Restaurant
let cashier: Phone
let diner: Phone
let ticket: string

beforeAll(async () => {
  restaurant = await openRestaurant({ programme: withTiers() })
  cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  restaurant.staff('manager', 'manager', ['riverside'])
  diner = await restaurant.member('diner', { name: '王小明' })
  ticket = await restaurant.ticketOf(diner, cashier)
})
afterAll(() => restaurant.close())

const collections = readdirSync(path.join(__dirname, '../../database-rules')).map((file) =>
  path.basename(file, '.json'),
)
const everything = (): unknown => collections.map((name) => restaurant.cloud.documents(name))

/** Sends an event as it is: what a hand-made request may look like. */
const raw = (feature: string, event: object, openid = 'cashier'): Promise<{ ok: boolean; reason: string }> =>
  restaurant.cloud.invoke(feature, event as Record<string, unknown>, {
    openid,
    appid: 'wxhuiweitest',
  }) as Promise<never>
const envelope = (operation: string, input: unknown, more: object = {}): object => ({
  operation,
  input,
  requestId: randomUUID(),
  ...more,
})
const listsWithin = (depth: number): unknown[] => {
  let lists: unknown[] = []
  for (let made = 0; made < depth; made++) lists = [lists]
  return lists
}
const bill = (changes: object) => envelope('settle', { ...riverside, ticket, amountFen: 5600, ...changes })

it('200 KB reach no function: the platform refuses them', async () => {
  const before = everything()
  const calls = restaurant.cloud.calls.all.length
  const sent = raw('counter', bill({ orderNo: 'x'.repeat(200_000) }))
  await expect(sent).rejects.toMatchObject({ code: 'EXCEED_MAX_PAYLOAD_SIZE' })
  expect(restaurant.cloud.calls.all).toHaveLength(calls)
  expect(everything()).toEqual(before)
})

describe('a request that is not what it should be is refused, logged in one line, and writes nothing', () => {
  const table: [string, string, string, () => object, string?][] = [
    ['an unknown operation', 'unknown-operation', 'counter', () => envelope('giveMePoints', {})],
    [
      'an operation named like something every object has',
      'unknown-operation',
      'counter',
      () => envelope('constructor', {}),
    ],
    ['no operation at all', 'invalid-input', 'counter', () => ({ input: {}, requestId: randomUUID() })],
    [
      'no request id',
      'invalid-input',
      'counter',
      () => ({ operation: 'settle', input: { ...riverside, ticket, amountFen: 5600 } }),
    ],
    [
      'a request id with a path in it',
      'invalid-input',
      'points-mall',
      () => envelope('redeem', { rewardId: 'plum-juice' }, { requestId: 'a.b.c.d.e' }),
      'diner',
    ],
    [
      'a thousand lists in one another',
      'invalid-input',
      'points',
      () => envelope('summary', listsWithin(1_000)),
      'diner',
    ],
    ['an extra field beside the input', 'invalid-input', 'counter', () => ({ ...bill({}), isAdmin: true })],
    ['an extra field in the input', 'invalid-input', 'counter', () => bill({ points: 9999 })],
    [
      "another member's id",
      'invalid-input',
      'points',
      () => envelope('summary', { memberId: 'm123' }),
      'diner',
    ],
    ['a made-up role', 'invalid-input', 'counter', () => bill({ role: 'owner' })],
    ['a negative amount', 'invalid-input', 'counter', () => bill({ amountFen: -5600 })],
    ['an amount of nothing', 'invalid-input', 'counter', () => bill({ amountFen: 0 })],
    ['a fraction of a fen', 'invalid-input', 'counter', () => bill({ amountFen: 56.5 })],
    ['NaN', 'invalid-input', 'counter', () => bill({ amountFen: NaN })],
    ['a huge amount', 'invalid-input', 'counter', () => bill({ amountFen: 10_000_000 })],
    ['an amount beyond every number', 'invalid-input', 'counter', () => bill({ amountFen: 1e308 * 10 })],
    ['an amount as text', 'invalid-input', 'counter', () => bill({ amountFen: '5600' })],
    ['a query where text belongs', 'invalid-input', 'counter', () => bill({ ticket: { $ne: '' } })],
    [
      'tenders that do not add up',
      'invalid-input',
      'counter',
      () => bill({ tenders: [{ kind: 'cash', amountFen: 5000 }] }),
    ],
    ['an order number with a path in it', 'invalid-input', 'counter', () => bill({ orderNo: '../../A1' })],
    [
      'a quantity of a reward',
      'invalid-input',
      'points-mall',
      () => envelope('redeem', { rewardId: 'plum-juice', quantity: -5 }),
      'diner',
    ],
    [
      'a page of a million lines',
      'invalid-input',
      'points',
      () => envelope('history', { limit: 1_000_000 }),
      'diner',
    ],
    ['90 KB', 'request-too-large', 'counter', () => bill({ orderNo: 'x'.repeat(90_000) })],
    ['a ticket of thin air', 'not-a-code', 'counter', () => bill({ ticket: 'let-me-in' })],
    [
      'a forged ticket',
      'forged-code',
      'counter',
      () =>
        bill({
          ticket: sealCode('T', 'noodle-bar', ['m1', 'riverside', 'zzzzzzzz', 'n1'], () => '0'.repeat(32)),
        }),
    ],
    [
      'a ticket of another restaurant',
      'code-of-another-restaurant',
      'counter',
      () => bill({ ticket: ticket.replace('noodle-bar', 'tea-house') }),
    ],
    ['a store that does not exist', 'not-your-store', 'counter', () => bill({ storeId: 'moon' })],
    ['a store the cashier does not work in', 'not-your-store', 'counter', () => bill({ storeId: 'station' })],
    ['a diner at the till', 'not-staff', 'counter', () => bill({}), 'diner'],
    ['a stranger reading points', 'not-a-member', 'points', () => envelope('summary', {}), 'stranger'],
    [
      'a stranger redeeming',
      'not-a-member',
      'points-mall',
      () => envelope('redeem', { rewardId: 'plum-juice' }),
      'stranger',
    ],
    [
      'joining without agreeing to the privacy notice',
      'invalid-input',
      'member',
      () => envelope('join', {}),
      'stranger',
    ],
    [
      'joining with a used or made-up phone code',
      'phone-code-rejected',
      'member',
      () => envelope('join', { agreedPrivacyVersion: '1', phoneCode: 'made-up' }),
      'stranger',
    ],
    [
      'the picture of a placement that does not exist',
      'no-such-placement',
      'attribution',
      () => envelope('code', { placementId: 'moon' }),
      'manager',
    ],
    [
      'undoing a redemption that does not exist',
      'no-such-redemption',
      'counter',
      () => envelope('undo', { ...riverside, redemptionId: 'r00000000', fulfilledAt: 1 }),
    ],
    [
      'voiding a joining gift as if it were a bill',
      'invalid-input',
      'counter',
      () => envelope('void', { ...riverside, billId: 'join:abc', reason: 'other' }),
    ],
    [
      'a member number with a slip of the finger',
      'no-such-member-number',
      'counter',
      () => envelope('identify', { ...riverside, shown: { memberNumber: '1234567890', digits: '123456' } }),
    ],
  ]
  it.each(table)('%s: %s', async (_name, reason, feature, event, openid = 'cashier') => {
    const before = everything()
    loggedLines.length = 0
    const reply = await raw(feature, event(), openid)
    expect(reply).toMatchObject({ ok: false, reason })
    expect(loggedLines).toHaveLength(1)
    expect(JSON.parse(loggedLines[0] ?? '')).toMatchObject({ kind: 'call', feature, outcome: reason })
    expect(everything()).toEqual(before)
  })
})

it('a request nested too deeply to be written down is too large, and no fault', async () => {
  // Asked without the platform between: what stands in for it here has to write the request down itself.
  const printed = jest.spyOn(console, 'log').mockImplementation(() => {})
  const reply = await points(envelope('summary', listsWithin(20_000)), {})
  const lines = printed.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown)
  printed.mockRestore()
  expect(reply).toMatchObject({ ok: false, reason: 'request-too-large' })
  expect(lines).toMatchObject([{ kind: 'call', feature: 'points', outcome: 'request-too-large' }])
})

/** Every operation of staff that names a store: one that is missing here does not compile. */
type NamesAStore<F extends FeatureName> = {
  [O in OperationName<F>]: Contract[F][O] extends { caller: 'staff' }
    ? Input<F, O> extends { storeId: string }
      ? O
      : never
    : never
}[OperationName<F>]
type InAStore = {
  [F in FeatureName as NamesAStore<F> extends never ? never : F]: {
    [O in NamesAStore<F>]: {
      /** The least that may. */
      by: Role
      /** What is done in the riverside store, when it is asked by who works there. */
      asks: (diner: Phone) => Promise<Omit<Input<F, O>, 'storeId'>>
    }
  }
}

describe('a store that staff do not work in, or that there is not, is refused, and nothing is written', () => {
  const redeemed = async (by: Phone) =>
    redemptionOf(await by.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
  const ticketOf = (of: Phone) => restaurant.ticketOf(of, cashier)
  const billOf = (of: Phone) => restaurant.earn(of, cashier, 50)

  const every: InAStore = {
    counter: {
      identify: {
        by: 'cashier',
        asks: async (of) => ({ shown: { code: (await of.must('member', 'showCode', {})).code } }),
      },
      vouchers: { by: 'cashier', asks: async (of) => ({ ticket: await ticketOf(of), amountFen: 5600 }) },
      settle: { by: 'cashier', asks: async (of) => ({ ticket: await ticketOf(of), amountFen: 5600 }) },
      void: { by: 'cashier', asks: async (of) => ({ billId: (await billOf(of)).billId, reason: 'other' }) },
      giveEntitlement: {
        by: 'cashier',
        asks: async (of) => {
          await billOf(of)
          const use = { entitlementId: 'egg', period: '2025-03', nth: 1 }
          return { ticket: await ticketOf(of), use }
        },
      },
      setTier: {
        by: 'manager',
        asks: async (of) => {
          const named = { tierId: 'friend', until: '2025-03-31' }
          return { ticket: await ticketOf(of), named, reason: '等了很久' }
        },
      },
      fulfil: { by: 'cashier', asks: async (of) => ({ code: (await redeemed(of)).code }) },
      undo: {
        by: 'cashier',
        asks: async (of) => {
          const { code, redemptionId } = await redeemed(of)
          const { fulfilledAt } = await cashier.must('counter', 'fulfil', { ...riverside, code })
          return { redemptionId, fulfilledAt }
        },
      },
    },
    reviews: { list: { by: 'manager', asks: async () => ({}) } },
    submissions: {
      waiting: { by: 'manager', asks: async () => ({}) },
      decide: {
        by: 'manager',
        asks: async (of) => {
          const photo = `cloud://env.bucket/task-photos/${'a'.repeat(32)}.jpg`
          await of.must('submissions', 'submit', {
            taskId: 'table-photo',
            periodKey: '2025-03',
            nth: 1,
            photo,
          })
          const [submission] = restaurant.cloud.documents('submissions')
          return { submissionId: String(submission?._id), verdict: { approved: true } }
        },
      },
      turn: { by: 'manager', asks: async () => ({ taskId: 'moments-poster', on: true }) },
    },
  }
  const table = Object.entries(every).flatMap(([feature, operations]) =>
    Object.entries(operations).map(([operation, { by, asks }]) => [feature, operation, by, asks] as const),
  )

  it.each(table)('%s.%s', async (feature, operation, by, asks) => {
    restaurant.staff('elsewhere', by, ['station'])
    restaurant.staff('here', by, ['riverside'])
    restaurant.staff('owner', 'owner', [])
    const input = await asks(await restaurant.member(`${feature}-${operation}`))
    const asked = (who: string, storeId: string) =>
      raw(feature, envelope(operation, { ...input, storeId }), who)
    const refused = { ok: false, reason: 'not-your-store', details: {} }

    const before = everything()
    expect(await asked('elsewhere', 'riverside')).toEqual(refused)
    expect(await asked('owner', 'moon')).toEqual(refused)
    expect(everything()).toEqual(before)
    // It was the store: the same is done for who works there.
    expect(await asked('here', 'riverside')).toMatchObject({ ok: true })
  })
})

describe('who calls is said by the platform', () => {
  it('a call that did not come from a phone is refused', async () => {
    const event = envelope('summary', {}) as Record<string, unknown>
    const caller = { openid: 'diner', appid: 'wxhuiweitest', source: 'wx_http' }
    expect(await restaurant.cloud.invoke('points', event, caller)).toMatchObject({ reason: 'no-identity' })
  })

  it('userInfo in the event says nothing: the platform overwrites it and nobody reads it', async () => {
    const reply = await raw('points', envelope('summary', {}, { userInfo: { openId: 'diner' } }), 'stranger')
    expect(reply).toMatchObject({ reason: 'not-a-member' })
  })

  it('a dismissed cashier is out at once', async () => {
    const dismissed = restaurant.staff('leaver', 'cashier', ['riverside'])
    await restaurant.ticketOf(diner, dismissed)
    const [login] = restaurant.cloud.documents('staff').filter(({ staffId }) => staffId === 's-leaver')
    restaurant.cloud.put('staff', { ...login, active: false })
    const reply = await dismissed.once('counter', 'void', {
      ...riverside,
      billId: 'bill:riverside:A',
      reason: 'other',
    })
    expect(reply).toMatchObject({ reason: 'not-staff' })
  })
})

describe('a fault', () => {
  it('of the database is answered with the request id, logged once, and the next try succeeds', async () => {
    const requestId = randomUUID()
    loggedLines.length = 0
    restaurant.cloud.faults.arm({ functionName: 'points', request: 2, kind: 'not-sent' })
    expect(await diner.once('points', 'summary', {}, { requestId })).toEqual({
      ok: false,
      reason: 'fault',
      details: { requestId },
    })
    expect(loggedLines).toHaveLength(1)
    expect(JSON.parse(loggedLines[0] ?? '')).toMatchObject({
      kind: 'fault',
      requestId,
      error: expect.any(String),
    })
    expect(await diner.once('points', 'summary', {}, { requestId, attempt: 2 })).toMatchObject({ ok: true })
  })

  it('of a malformed account is never repaired by guessing', async () => {
    await restaurant.member('broken')
    const { memberId } = restaurant.accountOf('broken')
    const whole = restaurant.cloud.documents('accounts').find(({ _id }) => _id === memberId)
    if (!whole) throw new Error('no account')
    restaurant.cloud.put('accounts', { ...whole, points: { balance: -5 } })
    const reply = await restaurant.phone('broken').once('points-mall', 'redeem', { rewardId: 'plum-juice' })
    expect(reply).toMatchObject({ ok: false, reason: 'fault' })
    restaurant.cloud.put('accounts', whole)
    expect(restaurant.faults()).toEqual([])
  })

  it('never tells a phone number, a code or a key to the log', async () => {
    loggedLines.length = 0
    restaurant.cloud.wechat.phoneCodes.set('phone-code-1', '13912345678')
    await restaurant.member('private', { phoneCode: 'phone-code-1', name: '不愿透露' })
    await restaurant.ticketOf(restaurant.phone('private'), cashier)
    expect(loggedLines.length).toBeGreaterThanOrEqual(3)
    expect(loggedLines.join('\n')).not.toMatch(/13912345678|phone-code-1|HW1\.|不愿透露|5{64}/)
    const stored = JSON.stringify(restaurant.cloud.documents('accounts'))
    expect(stored).not.toContain('13912345678')
    expect(stored).toContain('139******78')
  })
})
