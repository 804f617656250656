import { CallRecord, type RequestRecord } from '../../local/cloud/call-log'
import { openProbe, rejection, type Probe, type ProbeScope } from './probe-function'

let probe: Probe
beforeEach(async () => {
  probe = await openProbe()
  probe.cloud.put('plain', { _id: 'a', n: 1 })
})
afterEach(() => probe.close())

const outcomes = () => probe.cloud.calls.last().requests.map(({ outcome }) => outcome)

/** Raises a document in a transaction, and again after each conflict. */
const raise = async ({ db, _ }: ProbeScope, input: { tries: number; then?: object }) => {
  for (let tried = 1; ; tried += 1) {
    const t = await db.startTransaction()
    try {
      await t
        .collection('plain')
        .doc('a')
        .update({ n: _.inc(1) })
      await t.commit()
      return input.then ?? { ok: true, value: tried }
    } catch (error) {
      if (tried === input.tries) throw error
    }
  }
}

describe('a request on record', () => {
  it('says that it was answered', async () => {
    await probe.run(raise, { tries: 1 })
    expect(outcomes()).toEqual(['ok', 'ok', 'ok'])
  })

  it('says with which code it was refused', async () => {
    await probe.run(async ({ db }) => Promise.resolve(db.collection('absent').get()).catch(() => null))
    expect(outcomes()).toEqual(['DATABASE_COLLECTION_NOT_EXIST'])
  })

  it('says that it met a taken key, which has no code of its own', async () => {
    await probe.run(async ({ db }) =>
      Promise.resolve(db.collection('plain').add({ _id: 'a' })).catch(() => null),
    )
    const call = probe.cloud.calls.last()
    expect(call.requests).toEqual([
      {
        action: 'database.insertDocument',
        collection: 'plain',
        outcome: 'DATABASE_REQUEST_FAILED',
        duplicate: true,
      },
    ])
    expect(call).toMatchObject({ duplicates: 1, conflicts: 0, retries: 0 })
  })

  it.each(['not-sent', 'reply-lost'] as const)('says that its answer never came: %s', async (kind) => {
    probe.cloud.faults.arm({ request: 2, kind })
    await rejection(probe.run(raise, { tries: 1 }))
    expect(outcomes()).toEqual(['ok', 'no-answer'])
  })

  it.each(['killed', 'killed-after'] as const)('says that nobody was left to hear: %s', async (kind) => {
    probe.cloud.faults.arm({ request: 2, kind })
    await rejection(probe.run(raise, { tries: 1 }))
    expect(outcomes()).toEqual(['ok', 'no-answer'])
  })

  it('to an open API says that it was answered, whatever the answer says', async () => {
    await probe.run(async ({ cloud }) =>
      cloud.openapi.phonenumber.getPhoneNumber({ code: 'unknown' }).catch(() => null),
    )
    expect(outcomes()).toEqual(['ok'])
    expect(probe.cloud.calls.last().databaseRequests).toBe(0)
  })

  it('to an open API that is not supported says so', async () => {
    await probe.run(async ({ cloud }) => cloud.cloudPay.unifiedOrder({}).catch(() => null))
    expect(outcomes()).toEqual(['LOCAL_CLOUD_UNSUPPORTED'])
  })
})

