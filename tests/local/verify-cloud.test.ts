import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
import { expectedOf, sdkNames } from '../../local/conformance/case'
import { sentences } from '../../local/conformance/cases/all'
import { openRealEnvironment } from '../../local/conformance/real-environment'

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
    env: { ...process.env, ...without, HUIWEI_ROOT: root, TZ: 'UTC', ...variables },
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
  /** Passes a request on from within a call, as the local cloud wants to be asked. */
  const relay = `
    const http = require('http')
    exports.main = ({ body }) => new Promise((resolve, reject) => {
      const { URL } = JSON.parse(process.env.TCB_CONTEXT_CNFG)
      const options = { method: 'POST', headers: { 'content-type': 'application/json' } }
      const request = http.request(URL + '?seqId=' + process.env.TCB_SEQID + '_1', options, (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => resolve(Buffer.concat(chunks).toString()))
      })
      request.on('error', reject)
      request.write(body)
      request.end()
    })`
  let cloud: LocalCloud
  const seen: { url: string; authorization: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '' })
      const body = Buffer.concat(chunks).toString('utf8')
      void cloud.invoke('relay', { body }, { openid: 'o' }).then((reply) => response.end(String(reply)))
    })
  })
  const variables = [
    'TCB_CONTEXT_CNFG',
    'TENCENTCLOUD_RUNENV',
    'TENCENTCLOUD_REGION',
    'SCF_NAMESPACE',
  ] as const

  beforeAll(async () => {
    const functionsDir = temporaryFolder()
    mkdirSync(path.join(functionsDir, 'relay'))
    writeFileSync(path.join(functionsDir, 'relay', 'index.js'), relay)
    cloud = await openLocalCloud({
      dataDir: null,
      functionsDir,
      rulesDir: collections,
      instances: 'in-process',
      environment: {},
      functionLimits: { relay: { timeoutSeconds: 20, memoryMb: 256 } },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`
    const values = [JSON.stringify({ URL }), 'SCF', 'ap-shanghai', 'not-this-one']
    for (const [i, name] of variables.entries()) process.env[name] = values[i]
  })
  afterAll(async () => {
    for (const name of variables) delete process.env[name]
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
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
    expect(seen.length).toBeGreaterThan(50)
    expect(seen.filter(({ url }) => !url.includes('env=some-env&'))).toEqual([])
    expect(seen.filter(({ authorization }) => !authorization.includes('AKIDsome'))).toEqual([])
  })
})
