import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller } from '../../local/cloud/call-log'
import { openProbe, rejection, type Probe, type ProbeScope } from './probe-function'
import { eventually } from '../support/eventually'

let probe: Probe
let lines: [string, string][]
beforeEach(async () => {
  // Its own: the SDK's slow-request warning of an earlier test may still come, seconds later.
  const own: [string, string][] = (lines = [])
  probe = await openProbe({ log: (line, functionName) => own.push([functionName, line]) })
})
afterEach(() => probe.close())

function writeFunction(name: string, source: string): void {
  const folder = join(probe.folder, 'functions', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.js'), source)
}

describe('who calls', () => {
  it('is told by getWXContext and, to clients’ functions, by event.userInfo', async () => {
    const seen = await probe.cloud.invoke(
      'probe',
      {
        code: `async ({ cloud, event }) => ({ context: cloud.getWXContext(), userInfo: event.userInfo })`,
        userInfo: 'forged',
      },
      { openid: 'o-me', appid: 'wx-app', source: 'wx_devtools' },
    )
    expect(seen).toEqual({
      context: {
        CLIENTIP: '127.0.0.1',
        APPID: 'wx-app',
        OPENID: 'o-me',
        ENV: 'local-env',
        SOURCE: 'wx_devtools',
      },
      userInfo: { appId: 'wx-app', openId: 'o-me' },
    })
  })

  it('is nobody when a timer calls', async () => {
    writeFunction('nightly', `exports.main = async (event) => ({ event, env: { ...process.env } })`)
    probe.cloud.clock.moveTo(Date.parse('2030-05-01T19:00:00Z'))
    const { event, env } = (await probe.cloud.invoke('nightly', {}, { timer: 'every-night' })) as {
      event: Record<string, unknown>
      env: Record<string, string>
    }
    expect(event).toMatchObject({ Type: 'Timer', TriggerName: 'every-night', Message: '' })
    expect(event).not.toHaveProperty('userInfo')
    expect(String(event.Time)).toBe('2030-05-01T19:00:00Z')
    expect(env).toMatchObject({ TCB_SOURCE: 'wx_trigger', PROGRAMME: 'fixture' })
    expect(env).not.toHaveProperty('WX_OPENID')
  })

  it('stays apart among a hundred calls at the same time', async () => {
    const openids = Array.from({ length: 100 }, (_, i) => `o-${i}`)
    const seen = await Promise.all(
      openids.map((openid, i) =>
        probe.run(
          async ({ db, cloud }, delay: number) => {
            const before = cloud.getWXContext().OPENID
            await db.collection('plain').add({ by: before })
            await new Promise((resolve) => setTimeout(resolve, delay))
            await db.collection('plain').where({ by: cloud.getWXContext().OPENID }).count()
            return [before, process.env.WX_OPENID]
          },
          (i * 7) % 20,
          { openid },
        ),
      ),
    )
    expect(seen).toEqual(openids.map((openid) => [openid, openid]))
    expect(probe.cloud.calls.all.map((call) => call.databaseRequests)).toEqual(openids.map(() => 2))
  })

  it('cannot be read from the host: its variables are not the function’s', async () => {
    const keys = await probe.run(async () => Object.keys(process.env))
    expect(keys).not.toContain('PATH')
    expect(keys).toEqual(expect.arrayContaining(['PROGRAMME', 'TCB_ENV', 'WX_OPENID']))
    expect(process.env.TCB_ENV).toBeUndefined()
  })
})

describe('the clock', () => {
  it('moves Date inside functions, and nowhere else', async () => {
    probe.cloud.clock.moveTo(Date.parse('2031-02-03T00:00:00Z'))
    const seen = await probe.run(async () => {
      class Later extends Date {}
      return {
        now: new Date(Date.now()).toISOString(),
        made: new Date().toISOString(),
        called: Date().slice(11, 15),
        fixed: new Date(5).getTime(),
        utc: Date.UTC(1970, 0, 1),
        known: new Date() instanceof Date && new Later() instanceof Later,
      }
    })
    expect(seen).toMatchObject({ called: '2031', fixed: 5, utc: 0, known: true })
    expect(seen.now).toMatch(/^2031-02-03T00:00:0/)
    expect(seen.made).toMatch(/^2031-02-03T00:00:0/)
    expect(Date.now()).toBeLessThan(Date.parse('2031-01-01'))
  })

  it('runs on and can be moved by an amount', () => {
    const { clock } = probe.cloud
    clock.moveTo(1_000_000)
    clock.advance(5_000)
    expect(clock.now()).toBeGreaterThanOrEqual(1_005_000)
    expect(clock.now()).toBeLessThan(1_006_000)
  })
})

describe('a call', () => {
  it('passes event and reply as JSON', async () => {
    writeFunction(
      'echo',
      `exports.main = async (event) => ({ event, at: new Date(0), nothing: undefined, plain: event.list.constructor === Array })`,
    )
    const reply = await probe.cloud.invoke('echo', { list: [1], when: new Date(0) }, { openid: 'o' })
    expect(reply).toEqual({
      event: {
        list: [1],
        when: '1970-01-01T00:00:00.000Z',
        userInfo: { appId: expect.any(String) as string, openId: 'o' },
      },
      at: '1970-01-01T00:00:00.000Z',
      plain: true,
    })
  })

  it('answers null for a function that returns nothing', async () => {
    writeFunction('silent', `exports.main = () => {}`)
    expect(await probe.cloud.invoke('silent', {}, { openid: 'o' })).toBeNull()
  })

  it('has a context with its name, limits and remaining time', async () => {
    const context: Record<string, unknown> & { left: number } = await probe.run(async ({ context }) => ({
      ...context,
      left: context.getRemainingTimeInMillis(),
    }))
    expect(context).toMatchObject({
      function_name: 'probe',
      memory_limit_in_mb: 256,
      time_limit_in_ms: 20_000,
      namespace: 'local-env',
      request_id: expect.any(String) as string,
    })
    expect(JSON.parse(String(context.environment))).toMatchObject({
      WX_OPENID: 'o-probe',
      PROGRAMME: 'fixture',
    })
    expect(context.left).toBeGreaterThan(15_000)
  })

  it('fails with FUNCTION_NOT_FOUND for a function that is not there', async () => {
    expect(await rejection(probe.cloud.invoke('absent', {}, { openid: 'o' }))).toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    })
    expect(await rejection(probe.cloud.invoke('../probe', {}, { openid: 'o' }))).toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    })
  })

  it('fails with FUNCTIONS_EXECUTE_FAIL and the message the function threw', async () => {
    const error = await rejection(
      probe.run(async () => {
        throw new RangeError('too far')
      }),
    )
    expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL', message: 'probe: too far' })
    expect(probe.cloud.calls.last().error).toEqual({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: 'probe: too far',
    })
  })

  it('fails when the bundle needs a module that would not be deployed', async () => {
    writeFunction('bare', `require('dayjs'); exports.main = () => 1`)
    const error = await rejection(probe.cloud.invoke('bare', {}, { openid: 'o' }))
    expect(error.message).toContain("Cannot find module 'dayjs': a deployed function stands alone")
  })

  it('ends at the function’s timeout, and what it does later is not executed', async () => {
    await probe.close()
    probe = await openProbe({ functionLimits: { probe: { timeoutSeconds: 0.1, memoryMb: 128 } } })
    const error = await rejection(
      probe.run(async ({ db }) => {
        // By setImmediate: its timers end with it, and then nothing would be asked.
        const turn = () => new Promise((resolve) => setImmediate(resolve))
        const until = performance.now() + 150
        while (performance.now() < until) await turn()
        // Between two turns all timers that are due have fired, however long the process stood still.
        await turn()
        await db.collection('plain').add({})
      }),
    )
    expect(error.code).toBe('FUNCTIONS_TIME_LIMIT_EXCEEDED')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(probe.cloud.documents('plain')).toEqual([])
  })

  it.each([
    ['letters', 'x', 1],
    ['Chinese, of which a character is three bytes', '味', 3],
  ])('may return 1 MB and not more, of %s', async (_what, character, bytes) => {
    const quotes = 2
    const most = Math.floor((1024 * 1024 - quotes) / bytes)
    const said = (count: number, rest: string) =>
      probe.run(
        async (_scope, { character, count, rest }: { character: string; count: number; rest: string }) =>
          character.repeat(count) + rest,
        { character, count, rest },
      )
    const rest = 'x'.repeat(1024 * 1024 - quotes - most * bytes)
    expect(await said(most, rest)).toHaveLength(most + rest.length)
    expect((await rejection(said(most, `${rest}x`))).code).toBe('FUNCTIONS_RESULT_TOO_LARGE')
  })

  it('takes 100 KB from a phone and not more, counted in bytes; a timer or a function may send more', async () => {
    const event = (text: string) => ({ code: 'async () => "heard"', text })
    const around = JSON.stringify(event('')).length
    const most = `${'味'.repeat(10_000)}${'x'.repeat(100 * 1024 - around - 30_000)}`
    const send = (text: string, caller: Caller) => probe.cloud.invoke('probe', event(text), caller)
    expect(await send(most, { openid: 'o' })).toBe('heard')
    for (const source of [undefined, 'wx_client', 'wx_devtools']) {
      const sent = send(`${most}x`, { openid: 'o', ...(source && { source }) })
      expect((await rejection(sent)).code).toBe('EXCEED_MAX_PAYLOAD_SIZE')
    }
    expect(await send(`${most}x`, { openid: 'o', source: 'wx_client,scf' })).toBe('heard')
    expect(await send(`${most}x`, { timer: 'nightly' })).toBe('heard')
  })

  it('finds its instance warm, until that is forgotten', async () => {
    const calls = async () => probe.run(async ({ calls }) => calls)
    expect([await calls(), await calls()]).toEqual([1, 2])
    probe.cloud.coldStart('other')
    expect(await calls()).toBe(3)
    probe.cloud.coldStart('probe')
    expect(await calls()).toBe(1)
    probe.cloud.coldStart()
    expect(await calls()).toBe(1)
  })

  it('has its console forwarded line by line', async () => {
    await probe.run(async () => {
      console.log('one\ntwo')
      console.error('three %d', 3)
    })
    expect(lines).toEqual([
      ['probe', 'one'],
      ['probe', 'two'],
      ['probe', 'three 3'],
    ])
  })
})

