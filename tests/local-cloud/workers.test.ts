import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { limits } from '../../local/cloud/limits'
import {
  bundleWorker,
  openProbe,
  rejection,
  temporaryFolder,
  type Probe,
  type ProbeScope,
} from './probe-function'
import { eventually } from '../support/eventually'

let probe: Probe
let lines: string[]
const workerFile = join(temporaryFolder(), 'worker.js')

beforeAll(() => {
  bundleWorker(workerFile)
})
beforeEach(async () => {
  // Its own: the SDK's slow-request warning of an earlier test may still come, seconds later.
  const own: string[] = (lines = [])
  probe = await openProbe({
    instances: 'workers',
    workerFile,
    functionLimits: {
      probe: { timeoutSeconds: 20, memoryMb: 256 },
      // Longer than all its threads need to start.
      stuck: { timeoutSeconds: 60, memoryMb: 256 },
    },
    log: (line) => own.push(line),
  })
})
afterEach(() => probe.close())

it('runs both SDKs over HTTP: transaction, duplicate key, identity, phone number', async () => {
  probe.cloud.wechat.phoneCodes.set('c', '13900000000')
  const seen = await probe.run(
    async ({ db, _, cloud }) => {
      const t = await db.startTransaction()
      await t.collection('plain').add({ _id: 'a', n: 1 })
      await t
        .collection('plain')
        .doc('a')
        .update({ n: _.inc(1) })
      await t.commit()
      let duplicate = ''
      try {
        await db.collection('plain').add({ _id: 'a' })
      } catch (error) {
        duplicate = (error as Error).message
      }
      const phone = (await cloud.openapi.phonenumber.getPhoneNumber({ code: 'c' })).phoneInfo as {
        phoneNumber: string
      }
      return {
        duplicate,
        openid: cloud.getWXContext().OPENID,
        phone: phone.phoneNumber,
        data: (await db.collection('plain').get()).data,
      }
    },
    null,
    { openid: 'o-worker' },
  )
  expect(seen).toMatchObject({ openid: 'o-worker', phone: '13900000000', data: [{ _id: 'a', n: 2 }] })
  expect(seen.duplicate).toContain('E11000')
  expect(probe.cloud.calls.last().databaseRequests).toBe(6)
})

it('moves Date in running instances and forwards their console', async () => {
  const year = async () => {
    console.log('asked')
    return new Date().getUTCFullYear()
  }
  await probe.run(year)
  probe.cloud.clock.moveTo(Date.parse('2032-06-01T00:00:00Z'))
  expect(await probe.run(year)).toBe(2032)
  expect(lines).toEqual(['asked', 'asked'])
})

it('serves one call at a time per instance, starts more when needed, and keeps them warm', async () => {
  const calls = async ({ calls: number, cloud }: ProbeScope) => {
    const before = cloud.getWXContext().OPENID
    await new Promise((resolve) => setTimeout(resolve, 300))
    return [number, before === cloud.getWXContext().OPENID, before]
  }
  const parallel = await Promise.all([
    probe.run(calls, null, { openid: 'o-1' }),
    probe.run(calls, null, { openid: 'o-2' }),
  ])
  expect(parallel).toEqual([
    [1, true, 'o-1'],
    [1, true, 'o-2'],
  ])
  expect((await probe.run(calls))[0]).toBe(2)
  probe.cloud.coldStart()
  expect((await probe.run(calls))[0]).toBe(1)
})

describe('a function past its time', () => {
  const probeLimits = { timeoutSeconds: 20, memoryMb: 256 }
  beforeEach(async () => {
    await probe.close()
    probeLimits.timeoutSeconds = 20
    probe = await openProbe({
      instances: 'workers',
      workerFile,
      functionLimits: { probe: probeLimits },
      lockWaitMs: 100,
      log: (line) => lines.push(line),
    })
    // Warm, so that the short time a test then gives it goes to what it does.
    await probe.run(async ({ calls }) => calls)
  })

  it('is stopped with its instance, even one that never lets go of the thread', async () => {
    probeLimits.timeoutSeconds = 1
    const error = await rejection(
      probe.run(async () => {
        for (;;);
      }),
    )
    expect(error.code).toBe('FUNCTIONS_TIME_LIMIT_EXCEEDED')
    probeLimits.timeoutSeconds = 20
    expect(await probe.run(async ({ calls }) => calls)).toBe(1)
  })

  it('leaves its open transaction behind, which holds its locks until its own time is over', async () => {
    const write = () =>
      probe.run(async ({ db }) => {
        const reply = await db.collection('plain').doc('a').update({ n: 2 })
        return (reply as { code?: string }).code ?? 'written'
      })
    probe.cloud.put('plain', { _id: 'a', n: 0 })
    probeLimits.timeoutSeconds = 4
    const error = await rejection(
      probe.run(async ({ db }) => {
        const t = await db.startTransaction()
        await t.collection('plain').doc('a').update({ n: 1 })
        console.log('has the lock')
        for (;;);
      }),
    )
    expect(lines).toEqual(['has the lock'])
    expect(error.code).toBe('FUNCTIONS_TIME_LIMIT_EXCEEDED')
    probeLimits.timeoutSeconds = 20
    expect(await write().catch((thrown: { message: string }) => thrown.message)).toContain('stayed locked')
    probe.cloud.clock.advance(30_000)
    expect(await write()).toBe('written')
    expect(probe.cloud.documents('plain')).toEqual([{ _id: 'a', n: 2 }])
  })
})

