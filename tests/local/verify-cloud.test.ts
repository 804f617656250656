import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
import { expectedOf, sdkNames } from '../../local/conformance/case'
import { sentences } from '../../local/conformance/cases/all'
import { openRealEnvironment } from '../../local/conformance/real-environment'
import { addRelay, openToOutside, type OutsideDoor } from '../support/outside-door'

const root = path.join(__dirname, '..', '..')
const tool = path.join(root, 'dist/local/verify-cloud.js')
const collections = path.join(root, 'local/conformance/collections')

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'verify-cloud-'))
  folders.push(folder)
  return folder
}

function run(args: string[], variables: Record<string, string> = {}) {
  const without = { TCB_ENV: undefined, TENCENTCLOUD_SECRETID: undefined, TENCENTCLOUD_SECRETKEY: undefined }
  const child = spawn(process.execPath, [tool, ...args], {
    env: { ...process.env, ...without, FORCE_COLOR: '0', HUIWEI_ROOT: root, TZ: 'UTC', ...variables },
  })
  const told = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()))
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...told })),
  )
}

it('says in a sentence what to set when there are no credentials, and verifies nothing', async () => {
  const { code, out, err } = await run([], { TCB_ENV: 'only-this' })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('Nothing was verified: set TCB_ENV, TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY')
})

it('says so when the environment cannot be reached', async () => {
  const { code, out, err } = await run([], {
    TCB_ENV: 'some-env',
    TENCENTCLOUD_SECRETID: 'AKIDsome',
    TENCENTCLOUD_SECRETKEY: 'some-key',
    TENCENTCLOUD_RUNENV: 'SCF', // no look for a metadata host
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'not-this-one',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: 'http://127.0.0.1:1/admin' }),
  })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^Nothing was verified: environment some-env answers ECONNREFUSED/)
})

it('finds no difference in the local cloud', async () => {
  const { code, out, err } = await run(['--local'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const runs = sentences.flatMap(({ one }) => one.sdks ?? sdkNames).length
  expect(out).toContain(`the local cloud: ${runs} as expected, 0 different, 0 not run\n`)
})

it('finds the difference that a forgotten index makes, shows it and fails', async () => {
  const elsewhere = temporaryFolder()
  mkdirSync(path.join(elsewhere, 'dist'))
  symlinkSync(path.join(root, 'dist/conformance'), path.join(elsewhere, 'dist/conformance'))
  const rules = path.join(elsewhere, 'local/conformance/collections')
  cpSync(collections, rules, { recursive: true })
  const file = path.join(rules, 'conformance_entries.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), indexes: [] }))

  const { code, out } = await run(['--local'], { HUIWEI_ROOT: elsewhere })
  expect(code).toBe(1)
  const sentence = 'a unique index holds a unique index of several fields for all of them together'
  expect(out).toContain(`DIFFERENT  node-sdk       ${sentence}\n`)
  expect(out).toContain(
    '             expected  [{"code":"DATABASE_REQUEST_FAILED","says":["E11000","index: member_seq"]},3]\n' +
      '             got       ["done",4]\n',
  )
  expect(out).toMatch(/ 2 different, 0 not run\n/)
  expect(out).toContain(`  different: ${sentence} (wx-server-sdk)\n`)
})

describe('an environment asked from outside with a key pair', () => {
  let cloud: LocalCloud
  let door: OutsideDoor

  beforeAll(async () => {
    const functionsDir = temporaryFolder()
    addRelay(functionsDir)
    cloud = await openLocalCloud({
      dataDir: null,
      functionsDir,
      rulesDir: collections,
      instances: 'in-process',
      environment: {},
      functionLimits: { relay: { timeoutSeconds: 20, memoryMb: 256 } },
    })
    door = await openToOutside(cloud)
  })
  afterAll(async () => {
    await door.close()
    await cloud.close()
  })

  it('is asked through both SDKs as themselves, and says which indexes it needs', async () => {
    const credentials = { environmentId: 'some-env', secretId: 'AKIDsome', secretKey: 'some-key' }
    const told: string[] = []
    const environment = await openRealEnvironment(credentials, collections, (line) => told.push(line))
    expect(told).toContain('  conformance_members: unique index "phone" on phone asc')
    expect(told).toContain('  conformance_entries: unique index "member_seq" on memberId asc, seq desc')

    for (const { sentence, one } of sentences.filter((known) => /^a reply|^an error/.test(known.sentence))) {
      for (const sdk of one.sdks ?? sdkNames)
        expect([sentence, await environment.run(sentence, one, sdk)]).toEqual([
          sentence,
          expectedOf(one, sdk),
        ])
    }
    expect(cloud.documents('conformance_plain')).toEqual([])
    expect(door.seen.length).toBeGreaterThan(50)
    expect(door.seen.filter(({ url }) => !url.includes('env=some-env&'))).toEqual([])
    expect(door.seen.filter(({ authorization }) => !authorization.includes('AKIDsome'))).toEqual([])
  })
})
