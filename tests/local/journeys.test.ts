import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openInTool } from '../../local/journeys/developer-tools'

const root = path.resolve(__dirname, '../..')
const standIn = path.join(root, 'local/automator/cli.mjs')
const unset = {
  TCB_ENV: undefined,
  TENCENTCLOUD_SECRETID: undefined,
  TENCENTCLOUD_SECRETKEY: undefined,
  HUIWEI_TESTER_OPENID: undefined,
  HUIWEI_DEVTOOLS: undefined,
}

function run(command: string, args: string[], variables: Record<string, string> = {}) {
  const env = { ...process.env, ...unset, FORCE_COLOR: '0', HUIWEI_ROOT: root, ...variables }
  const child = spawn(command, args, { cwd: root, env })
  const told = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()))
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...told })),
  )
}

const journeys = (args: string[], variables?: Record<string, string>) =>
  run(process.execPath, [path.join(root, 'dist/local/journeys.js'), ...args], variables)

const testsIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file))

describe('npm run journeys', () => {
  it('on DevTools tells the portable journeys, and no others', async () => {
    const variables = { HUIWEI_DEVTOOLS: 'local/automator/cli.mjs', INIT_CWD: root }
    const { code, err } = await run('npm', ['run', 'journeys'], variables)
    const told = [...err.matchAll(/^(PASS|FAIL) (\S+)/gm)].map(([, verdict, file]) => `${verdict} ${file}`)
    expect({ told, err: code === 0 ? '' : err }).toEqual({
      told: testsIn('tests/journeys/portable').map((file) => `PASS ${file}`),
      err: '',
    })
    expect(err).toMatch(/^Tests: +(\d+) passed, \1 total$/m)
  }, 240_000)

  it('without DevTools tells all of them', async () => {
    const { code, out } = await journeys(['--listTests'])
    const listed = out.trim().split('\n')
    expect(code).toBe(0)
    expect(listed.map((file) => path.relative(root, file)).sort()).toEqual(testsIn('tests/journeys').sort())
  })
})

it('npm run journeys ends as jest ends', async () => {
  const { code, out } = await journeys(['--testMatch', '**/none'])
  expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('No tests found') })
})

describe('says in one sentence why no journey was run', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'when there is no such tool',
      { HUIWEI_DEVTOOLS: '/nowhere/cli' },
      /^No journey was run: HUIWEI_DEVTOOLS names \/nowhere\/cli, and there is no such file\.\n$/,
    ],
    [
      'when it does not know the environment behind DevTools',
      { HUIWEI_DEVTOOLS: process.execPath, TCB_ENV: 'huiwei-test-1a2b' },
      /^No journey was run: set TCB_ENV, .+ and HUIWEI_TESTER_OPENID to name .+\.\n$/,
    ],
    [
      'when the tool fails',
      // A program, but no browser.
      { HUIWEI_DEVTOOLS: standIn, HUIWEI_CHROME: process.execPath },
      /^No journey was run: .+cli\.mjs failed \(code 1\): .*No browser could be started.*\.\n$/,
    ],
  ])(
    '%s',
    async (_when, variables, sentence) => {
      const { code, out, err } = await journeys([], variables)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(sentence)
    },
    180_000,
  )
})

describe('a tool', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'huiwei-journeys-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  function tool(script: string, mode = 0o755): string {
    const cli = path.join(folder, 'cli')
    writeFileSync(cli, `#!/bin/sh\n${script}\n`, { mode })
    return cli
  }
  const opened = (cli: string, patienceMs?: number) =>
    openInTool({ cli, projectDir: root, ...(patienceMs === undefined ? {} : { patienceMs }) })

  it('that refuses is heard in its own words', async () => {
    const cli = tool('echo "- preparing"; echo "[error] IDE service port disabled." >&2; exit 3')
    await expect(opened(cli)).rejects.toThrow(`${cli} failed (code 3): [error] IDE service port disabled`)
  })

  it('that is no program is told apart', async () => {
    await expect(opened(tool('', 0o644))).rejects.toThrow('cannot be started (spawn')
  })

  it('that ends well and opens nothing is not waited for without end', async () => {
    await expect(opened(tool('exit 0'), 600)).rejects.toThrow(
      'opened no page of the project within 0.6 s, and said nothing',
    )
  })
})
