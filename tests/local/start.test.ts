import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')
let folder: string
const running = new Set<Started>()
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'huiwei-start-'))))
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await Promise.all([...running].map(({ ended }) => ended))
  running.clear()
  rmSync(folder, { recursive: true })
})

interface Started {
  child: ChildProcess
  output: () => string
  /** The line that says where it answers, or the process's end. */
  settled: Promise<{ port: number | null; code: number | null }>
  ended: Promise<number | null>
}

/** What `npm start` runs, without installing and building. */
function start(...options: string[]): Started {
  const child = spawn(
    process.execPath,
    [path.join(root, 'dist/local/start.js'), '--data', folder, '--automator-port', '0', ...options],
    {
      env: { ...process.env, FORCE_COLOR: '0', HUIWEI_ROOT: root, TZ: 'UTC' },
    },
  )
  let text = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const settled = new Promise<{ port: number | null; code: number | null }>((resolve) => {
    const listen = (chunk: Buffer): void => {
      text += chunk.toString()
      const port = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(text)?.[1]
      if (port) resolve({ port: Number(port), code: null })
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then((code) => resolve({ port: null, code }))
  })
  const started = { child, output: () => text, settled, ended }
  running.add(started)
  return started
}

/** What the diner's phone would send, and the reply it would get. */
function phoneOf(
  port: number | null,
): (feature: string, operation: string, input: object) => Promise<unknown> {
  return async (feature, operation, input) => {
    const body = JSON.stringify({ operation, input, requestId: `start-test-${operation}-0001`, attempt: 1 })
    const address = `http://127.0.0.1:${port}/phone/diner/call/${feature}`
    const { result } = (await (await fetch(address, { method: 'POST', body })).json()) as { result: unknown }
    return result
  }
}

async function dataIdSeenBy({ port }: { port: number | null }): Promise<string | undefined> {
  const setup = await (await fetch(`http://127.0.0.1:${port}/phone/diner/setup.js`)).text()
  return /'huiwei-data'\) !== "([0-9a-f]+)"/.exec(setup)?.[1]
}

/** For tests in which it starts three times. */
const THREE_STARTS_MS = 180_000

describe('npm start', () => {
  it('prints one address, which is ready, and ends with ctrl-C', async () => {
    const first = start('--port', '0')
    const { port } = await first.settled
    expect(first.output().match(/http:/g)).toHaveLength(1)
    expect(first.output()).not.toContain('Error')
    const answers = (where: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${where}`)
    expect(await (await answers('/health')).json()).toEqual({ ready: true })
    expect(await (await answers('/')).text()).toContain('<title>回味 Huiwei</title>')
    expect((await answers('/phone/diner/')).status).toBe(200)
    expect((await answers('/elsewhere')).status).toBe(404)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
  })

  it(
    'keeps its data until --fresh, and tells phones when it is other data',
    async () => {
      const first = start('--port', '0')
      const diner = phoneOf((await first.settled).port)
      expect(await diner('member', 'join', { agreedPrivacyVersion: '2025-01' })).toMatchObject({ ok: true })
      const known = await dataIdSeenBy(await first.settled)
      const upload = await fetch(`http://127.0.0.1:${(await first.settled).port}/phone/diner/files/a.txt`, {
        method: 'POST',
        body: 'a',
      })
      expect(await upload.json()).toMatchObject({ fileID: expect.any(String) })
      first.child.kill('SIGTERM')
      expect(await first.ended).toBe(0)

      const second = start('--port', '0')
      const again = phoneOf((await second.settled).port)
      expect(await again('points', 'summary', {})).toMatchObject({ ok: true, value: { spendable: 50 } })
      expect(await dataIdSeenBy(await second.settled)).toBe(known)
      second.child.kill('SIGTERM')
      await second.ended
      expect(readdirSync(path.join(folder, 'files'))).toHaveLength(1)

      const third = start('--port', '0', '--fresh')
      const stranger = phoneOf((await third.settled).port)
      expect(await stranger('points', 'summary', {})).toMatchObject({ ok: false, reason: 'not-a-member' })
      expect(await dataIdSeenBy(await third.settled)).not.toBe(known)
      expect(readdirSync(path.join(folder, 'files'))).toEqual([])
    },
    THREE_STARTS_MS,
  )

  it(
    'goes on at the time the stage was moved to, with the diners who came; --fresh forgets both',
    async () => {
      const askedOf = async ({ port }: { port: number | null }) => {
        const read = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
        const shift = /"clockShiftMs":(-?\d+)/.exec(await read('/phone/diner/setup.js'))?.[1]
        const phones = JSON.parse(await read('/phones')) as { part: string }[]
        return { hours: Math.round(Number(shift) / 3_600_000) || 0, diners: phones.filter(isDiner).length }
      }
      const isDiner = ({ part }: { part: string }): boolean => part === 'diner'
      const first = start('--port', '0')
      const { port } = await first.settled
      const to = Date.now() + 3 * 3_600_000
      for (const [path, body] of [
        ['/phones', {}],
        ['/clock', { to }],
      ] as const)
        await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: JSON.stringify(body) })
      expect(await askedOf({ port })).toEqual({ hours: 3, diners: 2 })
      first.child.kill('SIGTERM')
      await first.ended

      const second = start('--port', '0')
      expect(await askedOf(await second.settled)).toEqual({ hours: 3, diners: 2 })
      second.child.kill('SIGTERM')
      await second.ended

      const third = start('--port', '0', '--fresh')
      expect(await askedOf(await third.settled)).toEqual({ hours: 0, diners: 1 })
    },
    THREE_STARTS_MS,
  )

  it(
    'says so when the port is taken or an option is unknown',
    async () => {
      const first = start('--port', '0')
      const { port } = await first.settled
      const second = start('--port', String(port))
      expect((await second.settled).code).toBe(1)
      expect(second.output()).toContain(`port ${port} is taken`)
      const third = start('--prot', '1')
      expect((await third.settled).code).toBe(1)
      expect(third.output()).toContain('--prot')
    },
    THREE_STARTS_MS,
  )

  it('lets one process at a time into a data folder, and --fresh never empties one in use', async () => {
    const first = start('--port', '0')
    await first.settled
    const second = start('--port', '0', '--fresh')
    expect((await second.settled).code).toBe(1)
    expect(second.output()).toMatch(/^The data folder .* is in use by process \d+: one at a time\. End it/)
    expect(second.output().trim().split('\n')).toHaveLength(1)
    expect(existsSync(path.join(folder, 'documents.sqlite'))).toBe(true)
  })

  it.each([
    ['anything else', 'thesis.docx', 'thesis.docx'],
    ['anything else among the files', 'files/thesis.docx', 'files'],
  ])('--fresh leaves a folder alone that holds %s', async (_what, file, named) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), 'years of work')
    const one = start('--port', '0', '--fresh')
    expect((await one.settled).code).toBe(1)
    expect(one.output()).toContain(`it holds other files (${named})`)
    expect(existsSync(path.join(folder, file))).toBe(true)
  })

  it('says so when its keys are damaged, instead of making new ones over old codes', async () => {
    writeFileSync(path.join(folder, 'secrets.json'), '')
    const one = start('--port', '0')
    expect((await one.settled).code).toBe(1)
    expect(one.output()).toContain('secrets.json is damaged')
  })
})
