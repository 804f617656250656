import { aProgramme, limitedReward } from '../support/programmes'
import { loggedLines, NOON, openRestaurant, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
const riverside = { storeId: 'riverside' }
const timersOnly = { ok: false, reason: 'timers-only' }
let restaurant: Restaurant
beforeEach(async () => {
  restaurant = await openRestaurant()
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

describe.each(['settle-stock-claims', 'forget-old-codes', 'forget-old-photos'])('%s', (job) => {
  it('cannot be called from a phone', async () => {
    const call = restaurant.cloud.invoke(job, { Type: 'Timer' }, { openid: 'diner' })
    await expect(call).rejects.toMatchObject({ code: 'PERMISSION_DENIED' })
  })

  it('turns away a function that passes a phone’s call on: the platform’s rule does not hold there', async () => {
    for (const source of ['wx_client,scf', 'wx_trigger,scf', 'wx_trigger']) {
      const caller = { openid: 'diner', source }
      expect(await restaurant.cloud.invoke(job, { Type: 'Timer' }, caller)).toEqual(timersOnly)
      expect(restaurant.cloud.calls.last()).toMatchObject({ databaseRequests: 0, refusal: 'timers-only' })
    }
  })

  it.each(['', 'wx_http', 'wx_unknown', 'wx_trigger,scf'])(
    'turns away a call without a user that is not the timer’s own: %p',
    async (source) => {
      const caller = { openid: '', source }
      expect(await restaurant.cloud.invoke(job, { Type: 'Timer' }, caller)).toEqual(timersOnly)
      expect(restaurant.cloud.calls.last().databaseRequests).toBe(0)
    },
  )

  it('delivered twice at once does its work once', async () => {
    restaurant.cloud.timers.disturb(job, 'twice')
    const [first, second] = await restaurant.cloud.timers
      .travelTo(restaurant.cloud.timers.all().find(({ functionName }) => functionName === job)?.nextAt ?? 0)
      .then((delivered) => delivered.filter(({ functionName }) => functionName === job))
    expect([first, second].map((delivery) => delivery?.result)).toEqual(
      expect.arrayContaining([
        { reply: expect.objectContaining({ outcome: 'finished' }) },
        { reply: expect.objectContaining({ outcome: 'another-at-work' }) },
      ]),
    )
  })

  it('costs three requests and its pages when due, one when it is done', async () => {
    const pages = job === 'forget-old-codes' ? 3 : 1
    await restaurant.tick(job)
    // Two to take the work, and one after each page.
    expect(restaurant.cloud.calls.last().databaseRequests).toBe(2 + 2 * pages)
    expect(await restaurant.tick(job)).toMatchObject({ outcome: 'done-already' })
    expect(restaurant.cloud.calls.last().databaseRequests).toBe(1)
  })
})

it('codes used, tries counted and phone codes are forgotten after a day', async () => {
  const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  restaurant.cloud.wechat.phoneCodes.set('phone-code', '13800001278')
  const diner = await restaurant.member('diner', { phoneCode: 'phone-code' })
  await restaurant.ticketOf(diner, cashier)
  const { memberNumber, digits } = await diner.must('member', 'showCode', {})
  await cashier.must('counter', 'identify', { ...riverside, shown: { memberNumber, digits } })

  restaurant.cloud.clock.advance(DAY)
  expect(await restaurant.tick('forget-old-codes')).toMatchObject({
    counts: { used_codes: 0, keyed_code_tries: 0, phone_codes: 0 },
  })
  restaurant.cloud.clock.advance(DAY)
  expect(await restaurant.tick('forget-old-codes')).toMatchObject({
    outcome: 'finished',
    counts: { used_codes: 2, keyed_code_tries: 1, phone_codes: 1 },
  })
})

describe('the claims on limited stock', () => {
  const programme = aProgramme({
    rewards: [limitedReward({ id: 'bowl', pricePoints: 20 })],
  })
  const sweep = async () =>
    ((await restaurant.tick('settle-stock-claims')) as { counts: Record<string, number> }).counts
  const stock = () => restaurant.cloud.documents('reward_stocks').find(({ _id }) => _id === 'bowl')

  it('of a redemption that died are given back, of one that was paid dropped, of one in flight left alone', async () => {
    restaurant.publish(programme)
    restaurant.stock('bowl', 10)
    const paid = await restaurant.member('paid')
    await paid.must('points-mall', 'redeem', { rewardId: 'bowl' })
    const dead = await restaurant.member('dead')
    await dead.must('points-mall', 'list', {})
    restaurant.cloud.faults.arm({ functionName: 'points-mall', request: 3, kind: 'killed' })
    await expect(dead.once('points-mall', 'redeem', { rewardId: 'bowl' })).rejects.toThrow()
    expect(stock()).toMatchObject({ left: 8 })

    expect(await sweep()).toEqual({ dropped: 0, givenBack: 0, failed: 0 })
    restaurant.cloud.clock.advance(91_000)
    expect(await sweep()).toEqual({ dropped: 1, givenBack: 1, failed: 0 })
    expect(stock()).toMatchObject({ left: 9, claims: {} })
    restaurant.cloud.clock.advance(1)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 0, failed: 0 })
  })

  it('of 150 rewards are all visited, page by page', async () => {
    const claim = { id: 'u1', at: restaurant.cloud.clock.now(), cause: 'redeem:nobody:request-1', holders: 1 }
    for (let i = 0; i < 150; i++) {
      const _id = `reward-${String(i).padStart(3, '0')}`
      restaurant.cloud.put('reward_stocks', { _id, left: 0, claims: { 'm1-request-1': claim } })
    }
    restaurant.cloud.clock.advance(91_000)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 150, failed: 0 })
  })

  it('that are hundreds end a page with the stock they are on, so that the call’s time is looked at', async () => {
    const claim = { id: 'u1', at: restaurant.cloud.clock.now(), cause: 'redeem:nobody:request-1', holders: 1 }
    const claims = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m${i}-request-1`, claim]))
    for (const _id of ['a', 'b', 'c']) restaurant.cloud.put('reward_stocks', { _id, left: 0, claims })
    restaurant.cloud.clock.advance(91_000)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 900, failed: 0 })
    expect(restaurant.cloud.documents('reward_stocks')).toMatchObject(
      Array(3).fill({ left: 300, claims: {} }),
    )
    const { requests } = restaurant.cloud.calls.last()
    // Read, taken, and kept after each of two pages.
    expect(requests.filter(({ collection }) => collection === 'job_runs')).toHaveLength(4)
  })

  it('one whose request fails is logged and counted, keeps none of the same stock, and is settled at the next tick', async () => {
    const { cloud } = restaurant
    const claim = (n: number) => ({ id: `u${n}`, at: NOON, cause: `redeem:nobody:${n}`, holders: 1 })
    const claims = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`m1-request-${n}`, claim(n)]))
    cloud.put('reward_stocks', { _id: 'bowl', left: 0, claims })
    cloud.clock.advance(91_000)
    // After the row, the work taken and the list of stocks: one of the first claims.
    cloud.faults.arm({ functionName: 'settle-stock-claims', request: 6, kind: 'not-sent' })
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 49, failed: 1 })
    expect(Object.keys(stock()?.claims as object)).toHaveLength(1)
    const faults = loggedLines.filter((line) => line.startsWith('{"kind":"fault"'))
    expect(faults.at(-1)).toContain('"job":"settle-stock-claims","stock":"bowl","error":')
    cloud.clock.advance(1)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 1, failed: 0 })
    expect(stock()).toMatchObject({ left: 50, claims: {} })
  })

  it('of a damaged stock are logged and counted, and stop nobody else', async () => {
    restaurant.cloud.put('reward_stocks', { _id: 'a-damaged', left: 1, claims: { 'm1-request-1': null } })
    const claim = { id: 'u1', at: restaurant.cloud.clock.now(), cause: 'redeem:nobody:request-1', holders: 1 }
    restaurant.cloud.put('reward_stocks', { _id: 'b-whole', left: 1, claims: { 'm1-request-1': claim } })
    restaurant.cloud.clock.advance(91_000)
    expect(await sweep()).toEqual({ dropped: 0, givenBack: 1, failed: 1 })
    const damage = expect.stringContaining('stock a-damaged is none') as string
    expect(restaurant.faults()).toEqual([damage])
    restaurant.cloud.put('reward_stocks', { _id: 'a-damaged', left: 1, claims: {} })
  })
})

describe('whatever befalls any of its requests, the ticks after it end as one clean run', () => {
  const LEASE = 60_000
  interface Work {
    /** Puts work there, as it would be on another night. */
    prepare(): void
    /** What lies there, and what must when all is done. */
    seen(): unknown
    done: unknown
    /** What must never be, not even for a moment. */
    never?(): unknown[]
  }

  async function stockClaims(): Promise<Work> {
    restaurant.publish(aProgramme({ rewards: [limitedReward({ id: 'bowl', pricePoints: 20 })] }))
    restaurant.stock('bowl', 10)
    const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
    const diner = await restaurant.member('diner')
    await restaurant.earn(diner, cashier, 20)
    await diner.must('points-mall', 'redeem', { rewardId: 'bowl' })
    const stock = () => restaurant.cloud.documents('reward_stocks').find(({ _id }) => _id === 'bowl')
    const paid = stock()?.claims as object
    const abandoned = (n: number) => ({ id: `u${n}`, at: NOON, cause: `redeem:nobody:${n}`, holders: 1 })
    const claims = { ...paid, 'm1-request-1': abandoned(1), 'm1-request-2': abandoned(2) }
    return {
      prepare: () => restaurant.cloud.put('reward_stocks', { _id: 'bowl', left: 7, claims }),
      seen: stock,
      done: { _id: 'bowl', left: 9, claims: {} },
    }
  }

  function oldCodes(): Work {
    const { cloud } = restaurant
    const collections = ['used_codes', 'keyed_code_tries', 'phone_codes']
    return {
      prepare() {
        const now = cloud.clock.now()
        for (const name of collections) {
          cloud.put(name, { _id: 'old', forgetAt: now - 1 })
          cloud.put(name, { _id: 'fresh', forgetAt: now + DAY })
        }
      },
      seen: () => collections.map((name) => cloud.documents(name).map(({ _id }) => _id)),
      done: collections.map(() => ['fresh']),
    }
  }

  function oldPhotos(): Work {
    const { cloud } = restaurant
    const fileOf = (n: number) => `task-photos/${String(n).repeat(32)}.jpg`
    let files: string[] = []
    const kept = () => files.filter((fileId) => cloud.files.read(fileId) !== null)
    const found = () => cloud.documents('submissions').map(({ photo }) => photo)
    return {
      prepare() {
        files = [1, 2].map((n) => cloud.files.put(fileOf(n), Buffer.from('jpg'), 'function'))
        const at = cloud.clock.now() - 29 * DAY
        files.forEach((photo, n) => {
          const submissionId = `p-${n}`
          const decided = { approved: true, staffId: 's-manager', at }
          const member = { maskedName: '王**', memberNumberTail: '0001' }
          const task = { taskId: 'table-photo', taskName: '晒', asks: '晒', period: '2025-03', nth: n + 1 }
          const of = { memberId: 'm1', loginId: 'l1', member }
          const { submissionId: _id, ...rest } = { submissionId, ...of, ...task, photo, at, decided }
          cloud.put('submissions', { _id, ...rest, state: 'decided', order: `${at}:${_id}` })
        })
      },
      seen: () => ({ kept: kept(), found: found() }),
      done: { kept: [], found: [] },
      // A photo that nothing leads to would be kept for ever.
      never: () => kept().filter((fileId) => !found().includes(fileId)),
    }
  }

  const jobs = {
    'settle-stock-claims': stockClaims,
    'forget-old-codes': oldCodes,
    'forget-old-photos': oldPhotos,
  }
  const kinds = ['not-sent', 'reply-lost', 'killed', 'killed-after'] as const
  const cases = Object.entries(jobs).flatMap(([job, work]) => kinds.map((kind) => ({ job, kind, work })))

  it.each(cases)('$job, $kind', async ({ job, kind, work }) => {
    const { cloud } = restaurant
    const { prepare, seen, done, never = () => [] } = await work()
    const tick = () => restaurant.tick(job).catch(() => null)
    cloud.clock.advance(DAY)
    prepare()
    expect(seen()).not.toEqual(done)
    await tick()
    expect(seen()).toEqual(done)
    const { databaseRequests } = cloud.calls.last()
    expect(databaseRequests).toBeGreaterThanOrEqual(5)
    for (let request = 1; request <= databaseRequests; request++) {
      cloud.clock.advance(DAY)
      prepare()
      cloud.faults.arm({ functionName: job, request, kind })
      await tick()
      expect({ request, fired: cloud.faults.fired, never: never() }).toEqual({
        request,
        fired: true,
        never: [],
      })
      cloud.clock.advance(LEASE)
      await tick()
      cloud.clock.advance(LEASE)
      await tick()
      expect({ request, seen: seen() }).toEqual({ request, seen: done })
      const row = cloud.documents('job_runs').find(({ _id }) => _id === job)
      expect(row).toMatchObject({ leasedUntil: 0, run: { finishedAt: expect.any(Number) as number } })
    }
  })
})