it('stops a function that takes more memory than it has, and the next call finds another instance', async () => {
  await probe.close()
  probe = await openProbe({
    instances: 'workers',
    workerFile,
    functionLimits: { probe: { timeoutSeconds: 20, memoryMb: 64 } },
  })
  const error = await rejection(
    probe.run(async () => {
      const kept: object[] = []
      for (;;) kept.push({ more: new Array(1000).fill(kept.length) })
    }),
  )
  expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  expect(error.message).toMatch(/memory/i)
  expect(await probe.run(async ({ calls }) => calls)).toBe(1)
})

it('ends an instance whose buffers outgrow its memory, which the runtime’s own limit does not see', async () => {
  await probe.close()
  probe = await openProbe({
    instances: 'workers',
    workerFile,
    functionLimits: { probe: { timeoutSeconds: 20, memoryMb: 64 } },
  })
  const holding = (megabytes: number) =>
    probe.run(async (_scope, megabytes: number) => {
      const kept = Array.from({ length: megabytes }, () => Buffer.alloc(1_048_576, 1))
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      return kept.length
    }, megabytes)
  expect(await holding(40)).toBe(40)
  const error = await rejection(holding(80))
  expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL')
  expect(error.message).toMatch(/out of memory: \d+ MB of buffers/)
  expect(await probe.run(async ({ calls }) => calls)).toBe(1)
})

it('survives an instance that ends its process or throws where nobody catches', async () => {
  const exits = rejection(probe.run(async () => process.exit(3)))
  expect((await exits).code).toBe('FUNCTIONS_EXECUTE_FAIL')
  const throws = rejection(
    probe.run(async () => {
      setTimeout(() => {
        throw new Error('loose')
      }, 1)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }),
  )
  expect((await throws).message).toContain('loose')
  expect(await probe.run(async ({ calls }) => calls)).toBe(1)
})

it('replaces an instance that is lost between two calls', async () => {
  await probe.run(async () => {
    setTimeout(() => {
      throw new Error('loose')
    }, 50)
  })
  // Until it is lost, the instance goes on counting its calls; one under way at that moment is lost with it.
  let calls: number | null = null
  for (let tries = 0; calls !== 1 && tries < 500; tries += 1) {
    calls = await probe.run(async ({ calls }) => calls).catch(() => null)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(calls).toBe(1)
})

it('refuses a request made after the reply, until the instance has another call', async () => {
  const replied = await probe.run(async ({ db }) => {
    setTimeout(() => {
      Promise.resolve(db.collection('plain').add({})).catch((error: Error) => console.log(error.message))
    }, 10)
    return 'done'
  })
  await eventually(() => lines.length === 1)
  expect(replied).toBe('done')
  expect(lines).toEqual([expect.stringContaining('after the reply of its call (probe probe)')])
  expect(probe.cloud.documents('plain')).toEqual([])
  expect(probe.cloud.calls.last()).toMatchObject({ requestsAfterReply: 1, databaseRequests: 0 })
})

it('starts nothing once it is closed, though calls wait for an instance', async () => {
  const folder = join(probe.folder, 'functions', 'stuck')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'index.js'),
    `console.log('started'); exports.main = () => new Promise(() => {})`,
  )
  const code = () => rejection(probe.cloud.invoke('stuck', {}, { openid: 'o' })).then((error) => error.code)
  const codes = Array.from({ length: limits.instancesPerFunction * 2 + 3 }, code)
  while (lines.length < limits.instancesPerFunction) await new Promise((resolve) => setTimeout(resolve, 20))
  await probe.cloud.close()
  expect(new Set(await Promise.all(codes))).toEqual(new Set(['FUNCTIONS_EXECUTE_FAIL']))
  expect(await code()).toBe('FUNCTIONS_EXECUTE_FAIL')
  probe = await openProbe({ instances: 'workers', workerFile })
  // Its thread starts after all of theirs.
  await probe.run(async ({ calls }) => calls)
  expect(lines).toHaveLength(limits.instancesPerFunction)
})

it('shows faults to the SDK as on a real connection', async () => {
  probe.cloud.put('plain', { _id: 'a', n: 1 })
  const increment = async ({ db, _ }: ProbeScope) => {
    try {
      await db
        .collection('plain')
        .doc('a')
        .update({ n: _.inc(1) })
      return 'done'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  probe.cloud.faults.arm({ request: 1, kind: 'not-sent' })
  expect(await probe.run(increment)).toBe('ECONNRESET')
  probe.cloud.faults.arm({ request: 1, kind: 'reply-lost' })
  expect(await probe.run(increment)).toBe('ECONNRESET')
  probe.cloud.faults.arm({ request: 1, kind: 'killed' })
  expect((await rejection(probe.run(increment))).code).toBe('FUNCTIONS_EXECUTE_FAIL')
  expect(await probe.run(increment)).toBe('done')
  expect(probe.cloud.documents('plain')).toEqual([{ _id: 'a', n: 3 }])
})
