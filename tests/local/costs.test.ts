import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { contract } from '../../contract'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import { besides } from '../../local/costs/besides'
import { jsonOf } from '../../local/costs/json'
import { meteredCalls, requestsOf, type Counting, type Requests } from '../../local/costs/metering'
import { exactYuan, yuan } from '../../local/costs/money'
import { feesOfVisits, makeReport, overage, visitsCovered, type Report } from '../../local/costs/report'
import { tableOf } from '../../local/costs/table'
import { thousandVisits } from '../../local/costs/typical-visit'
import { LUNCH, MANAGER, openCostsCloud, riverside, World } from '../../local/costs/world'
import { DemoPhone } from '../../local/demo/phone'

const root = path.resolve(__dirname, '../..')

/** A call as seen from outside: its requests are counted by the hook that sees each before it is executed. */
interface Counted {
  functionName: string
  operation: unknown
  requestId: unknown
  attempt: unknown
  requests: number
}

let report: Report
let table: string
let openedAt: number
const calls: Counted[] = []
beforeAll(async () => {
  const cloud = await openCostsCloud()
  openedAt = cloud.clock.now()
  report = await makeReport(counting(cloud))
  table = tableOf(report)
  await cloud.close()
  // Every operation twice, warm and cold, and an idle day: about 14 seconds of processor, which another worker may share.
}, 180_000)

function counting(cloud: LocalCloud): LocalCloud {
  let seen = 0
  cloud.faults.onEveryRequest(() => (seen += 1))
  return {
    ...cloud,
    async invoke(functionName, event, caller) {
      seen = 0
      const reply = await cloud.invoke(functionName, event, caller)
      const { operation, requestId, attempt } = event
      calls.push({ functionName, operation, requestId, attempt, requests: seen })
      return reply
    },
  }
}

const row = (label: string) => {
  const found = report.operations.find((operation) => operation.label === label)
  if (!found) throw new Error(`there is no row ${label}`)
  return found
}

describe('the operations', () => {
  const all = Object.entries(contract).flatMap(([feature, operations]) =>
    Object.keys(operations).map((operation) => `${feature}.${operation}`),
  )
  it.each(all)('%s is in the table', (operation) => {
    const labels = table.split('\n').map((line) => line.split(/,|\s/)[0])
    expect(labels).toContain(operation)
  })

  it('are printed with the requests that were counted, warm and cold, fresh and again', () => {
    // Every operation is delivered twice warm and twice cold, under one request id each time.
    const repeated = calls.filter(({ attempt }) => attempt === 2)
    expect(repeated).toHaveLength(report.operations.length)
    const firstOf = (second: Counted): Counted | undefined =>
      calls.find(({ requestId, attempt }) => requestId === second.requestId && attempt === 1)
    const lines = table.split('\n')
    report.operations.forEach((operation, index) => {
      const pair = Math.floor(index / 2) * 2
      const [warm, cold] = [repeated[pair], repeated[pair + 1]].map((second) =>
        second && operation.again ? second : second && firstOf(second),
      )
      expect(warm && `${warm.functionName}.${String(warm.operation)}`).toBe(operation.label.split(',')[0])
      expect([operation.warm.database, operation.cold.database]).toEqual([warm?.requests, cold?.requests])
      const at = lines.findIndex((line) => line.startsWith(`${operation.label.replace(', again', '')} `))
      const printed = operation.again ? lines[at + 1] : lines[at]
      if (operation.again && !printed?.startsWith('  again')) return
      expect(printed?.slice(36, 45).trim()).toBe(`${warm?.requests}/${cold?.requests}`)
    })
  })

  it('take what their budgets say', () => {
    const settle = row('counter.settle')
    expect([settle.warm, settle.cold]).toEqual([
      { database: 6, transactionBounds: 2, uploads: 0, linksAndDeletions: 0, openApis: 0 },
      { database: 7, transactionBounds: 2, uploads: 0, linksAndDeletions: 0, openApis: 0 },
    ])
    expect(row('points-mall.redeem, of limited stock').warm.database).toBe(7)
    expect(row('points.news, nothing yet').warm.database).toBe(1)
    expect(row('counter.settle, again').warm).toMatchObject({ database: 2, transactionBounds: 0 })
    expect(row('attribution.mine, with the ranking').warm.database).toBe(3)
  })

  it('count the files that functions put, link to and delete', () => {
    expect(row('attribution.code').warm).toMatchObject({
      database: 1,
      uploads: 1,
      linksAndDeletions: 1,
      openApis: 1,
    })
    expect(row('submissions.waiting').warm).toMatchObject({ database: 2, uploads: 0, linksAndDeletions: 1 })
    const line = table.split('\n').find((text) => text.startsWith('attribution.code '))
    // The call, the staff document and the file; with the link to it, or without.
    expect(line?.split(/\s+/).filter((_cell, index) => [1, 2, 5].includes(index))).toEqual([
      '1/2',
      '4/5',
      '3/4',
    ])
  })

  it('have a line of their own again only where that differs', () => {
    const lines = table.split('\n')
    const after = (label: string): string | undefined =>
      lines[lines.findIndex((line) => line.startsWith(`${label} `)) + 1]
    expect(after('counter.settle')).toMatch(/^ {2}again +2\/3 /)
    expect(after('member.showCode')).toMatch(/^member\.showCode, with a voucher /)
  })

  it('are priced by both countings', () => {
    const line = table.split('\n').find((text) => text.startsWith('counter.settle '))
    expect(line?.split(/\s+/)).toEqual([
      'counter.settle',
      '6/7',
      '7/8',
      '0.35/0.40',
      '3.5%',
      '5/6',
      '0.25/0.30',
      '50',
    ])
  })
})

