import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Opened } from '../../local/automator/opened'
import { Screens } from '../../local/automator/screens'
import { freePort, listenOnLoopback, portOf } from '../../local/stage/loopback'
import type { PhonePages } from '../../local/stage/phone-pages'

const root = path.resolve(__dirname, '../..')
const run = promisify(execFile)
const cli = path.join(root, 'local/automator/cli.mjs')
let project: string
beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'huiwei-launch-'))
  writeFileSync(path.join(project, 'project.config.json'), '{"miniprogramRoot":"app/"}')
  symlinkSync(path.join(root, 'tests/preview/fixture'), path.join(project, 'app'))
})
afterAll(() => rmSync(project, { recursive: true }))

/** Until it can be listened on again: whoever had it has ended. */
async function free(port: number): Promise<boolean> {
  const until = performance.now() + 20_000
  while (performance.now() < until) {
    const server = await listenOnLoopback(port).catch(() => null)
    if (server) {
      server.close()
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

it('a port for a program that listens later is free, and none that is given to whoever asks for any', async () => {
  const ports = [await freePort(), await freePort(), await freePort()]
  expect(new Set(ports).size).toBe(3)
  for (const port of ports) {
    expect(port).toBeLessThan(32_768)
    expect(await free(port)).toBe(true)
  }
})

it("miniprogram-automator's launch() opens a project through the command line, and close() ends it", async () => {
  const port = await freePort()
  const { stdout } = await run(process.execPath, [
    path.join(__dirname, 'launch-and-close.cjs'),
    cli,
    project,
    String(port),
  ])
  expect(JSON.parse(stdout)).toEqual({
    path: 'pages/home/home',
    points: '12,345 分',
    picture: Buffer.from('\x89PNG\r\n', 'latin1').toString('base64'),
  })
  expect(await free(port)).toBe(true)
}, 180_000)

it('what the command line does not support it refuses by name', async () => {
  await expect(run(process.execPath, [cli, 'upload', '--project', project])).rejects.toThrow(
    'supports "auto" only, not "upload"',
  )
})

describe('the command line leaves no folder behind', () => {
  let temporary: string
  beforeEach(() => (temporary = mkdtempSync(path.join(tmpdir(), 'huiwei-launch-'))))
  afterEach(() => rmSync(temporary, { recursive: true }))

  /** What it says when it fails. */
  async function failure(port: number): Promise<string> {
    const options = ['auto', '--project', project, '--auto-port', String(port)]
    // A program, but no browser.
    const env = { ...process.env, TMPDIR: temporary, HUIWEI_CHROME: process.execPath }
    return run(process.execPath, [cli, ...options], { env }).then(
      () => 'nothing',
      (error: { stderr: string }) => error.stderr,
    )
  }
  const folders = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('huiwei-'))

  // Each builds all bundles first, as whoever types the command does: as long as the one above.
  it('when no browser starts', async () => {
    expect(await failure(await freePort())).toContain('No browser could be started')
    expect(folders()).toEqual([])
  }, 180_000)

  it('when the port is taken', async () => {
    const server = await listenOnLoopback(0)
    expect(await failure(portOf(server))).toContain(`port ${portOf(server)} is taken`)
    server.close()
    expect(folders()).toEqual([])
  }, 180_000)
})

describe('what was opened', () => {
  it('is closed in the opposite order, once, also when some of it fails', async () => {
    const closed: string[] = []
    const opened = new Opened()
    opened.add(() => closed.push('folder'))
    opened.add(() => Promise.reject(new Error('the cloud does not close')))
    opened.add(async () => closed.push('browser'))
    await expect(opened.close()).rejects.toThrow('the cloud does not close')
    await opened.close()
    expect(closed).toEqual(['browser', 'folder'])
  })
})

it('a screenshot is an error until a browser shows the phones', async () => {
  const screens = new Screens()
  await expect(screens.picture('diner')).rejects.toThrow('the screen of diner is not open yet')
  const page = { screenshot: async () => Buffer.from('a picture') }
  screens.show({ get: () => page } as unknown as PhonePages)
  expect(await screens.picture('diner')).toBe(Buffer.from('a picture').toString('base64'))
})