describe('a call on record', () => {
  it('counts conflicts, and the transactions started again for them', async () => {
    probe.cloud.faults.arm({ request: 2, kind: 'conflict' })
    await probe.run(raise, { tries: 2 })
    expect(outcomes()).toEqual(['ok', 'DATABASE_TRANSACTION_CONFLICT', 'ok', 'ok', 'ok'])
    expect(probe.cloud.calls.last()).toMatchObject({
      databaseRequests: 5,
      transactionBounds: 3,
      conflicts: 1,
      retries: 1,
      duplicates: 0,
      outcome: 'ok',
    })
  })

  it('counts a conflict that nobody tried again after as no retry', async () => {
    probe.cloud.faults.arm({ request: 3, kind: 'conflict' })
    await rejection(probe.run(raise, { tries: 1 }))
    expect(probe.cloud.calls.last()).toMatchObject({ conflicts: 1, retries: 0 })
  })

  it('says which delivery of the request it is', async () => {
    const deliver = (attempt: unknown) =>
      probe.cloud.invoke('probe', { attempt, code: 'async () => 1' }, { openid: 'o' })
    await deliver(3)
    expect(probe.cloud.calls.last().attempt).toBe(3)
    await deliver('many')
    expect(probe.cloud.calls.last().attempt).toBe(1)
  })

  it('ends with ok, with the reason of a refusal, or with the code of an error', async () => {
    await probe.run(raise, { tries: 1 })
    expect(probe.cloud.calls.last()).toMatchObject({ outcome: 'ok', refusal: null })
    await probe.run(raise, { tries: 1, then: { ok: false, reason: 'sold-out', details: {} } })
    expect(probe.cloud.calls.last()).toMatchObject({ outcome: 'sold-out', refusal: 'sold-out' })
    await rejection(probe.run(async () => Promise.reject(new Error('broken'))))
    expect(probe.cloud.calls.last()).toMatchObject({ outcome: 'FUNCTIONS_EXECUTE_FAIL', refusal: null })
  })

  it.each([{ ok: false }, { reason: 'sold-out' }, 'no', null])(
    'takes %j for an answer, not for a refusal',
    async (reply) => {
      await probe.run(async (_scope, answer) => answer, reply)
      expect(probe.cloud.calls.last().outcome).toBe('ok')
    },
  )

  it('has no outcome while it runs', async () => {
    const running = probe.run(raise, { tries: 1 })
    expect(probe.cloud.calls.last()).toMatchObject({ outcome: null, durationMs: 0 })
    await running
    expect(probe.cloud.calls.last().outcome).toBe('ok')
  })
})

describe('retries', () => {
  const request = (action: string, rest: Partial<RequestRecord> = {}): RequestRecord => ({
    action: `database.${action}`,
    collection: null,
    outcome: 'ok',
    duplicate: false,
    ...rest,
  })
  const start = request('startTransaction')
  const lost = request('commitTransaction', { transactionId: 't', outcome: 'DATABASE_TRANSACTION_CONFLICT' })
  const taken = { outcome: 'DATABASE_REQUEST_FAILED', duplicate: true }

  it.each<[string, number, RequestRecord[]]>([
    ['none of one transaction', 0, [start, request('commitTransaction', { transactionId: 't' })]],
    ['one of a second try', 1, [start, lost, start]],
    ['two of three', 2, [start, lost, start, lost, start]],
    ['one, however many requests the lost one still made', 1, [start, lost, lost, start]],
    [
      'one after a key taken in the transaction',
      1,
      [start, request('add', { transactionId: 't', ...taken }), start],
    ],
    ['none after a key taken outside', 0, [request('add', taken), start]],
    ['none of two transactions that both went well', 0, [start, start]],
  ])('%s', (_what, retries, requests) => {
    const record = new CallRecord({
      id: 'i',
      functionName: 'f',
      operation: null,
      attempt: 1,
      caller: { openid: 'o' },
    })
    record.requests.push(...requests)
    expect(record.retries).toBe(retries)
  })
})

describe('who listens to calls', () => {
  it('hears of each when it has ended, also of one that failed or died, until they stop', async () => {
    const heard: (string | null)[] = []
    const stop = probe.cloud.calls.onCall((call) => heard.push(call.outcome))
    await probe.run(raise, { tries: 1 })
    await rejection(probe.run(async () => Promise.reject(new Error('broken'))))
    probe.cloud.faults.arm({ request: 1, kind: 'killed' })
    await rejection(probe.run(raise, { tries: 1 }))
    expect(heard).toEqual(['ok', 'FUNCTIONS_EXECUTE_FAIL', 'FUNCTIONS_EXECUTE_FAIL'])
    stop()
    await probe.run(raise, { tries: 1 })
    expect(heard).toHaveLength(3)
  })

  it('hears nothing of a function that is not there: nothing was called', async () => {
    const heard: unknown[] = []
    probe.cloud.calls.onCall((call) => heard.push(call))
    await rejection(probe.cloud.invoke('absent', {}, { openid: 'o' }))
    expect(heard).toEqual([])
  })
})