describe('a thousand typical visits', () => {
  it('are made of operations that were counted', () => {
    expect(report.visits.steps).toHaveLength(thousandVisits.length)
    for (const step of thousandVisits) {
      if ('operation' in step) expect(row(step.operation)).toBeDefined()
    }
  })

  it('add up', () => {
    const { steps, total } = report.visits
    const byHand = thousandVisits.reduce((sum, step) => {
      if ('besides' in step) return sum + step.times * 1_000 * Number(besides[step.besides].calls.with)
      const { warm, cold } = row(step.operation)
      return sum + step.times * (900 * meteredCalls(warm, 'with') + 100 * meteredCalls(cold, 'with'))
    }, 0)
    expect(total.milliCalls.with).toBe(BigInt(byHand))
    expect(total.milliMbMs).toBe(steps.reduce((sum, { usage }) => sum + usage.milliMbMs, 0n))
  })

  it('cost what WeChat asks for each phone number, beside the plan', () => {
    const { steps, total } = report.visits
    const joined = steps.filter((step) => 'operation' in step && step.operation.startsWith('member.join'))
    const numbers = steps.filter((step) => 'besides' in step && step.besides === 'phone number verified')
    // Everybody who joins here gives one.
    expect(numbers.map(({ times }) => times)).toEqual(joined.map(({ times }) => times))
    expect(exactYuan(total.fees)).toBe('1.5')
    expect(overage(total, 'with') - overage({ ...total, fees: 0n }, 'with')).toBe(yuan('1.5'))
    expect(table).toMatch(/^phone number verified +50 +0 +0 +0 {2}gives the phone number, ¥1\.50$/m)
    expect(table).toMatch(/^ {2}of it for phone numbers, in no plan +¥1\.50 +¥1\.50$/m)
    const covered = visitsCovered(report, 'with')
    expect(feesOfVisits(report, 'with')).toBe((covered * yuan('1.5')) / 1_000n)
  })

  it('have their photos put, looked at and deleted', () => {
    const photos = report.visits.steps.flatMap((step) =>
      'besides' in step && step.besides.startsWith('photo')
        ? [[step.besides, step.times, step.usage.milliCalls]]
        : [],
    )
    expect(photos).toEqual([
      ['photo uploaded', 20, { with: 20_000n, without: 20_000n }],
      ['photo looked at', 20, { with: 20_000n, without: 20_000n }],
      ['photo deleted', 20, { with: 40_000n, without: 20_000n }],
    ])
  })

  it('a night that deletes a photo asks so much more than an idle one', async () => {
    const cloud = await openCostsCloud()
    const world = new World(cloud)
    const night = async (): Promise<Requests> => {
      cloud.clock.advance(31 * 86_400_000)
      await cloud.invoke('forget-old-photos', {}, { timer: 'forget-old-photos' })
      return requestsOf(cloud.calls.last())
    }
    const idle = await night()
    const submissionId = await world.handedIn(await world.member())
    const word = { ...riverside, submissionId, verdict: { approved: true as const } }
    await new DemoPhone(cloud, MANAGER).must('submissions', 'decide', word)
    const busy = await night()
    await cloud.close()
    const more = (counting: Counting): bigint =>
      BigInt(meteredCalls(busy, counting) - meteredCalls(idle, counting))
    expect({ with: more('with'), without: more('without') }).toEqual(besides['photo deleted'].calls)
  })

  it('fit into the plan so often, and not once more', () => {
    const visits = visitsCovered(report, 'with')
    const used = (of: bigint): bigint =>
      of * report.visits.total.milliCalls.with + report.timers.total.milliCalls.with * 1_000n
    expect(used(visits)).toBeLessThanOrEqual(200_000n * 1_000_000n)
    expect(used(visits + 1n)).toBeGreaterThan(200_000n * 1_000_000n)
  })
})

