import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')
let folder: string
const running = new Set<ChildProcess>()
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'huiwei-start-'))))
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
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
    [path.join(root, 'dist/local/start.js'), '--data', folder, ...options],
    {
      env: { ...process.env, HUIWEI_ROOT: root, TZ: 'UTC' },
    },
  )
  running.add(child)
  let text = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const settled = new Promise<{ port: number | null; code: number | null }>((resolve) => {
    const listen = (chunk: Buffer): void => {
      text += chunk.toString()
      const port = /http:\/\/127\.0\.0\.1:(\d+)\/health/.exec(text)?.[1]
      if (port) resolve({ port: Number(port), code: null })
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then((code) => resolve({ port: null, code }))
  })
  return { child, output: () => text, settled, ended }
}

describe('npm start', () => {
  it('plays the main job, answers on /health, ends with ctrl-C, and keeps its data', async () => {
    const first = start('--port', '0')
    const { port } = await first.settled
    expect(first.output()).toContain('入会礼 50 分')
    expect(first.output()).toContain('更正这一单，¥56，本单 +56')
    expect(first.output()).toContain('核销一杯酸梅汤')
    expect(first.output()).not.toContain('Error')
    const health = await fetch(`http://127.0.0.1:${port}/health`)
    expect(await health.json()).toEqual({ ready: true })
    expect((await fetch(`http://127.0.0.1:${port}/elsewhere`)).status).toBe(404)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)

    const second = start('--port', '0')
    await second.settled
    expect(second.output()).toContain('剩 19 份')
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)

    const third = start('--port', '0', '--fresh')
    await third.settled
    expect(third.output()).toContain('剩 20 份')
  })

  it('says so when the port is taken or an option is unknown', async () => {
    const first = start('--port', '0')
    const { port } = await first.settled
    const second = start('--port', String(port))
    expect((await second.settled).code).toBe(1)
    expect(second.output()).toContain(`port ${port} is taken`)
    const third = start('--prot', '1')
    expect((await third.settled).code).toBe(1)
    expect(third.output()).toContain('--prot')
  })

  it('lets one process at a time into a data folder, and --fresh never empties one in use', async () => {
    const first = start('--port', '0')
    await first.settled
    const second = start('--port', '0', '--fresh')
    expect((await second.settled).code).toBe(1)
    expect(second.output()).toMatch(/^The data folder .* is in use by process \d+: one at a time\. End it/)
    expect(second.output().trim().split('\n')).toHaveLength(1)
    expect(existsSync(path.join(folder, 'documents.sqlite'))).toBe(true)
  })

  it('--fresh leaves a folder alone that holds anything else', async () => {
    writeFileSync(path.join(folder, 'thesis.docx'), 'years of work')
    const one = start('--port', '0', '--fresh')
    expect((await one.settled).code).toBe(1)
    expect(one.output()).toContain('thesis.docx')
    expect(existsSync(path.join(folder, 'thesis.docx'))).toBe(true)
  })

  it('says so when its keys are damaged, instead of making new ones over old codes', async () => {
    writeFileSync(path.join(folder, 'secrets.json'), '')
    const one = start('--port', '0')
    expect((await one.settled).code).toBe(1)
    expect(one.output()).toContain('secrets.json is damaged')
  })
})
