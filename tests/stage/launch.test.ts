import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import automator from 'miniprogram-automator'
import { listenOnLoopback, portOf } from '../../local/stage/loopback'
import { eventually } from '../support/eventually'

const root = path.resolve(__dirname, '../..')
let project: string
beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'huiwei-launch-'))
  writeFileSync(path.join(project, 'project.config.json'), '{"miniprogramRoot":"app/"}')
  symlinkSync(path.join(root, 'tests/preview/fixture'), path.join(project, 'app'))
})
afterAll(() => rmSync(project, { recursive: true }))

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = await listenOnLoopback(0)
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

it("miniprogram-automator's launch() opens a project through the command line, and close() ends it", async () => {
  const port = await freePort()
  const miniProgram = await automator.launch({
    cliPath: path.join(root, 'local/automator/cli.mjs'),
    projectPath: project,
    port,
    timeout: 50_000,
  })
  const page = await miniProgram.currentPage()
  expect(page?.path).toBe('pages/home/home')
  expect(await (await page?.$('.points'))?.text()).toBe('12,345 分')
  const picture = Buffer.from((await miniProgram.screenshot()) ?? '', 'base64')
  expect(picture.subarray(1, 4).toString()).toBe('PNG')

  await miniProgram.close()
  let open = true
  await eventually(() => {
    void answers(port).then((answered) => (open = answered))
    return !open
  }, 20_000)
  expect(open).toBe(false)
}, 90_000)