describe('the call log', () => {
  it('counts database requests and names every request in order', async () => {
    await probe.run(
      async ({ db, cloud }) => {
        const t = await db.startTransaction()
        await t.collection('plain').doc('a').get()
        await t.commit()
        await cloud.openapi.phonenumber.getPhoneNumber({ code: 'x' }).catch(() => {})
      },
      null,
      { operation: 'counted' },
    )
    const call = probe.cloud.calls.last()
    expect(call).toMatchObject({
      functionName: 'probe',
      operation: 'counted',
      caller: { openid: 'o-probe' },
      databaseRequests: 3,
    })
    expect(call.requests.map(({ action, collection }) => [action, collection])).toEqual([
      ['database.startTransaction', null],
      ['database.getDocument', 'plain'],
      ['database.commitTransaction', null],
      ['wx.openApi phonenumber.getPhoneNumber', null],
    ])
    expect(call.requests[1]?.transactionId).toBe(call.requests[2]?.transactionId)
    expect(call.durationMs).toBeGreaterThan(0)
    expect(call.error).toBeUndefined()
  })

  it('does not count documents and put', async () => {
    await probe.run(async () => 1)
    probe.cloud.put('plain', { _id: 'a' })
    probe.cloud.documents('plain')
    expect(probe.cloud.calls.last().requests).toEqual([])
    probe.cloud.calls.clear()
    expect(probe.cloud.calls.all).toEqual([])
    expect(() => probe.cloud.calls.last()).toThrow('No function was called yet')
  })
})

