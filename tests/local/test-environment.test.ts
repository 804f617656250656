import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { loginIdOf } from '../../cloudfunctions/keys'
import limits from '../../cloudfunctions/limits.json'
import { auditCloud } from '../../local/audit'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
import { DEMO_APPID } from '../../local/demo/demo-restaurant'
import { DemoPhone } from '../../local/demo/phone'
import { TestEnvironment } from '../../local/journeys/test-environment'
import { addRelay, openToOutside, type OutsideDoor } from '../support/outside-door'

const root = path.resolve(__dirname, '../..')
const tester = { appid: DEMO_APPID, openid: 'o-tester' }
const loginId = loginIdOf(tester.appid, tester.openid)

const environmentOf = (environmentId: string): TestEnvironment =>
  new TestEnvironment({ environmentId, secretId: 'AKIDsome', secretKey: 'some-key' }, tester)

it('is not touched unless its id says that it is for tests', () => {
  for (const id of ['huiwei-1a2b', 'huiwei-latest', 'testing-1a2b', 'contest'])
    expect(() => environmentOf(id)).toThrow(`TCB_ENV is ${id}, and only an environment with "test"`)
  expect(() => environmentOf('huiwei-test-1a2b')).not.toThrow()
})

describe('an environment for tests', () => {
  let functionsDir: string
  let cloud: LocalCloud
  let door: OutsideDoor
  const environment = environmentOf('huiwei-test-1a2b')

  beforeAll(() => {
    functionsDir = mkdtempSync(path.join(tmpdir(), 'huiwei-test-environment-'))
    const built = path.join(root, 'dist/cloudfunctions')
    for (const name of readdirSync(built)) symlinkSync(path.join(built, name), path.join(functionsDir, name))
    addRelay(functionsDir)
  })
  afterAll(() => rmSync(functionsDir, { recursive: true }))
  beforeEach(async () => {
    cloud = await openLocalCloud({
      dataDir: null,
      functionsDir,
      rulesDir: path.join(root, 'database-rules'),
      instances: 'in-process',
      environment: { HUIWEI_SEAL_KEY: '5'.repeat(64), HUIWEI_PHONE_KEY: 'a'.repeat(64) },
      functionLimits: { ...limits, relay: { timeoutSeconds: 20, memoryMb: 256 } },
    })
    door = await openToOutside(cloud)
  })
  afterEach(async () => {
    await door.close()
    await cloud.close()
  })

  const collections = readdirSync(path.join(root, 'database-rules')).map((file) => file.replace('.json', ''))
  const everything = (): Record<string, unknown[]> =>
    Object.fromEntries(collections.map((name) => [name, cloud.documents(name)]))
  const phoneOf = (openid: string): DemoPhone => new DemoPhone(cloud, openid)

  /** Joins, pays at the tester's till, and takes a juice. */
  async function lives(diner: DemoPhone): Promise<void> {
    await diner.must('member', 'join', { agreedPrivacyVersion: 'test' })
    const { code } = await diner.must('member', 'showCode', {})
    const till = phoneOf(tester.openid)
    const store = { storeId: 'riverside' }
    const { ticket } = await till.must('counter', 'identify', { ...store, shown: { code } })
    await till.must('counter', 'settle', { ...store, ticket, amountFen: 5600 })
    await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
  }

  it('that is empty gets the programme of the demo restaurant, and the tester works there', async () => {
    await environment.prepare()
    const profile = await phoneOf(tester.openid).must('member', 'profile', {})
    expect(profile).toMatchObject({
      brand: { name: '回味面馆' },
      member: null,
      staff: { role: 'cashier', storeNames: ['滨江店'] },
    })
    expect(door.seen.filter(({ url }) => !url.includes('env=huiwei-test-1a2b&'))).toEqual([])
  })

  it('loses what the tester left there, and nothing of anybody else', async () => {
    await environment.prepare()
    await lives(phoneOf('o-other'))
    const before = everything()
    await lives(phoneOf(tester.openid))
    await environment.prepare()
    const after = everything()
    // Codes stay used: they name nobody, and are forgotten after a day.
    const [staff, codes] = [after.staff, after.used_codes]
    expect(after).toEqual({ ...before, staff, used_codes: codes })
    expect(staff).toMatchObject([{ _id: loginId, role: 'cashier', active: true }])
    expect(auditCloud(cloud)).toEqual([])
  })

  it('with the programme of another restaurant is left as it is', async () => {
    cloud.put('programmes', { _id: 'current', version: 1, programme: { restaurantId: 'somebody-elses' } })
    const before = everything()
    await expect(environment.prepare()).rejects.toThrow('has the programme of another restaurant')
    expect(everything()).toEqual(before)
  })

  describe('is behind the mini-program', () => {
    let server: WebSocketServer
    let openid: string
    let appid: string
    beforeEach(async () => {
      ;({ openid, appid } = tester)
      // A simulator that does one thing: the mini-program asks the cloud for its profile.
      server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
      server.on('connection', (socket) =>
        socket.on('message', async (data) => {
          const { id, method } = JSON.parse(String(data)) as { id: string; method: string }
          const envelope = { operation: 'profile', input: {}, requestId: 'profile-1', attempt: 1 }
          const asked = method === 'App.callFunction'
          const result = asked ? await cloud.invoke('member', envelope, { openid, appid }) : null
          socket.send(JSON.stringify({ id, result: asked ? { result } : { SDKVersion: 'dev' } }))
        }),
      )
      await new Promise((resolve) => server.once('listening', resolve))
      await environment.prepare()
    })
    afterEach(() => new Promise((resolve) => server.close(resolve)))
    const endpoint = (): string => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`

    it('when the one it knows there is the tester of this run', async () => {
      await environment.mustBeBehind(endpoint())
    })

    it('and says so when somebody else is logged in, before anything is done in their name', async () => {
      openid = 'o-other'
      await expect(environment.mustBeBehind(endpoint())).rejects.toThrow(
        'the mini-program does not reach environment huiwei-test-1a2b as HUIWEI_TESTER_OPENID',
      )
    })

    it('and says so when it is another environment, where the tester works as well', async () => {
      await environmentOf('other-test-1a2b').prepare()
      await expect(environment.mustBeBehind(endpoint())).rejects.toThrow('does not reach environment')
    })
  })
})
