import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openLocalCloud, type Delivery, type LocalCloud } from '../../local/cloud/local-cloud'
import { buildFunctionOfTests } from '../support/function-of-tests'

const root = path.resolve(__dirname, '../..')
const ITEMS = 7
const FIRST_TICK = Date.parse('2026-11-25T03:00:00+08:00')
const LEASE = 60_000
const DAY = 86_400_000

let functionsDir: string
let cloud: LocalCloud
beforeAll(async () => {
  functionsDir = await buildFunctionOfTests('counting', 'counting-job.ts')
  const triggers = [{ name: 'counting', type: 'timer', config: '0 */10 * * * * *' }]
  writeFileSync(path.join(functionsDir, 'counting', 'config.json'), JSON.stringify({ triggers }))
})
afterAll(() => rmSync(functionsDir, { recursive: true }))
afterEach(() => cloud.close())

async function open(environment: Record<string, string> = {}): Promise<void> {
  cloud = await openLocalCloud({
    dataDir: null,
    functionsDir,
    rulesDir: path.join(root, 'database-rules'),
    instances: 'in-process',
    environment: { ITEMS: String(ITEMS), ...environment },
    functionLimits: { counting: { timeoutSeconds: 20, memoryMb: 256 } },
  })
  cloud.clock.hold()
  cloud.clock.moveTo(FIRST_TICK)
}

const replyOf = ({ result }: Delivery): unknown => ('reply' in result ? result.reply : result)
const tick = async (): Promise<unknown> => replyOf(await cloud.timers.fire('counting'))
const row = () => cloud.documents('job_runs')[0]
const items = () =>
  cloud
    .documents('used_codes')
    .map(({ _id }) => String(_id))
    .filter((id) => id.startsWith('item-'))
    .sort()
const all = Array.from({ length: ITEMS }, (_, i) => `item-${i + 1}`)

it('does all its work in one tick when there is time', async () => {
  await open()
  expect(await tick()).toEqual({ outcome: 'finished', period: '2026-11-25', counts: { items: ITEMS } })
  expect(items()).toEqual(all)
  expect(row()).toMatchObject({ leasedUntil: 0, run: { ticks: 1, finishedAt: FIRST_TICK, cursor: null } })
})

it('stops in time, keeps its place, and goes on at the next ticks until the pass is done', async () => {
  await open({ PAGES_A_TICK: '3' })
  const outcomes: unknown[] = []
  for (let n = 0; n < 4; n++) {
    outcomes.push(await tick())
    cloud.clock.advance(600_000)
  }
  expect(outcomes).toMatchObject([
    { outcome: 'to-be-continued', counts: { items: 3 } },
    { outcome: 'to-be-continued', counts: { items: 6 } },
    { outcome: 'finished', counts: { items: 7 } },
    { outcome: 'done-already' },
  ])
  expect(items()).toEqual(all)
  expect(row()).toMatchObject({ run: { ticks: 3 } })
})

it('the next day is another pass, and the row remembers the one before', async () => {
  await open()
  await tick()
  cloud.clock.advance(DAY)
  expect(await tick()).toMatchObject({ outcome: 'finished', period: '2026-11-26' })
  expect(row()).toMatchObject({ earlier: [{ period: '2026-11-25', counts: { items: ITEMS } }] })
})

it('a pass that yesterday did not finish is finished first, then today’s is done', async () => {
  await open({ PAGES_A_TICK: '4' })
  await tick()
  cloud.clock.advance(DAY)
  expect(await tick()).toMatchObject({ outcome: 'finished', period: '2026-11-25', counts: { items: ITEMS } })
  expect(await tick()).toMatchObject({ outcome: 'to-be-continued', period: '2026-11-26' })
})

it('a page that fails is a fault the platform sees, keeps nobody waiting, and is tried again', async () => {
  await open({ FAILS_AT: '3' })
  expect((await cloud.timers.fire('counting')).result).toMatchObject({
    error: { message: expect.stringContaining('item 3 is broken') as string },
  })
  expect(row()).toMatchObject({ leasedUntil: 0, run: { cursor: 2, finishedAt: null } })
  cloud.put('used_codes', { _id: 'mended', forgetAt: 0 })
  expect(await tick()).toMatchObject({ outcome: 'finished', counts: { items: ITEMS } })
})

it('a tick that hesitates while another does the whole pass leaves its row alone', async () => {
  await open()
  await tick()
  cloud.clock.advance(DAY)
  const { earlier: _, run, ...rest } = row() as { run: object; earlier: object[] }
  const done = { period: '2026-11-26', startedAt: FIRST_TICK + DAY, finishedAt: FIRST_TICK + DAY }
  const left = { ...rest, run: { ...run, ...done }, earlier: [run] }
  cloud.faults.onEveryRequest(({ action, collection }) => {
    if (collection !== 'job_runs' || action !== 'database.modifyDocument') return
    cloud.faults.onEveryRequest(null)
    cloud.put('job_runs', left)
  })
  expect(await tick()).toMatchObject({ outcome: 'another-at-work' })
  expect(row()).toEqual(left)
  expect(await tick()).toMatchObject({ outcome: 'done-already' })
})

it('a tick that outlives its lease stops when it sees that another took over', async () => {
  await open()
  let other: Promise<unknown> = Promise.resolve()
  cloud.faults.onEveryRequest(({ action, collection }) => {
    if (collection !== 'used_codes' || action !== 'database.insertDocument') return
    cloud.faults.onEveryRequest(null)
    cloud.clock.advance(LEASE)
    other = tick()
  })
  const outcomes = [await tick(), await other].map((reply) => (reply as { outcome: string }).outcome)
  expect(outcomes).toEqual(['overtaken', 'finished'])
  expect(items()).toEqual(all)
  expect(row()).toMatchObject({ run: { counts: { items: ITEMS }, ticks: 2 } })
})

describe('whatever befalls any of its requests', () => {
  const REQUESTS = 2 + 2 * ITEMS

  it('makes as many as the cases below visit', async () => {
    await open()
    await tick()
    expect(cloud.calls.last().databaseRequests).toBe(REQUESTS)
  })

  it.each(['not-sent', 'reply-lost', 'killed', 'killed-after'] as const)(
    '%s: the next ticks end as one clean run, with no item left out or counted twice',
    async (kind) => {
      for (let request = 1; request <= REQUESTS; request++) {
        await open()
        cloud.faults.arm({ functionName: 'counting', request, kind })
        await tick()
        expect({ request, fired: cloud.faults.fired }).toEqual({ request, fired: true })
        cloud.clock.advance(LEASE)
        await tick()
        await tick()
        expect({ request, items: items() }).toEqual({ request, items: all })
        expect(row()).toMatchObject({
          leasedUntil: 0,
          run: { period: '2026-11-25', finishedAt: expect.any(Number) as number, counts: { items: ITEMS } },
        })
        await cloud.close()
      }
      await open()
    },
  )
})
