import { request, type OutgoingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { eventually } from '../support/eventually'
import { bundleWorker, openProbe, temporaryFolder, type Probe, type ProbeScope } from './probe-function'

/** What the SDKs are told: where the cloud is, and which call they belong to. */
interface Door {
  url: string
  sequence: string
}

const workerFile = join(temporaryFolder(), 'worker.js')
let probe: Probe
let door: Door
let call: Promise<unknown>

beforeAll(() => {
  bundleWorker(workerFile)
})
beforeEach(async () => {
  const lines: string[] = []
  probe = await openProbe({ instances: 'workers', workerFile, log: (line) => lines.push(line) })
  call = probe.run(showDoorAndWait)
  await eventually(() => lines.length > 0)
  const [configuration, sequence] = JSON.parse(lines[0] ?? '') as [string, string]
  door = { url: (JSON.parse(configuration) as { URL: string }).URL, sequence }
})
afterEach(async () => {
  probe.cloud.put('plain', { _id: 'end' })
  await call
  await probe.close()
})

async function showDoorAndWait({ db }: ProbeScope): Promise<void> {
  console.log(JSON.stringify([process.env.TCB_CONTEXT_CNFG, process.env.TCB_SEQID]))
  for (;;) {
    const { data } = (await db.collection('plain').where({ _id: 'end' }).get()) as { data: unknown[] }
    if (data.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Asks for a new document as the SDK does, from outside the functions; gives the HTTP status. */
function insert({ url, sequence }: Door, headers: OutgoingHttpHeaders = {}): Promise<number | undefined> {
  const body = JSON.stringify({
    action: 'database.insertDocument',
    collectionName: 'plain',
    data: ['{"_id":"intruder"}'],
  })
  return new Promise((resolve, reject) => {
    const address = `${url}?env=local-env&seqId=${sequence}-1`
    const asked = request(address, { method: 'POST', headers: { 'content-type': 'text/plain', ...headers } })
    asked.on('response', (response) => resolve(response.resume().statusCode))
    asked.on('error', reject)
    asked.end(body)
  })
}

async function refuses(asked: Promise<number | undefined>): Promise<void> {
  expect(await asked).toBe(403)
  expect(probe.cloud.documents('plain')).toEqual([])
}

describe('the port of the local cloud', () => {
  it('answers who has the secret and names a call under way', async () => {
    expect(await insert(door)).toBe(200)
    expect(probe.cloud.documents('plain')).toEqual([{ _id: 'intruder' }])
  })

  it('refuses a page of a browser, even of its own address', async () => {
    await refuses(insert(door, { origin: 'https://evil.example' }))
    await refuses(insert(door, { origin: new URL(door.url).origin }))
    await refuses(insert(door, { origin: 'null' }))
  })

  it('refuses a name from elsewhere that was made to mean this machine', async () => {
    await refuses(insert(door, { host: `evil.example:${new URL(door.url).port}` }))
    await refuses(insert(door, { host: '127.0.0.1' }))
  })

  it('refuses who does not know the secret', async () => {
    const { origin, pathname } = new URL(door.url)
    const wrong = pathname.replace(/^\/./, (start) => (start === '/0' ? '/1' : '/0'))
    await refuses(insert({ ...door, url: `${origin}/admin` }))
    await refuses(insert({ ...door, url: `${origin}//admin` }))
    await refuses(insert({ ...door, url: `${origin}${wrong}` }))
  })

  it('refuses who names no call, or none there ever was', async () => {
    await refuses(insert({ ...door, sequence: '' }))
    await refuses(insert({ ...door, sequence: `i${'0'.repeat(32)}` }))
  })

  it('has another secret at each start', async () => {
    const other = await openProbe({ instances: 'workers', workerFile })
    const configuration = await other.run(async () => process.env.TCB_CONTEXT_CNFG)
    await other.close()
    const { URL: url } = JSON.parse(configuration ?? '') as { URL: string }
    expect(new URL(url).pathname).toMatch(/^\/[0-9a-f]{64}\/admin$/)
    expect(new URL(url).pathname).not.toBe(new URL(door.url).pathname)
  })
})
