import type { FaultKind } from '../../local/cloud/faults'
import type { UpcomingRequest } from '../../local/cloud/faults'
import { openProbe, rejection, type Probe, type ProbeScope } from './probe-function'

let probe: Probe
let lines: string[]
beforeEach(async () => {
  // Its own: the SDK's slow-request warning of an earlier test may still come, seconds later.
  const own: string[] = (lines = [])
  probe = await openProbe({ log: (line) => own.push(line) })
  probe.cloud.put('plain', { _id: 'a', n: 1 })
})
afterEach(() => probe.close())

const n = () => probe.cloud.documents('plain')[0]?.n

/** Five requests: start, read, write, add, commit. */
const move = async ({ db, _ }: ProbeScope) => {
  const t = await db.startTransaction()
  try {
    await t.collection('plain').doc('a').get()
    await t
      .collection('plain')
      .doc('a')
      .update({ n: _.inc(1) })
    await t.collection('entries').add({ memberId: 'm', seq: 1 })
    await t.commit()
    return 'moved'
  } catch (error) {
    return (error as { code: string }).code
  }
}

it('not-sent: nothing is done and the SDK sees its connection reset', async () => {
  probe.cloud.faults.arm({ request: 3, kind: 'not-sent' })
  expect(await probe.run(move)).toBe('ECONNRESET')
  expect([probe.cloud.faults.fired, n()]).toEqual([true, 1])
})

it('reply-lost: it is done, and the SDK sees its connection reset', async () => {
  probe.cloud.faults.arm({ request: 5, kind: 'reply-lost' })
  expect(await probe.run(move)).toBe('ECONNRESET')
  expect(n()).toBe(2)
})

it('conflict: the transaction is told of a conflict and is gone', async () => {
  probe.cloud.faults.arm({ request: 3, kind: 'conflict' })
  expect(await probe.run(move)).toBe('DATABASE_TRANSACTION_CONFLICT')
  expect(n()).toBe(1)
  expect(await probe.run(move)).toBe('moved')
})

it.each<[FaultKind, number, number]>([
  ['killed', 5, 1],
  ['killed-after', 5, 2],
])('%s: the call fails, and what was committed stays so', async (kind, request, after) => {
  probe.cloud.faults.arm({ request, kind })
  expect((await rejection(probe.run(move))).code).toBe('FUNCTIONS_EXECUTE_FAIL')
  expect(n()).toBe(after)
})

it('killed: the open transaction keeps its locks until its 30 seconds are over', async () => {
  probe.cloud.faults.arm({ request: 4, kind: 'killed' })
  await rejection(probe.run(move))
  expect(await probe.run(move)).toBe('DATABASE_TRANSACTION_CONFLICT')
  probe.cloud.clock.advance(31_000)
  expect(await probe.run(move)).toBe('moved')
})

it('killed: nothing the dead invocation asks later is executed, and its instance is cold', async () => {
  const warm = await probe.run(async ({ calls }) => calls)
  probe.cloud.faults.arm({ request: 1, kind: 'killed' })
  await rejection(
    probe.run(async ({ db }) => {
      // Its timers end with it; what turns by setImmediate goes on, and does ask.
      const later = async () => {
        const until = performance.now() + 20
        while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve))
        await Promise.resolve(db.collection('plain').doc('a').update({ n: 100 })).catch(() => {})
        console.log('answered')
      }
      await Promise.all([db.collection('plain').doc('a').get(), later()])
    }),
  )
  // On the same thread, and asks later still: what the dead one asked would have been answered before.
  const next = await probe.run(async ({ db, calls }) => {
    const until = performance.now() + 40
    while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve))
    await db.collection('plain').count()
    return calls
  })
  expect(n()).toBe(1)
  expect(lines).toEqual([])
  expect(probe.cloud.calls.all.at(-2)).toMatchObject({ died: true, requestsAfterReply: 0 })
  expect([warm, next]).toEqual([1, 1])
})

it.each<FaultKind>(['killed', 'killed-after'])(
  '%s: what is under way at the death is not answered',
  async (kind) => {
    probe.cloud.faults.arm({ request: 2, kind })
    await rejection(
      probe.run(async ({ db }) => {
        const answered = async (request: unknown) => {
          await Promise.resolve(request).catch(() => {})
          console.log('answered')
        }
        await answered(db.collection('plain').doc('a').get())
        await answered(db.collection('plain').doc('a').get())
      }),
    )
    // Asked and answered after that.
    await probe.run(async ({ db }) => db.collection('plain').count())
    expect(lines).toEqual(['answered'])
  },
)

it('fires once, in the next invocation that matches', async () => {
  probe.cloud.faults.arm({ operation: 'move', request: 1, kind: 'not-sent' })
  const read = async ({ db }: ProbeScope) => (await db.collection('plain').get()).data.length
  expect(await probe.run(read, null, { operation: 'other' })).toBe(1)
  await rejection(probe.run(read, null, { operation: 'move' }))
  expect(await probe.run(read, null, { operation: 'move' })).toBe(1)
})

it('says that it did not fire when the invocation makes fewer requests', async () => {
  probe.cloud.faults.arm({ request: 6, kind: 'killed' })
  expect(await probe.run(move)).toBe('moved')
  expect(probe.cloud.faults.fired).toBe(false)
  expect(probe.cloud.calls.last().databaseRequests).toBe(5)
})

it('does nothing once disarmed', async () => {
  probe.cloud.faults.arm({ request: 1, kind: 'killed' })
  probe.cloud.faults.disarm()
  expect(await probe.run(move)).toBe('moved')
})

it('shows every database request to the hook before it is executed, with a running number', async () => {
  const seen: UpcomingRequest[] = []
  probe.cloud.faults.onEveryRequest((request) => seen.push(request))
  await probe.run(move, null, { operation: 'move' })
  probe.cloud.faults.onEveryRequest(null)
  await probe.run(async ({ db }) => db.collection('plain').count())
  expect(seen.map(({ number, action, collection }) => [number, action, collection])).toEqual([
    [1, 'database.startTransaction', null],
    [2, 'database.getDocument', 'plain'],
    [3, 'database.modifyDocument', 'plain'],
    [4, 'database.insertDocument', 'entries'],
    [5, 'database.commitTransaction', null],
  ])
  expect(seen[0]).toMatchObject({ functionName: 'probe', operation: 'move' })
})