describe('a request after the reply', () => {
  it('is refused by name and marks the record: an await is missing', async () => {
    const forgetful = async ({ db, cloud }: ProbeScope) => {
      const refused = (error: Error) => console.log(error.message)
      const ask = async () => {
        await new Promise((resolve) => setImmediate(resolve))
        await Promise.resolve(db.collection('plain').add({ _id: 'late' })).catch(refused)
        await cloud.openapi.phonenumber.getPhoneNumber({ code: 'x' }).catch(refused)
      }
      void ask()
      return 'done'
    }
    probe.cloud.faults.arm({ operation: 'forgetful', request: 1, kind: 'killed' })
    expect(await probe.run(forgetful, null, { operation: 'forgetful' })).toBe('done')
    await eventually(() => lines.length === 2)
    expect(lines).toHaveLength(2)
    expect(lines.map((line) => line[1])).toContainEqual(
      expect.stringContaining(
        'A request made after the reply of its call (probe forgetful) is not supported',
      ),
    )
    expect(probe.cloud.documents('plain')).toEqual([])
    expect(probe.cloud.calls.last()).toMatchObject({
      requestsAfterReply: 2,
      databaseRequests: 0,
      requests: [],
    })
    probe.cloud.faults.disarm()
  })

  it('is not one that was asked in time, though it is answered later', async () => {
    await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').set({ n: 1 })
      void Promise.resolve(db.collection('plain').doc('a').set({ n: 2 })).catch(() => {})
      await t.commit()
    })
    await eventually(() => probe.cloud.documents('plain')[0]?.n === 2)
    expect(probe.cloud.documents('plain')).toEqual([{ _id: 'a', n: 2 }])
    expect(probe.cloud.calls.last()).toMatchObject({ requestsAfterReply: 0, databaseRequests: 4 })
  })
})
