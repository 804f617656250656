import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { listenOnLoopback, portOf } from '../../local/stage/loopback'

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

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = await listenOnLoopback(0)
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

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
}, 90_000)

it('what the command line does not support it refuses by name', async () => {
  await expect(run(process.execPath, [cli, 'upload', '--project', project])).rejects.toThrow(
    'supports "auto" only, not "upload"',
  )
})