describe('the timers', () => {
  const ticksOf = (job: string): number[] =>
    report.timers.each
      .find(({ functionName }) => functionName === job)
      ?.ticks.map(({ database }) => database) ?? []

  it('are all there, with what each tick of an idle day asks', () => {
    expect(report.timers.each.map(({ functionName, cron }) => [functionName, cron])).toEqual(
      timersOfTheFunctions(),
    )
    expect(ticksOf('forget-old-codes')).toEqual([8, 1, 1])
    expect(new Set(ticksOf('settle-stock-claims'))).toEqual(new Set([4]))
    expect(ticksOf('settle-stock-claims')).toHaveLength(24 * 6)
  })

  it('cost thirty such days in a month', () => {
    const { each, total } = report.timers
    const day = each.flatMap(({ ticks }) => ticks.map((requests) => meteredCalls(requests, 'with')))
    expect(total.milliCalls.with).toBe(30_000n * BigInt(day.reduce((sum, calls) => sum + calls, 0)))
  })

  it('say in the table how often they come and what they ask', () => {
    expect(table).toMatch(/^settle-stock-claims +4,320 /m)
  })
})

/** Name and schedule, as the functions' own `config.json` have them. */
function timersOfTheFunctions(): [name: string, config: string][] {
  return readdirSync(path.join(root, 'cloudfunctions')).flatMap((name): [string, string][] => {
    const file = path.join(root, 'cloudfunctions', name, 'config.json')
    if (!existsSync(file)) return []
    const { triggers = [] } = JSON.parse(readFileSync(file, 'utf8')) as { triggers?: { config: string }[] }
    return triggers.map(({ config }) => [name, config])
  })
}

describe('npm run costs', () => {
  it('prints the same at every hour: its restaurant opens at one instant', () => {
    expect(openedAt).toBe(LUNCH)
  })

  const run = (...options: string[]) =>
    spawnSync(process.execPath, [path.join(root, 'dist/local/costs.js'), ...options], {
      env: { ...process.env, FORCE_COLOR: '0', HUIWEI_ROOT: root, TZ: 'UTC' },
      encoding: 'utf8',
      // The whole report: about 14 seconds of processor, which another worker may share.
      timeout: 170_000,
    })

  it('prints the table, no wider than 100 columns', () => {
    const { stdout, stderr, status } = run()
    expect([stderr, status]).toEqual(['', 0])
    expect(stdout).toBe(`${table}\n`)
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([])
  }, 180_000)

  it('has the same for machines', () => {
    const told = JSON.parse(JSON.stringify(jsonOf(report))) as {
      operations: { label: string }[]
      visitsThePlanCovers: Record<string, number>
      thousandVisits: { total: { feesYuan: string } }
    }
    expect(told.operations.map(({ label }) => label)).toEqual(report.operations.map(({ label }) => label))
    expect(told.operations.find(({ label }) => label === 'counter.settle')).toMatchObject({
      warm: {
        databaseRequests: 6,
        meteredCalls: { with: 7, without: 5 },
        yuanPer1000: { with: '0.35', without: '0.25' },
        gbSecondsPer1000: '50',
      },
    })
    expect(told.visitsThePlanCovers.with).toBe(Number(visitsCovered(report, 'with')))
    expect(told.thousandVisits.total.feesYuan).toBe('1.5')
  })

  it('says what it did not understand', () => {
    const { stderr, status } = run('--jason')
    expect(status).toBe(1)
    expect(stderr).toContain('--jason')
  }, 180_000)
})
