import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { CallRecord } from '../../local/cloud/call-log'
import { miniProgramPages } from '../../local/mini-program-pages'
import { complained, disorder, faults, mistakes, stuck } from '../../local/monkey/detectors'
import { Door } from '../../local/monkey/door'
import type { Glance } from '../../local/monkey/glance'
import { Hands } from '../../local/monkey/hands'
import { weighted } from '../../local/monkey/luck'
import { runMonkey } from '../../local/monkey/monkey'
import { openMonkeyRestaurant, type MonkeyRestaurant } from '../../local/monkey/restaurant'
import { Tally } from '../../local/monkey/tally'
import { goesHome } from '../../local/monkey/way-home'
import { seeded } from '../../local/seeded'
import { DINER } from '../../local/stage/phones'
import { pause } from '../support/restaurant'
import { launchTestBrowser } from '../support/test-browser'

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'huiwei-monkey-test-'))
  browser = await launchTestBrowser()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

const aTally = (): Tally => new Tally(miniProgramPages, ['settle-stock-claims'])

it('a hundred and fifty taps on four phones leave nothing wrong', async () => {
  const restaurant = await openMonkeyRestaurant(path.join(folder, 'real'), browser)
  const tally = aTally()
  try {
    const monkey = { restaurant, tally, seed: 7, taps: 150, checkEvery: 1_000, patienceMs: 20_000 }
    const { taps, findings, last } = await runMonkey(monkey)
    expect({ findings, last: findings.length > 0 ? last : [] }).toEqual({ findings: [], last: [] })
    expect(taps).toBeGreaterThanOrEqual(150)
    expect(tally.pages.size).toBeGreaterThan(5)
    expect(tally.done.size).toBeGreaterThan(5)
  } finally {
    await restaurant.close()
  }
  // A loaded machine taps slowly.
}, 180_000)

describe('the monkey notices', () => {
  let restaurant: MonkeyRestaurant
  beforeAll(async () => {
    const miniprogramDir = path.resolve(__dirname, '../preview/monkey-fixture')
    restaurant = await openMonkeyRestaurant(path.join(folder, 'fixture'), browser, {
      miniprogramDir,
      phones: [{ ...DINER }],
    })
  })
  afterAll(() => restaurant.close())

  async function handsOn(link: string): Promise<Hands> {
    const phone = { ...DINER }
    const hands = await Hands.on({
      phone,
      page: restaurant.pages.get(phone.name),
      luck: seeded(1),
      address: restaurant.stage.addressOf(phone.name),
      copied: async () => ({ codes: [], numbers: [] }),
    })
    await hands.startAgain({ link })
    return hands
  }

  it.each([
    ['hangs', 'it waits: view "正在打开"'],
    ['fails', 'it says “没能打开” and no way on'],
  ])('a page that %s', async (page, why) => {
    const hands = await handsOn(`pages/${page}/${page}`)
    expect(await stuck(hands, 100)).toBe(`diner is stuck on pages/${page}/${page}: ${why}`)
  })

  it('no fault in a page that has something to read and to tap', async () => {
    expect(await stuck(await handsOn('pages/home/home'), 10_000)).toBeNull()
  })

  it('a page that nobody gets home from', async () => {
    expect(await goesHome(await handsOn('pages/traps/traps'), 1_000)).toMatch(/^diner does not get home/)
    expect(await goesHome(await handsOn('pages/hangs/hangs'), 5_000)).toBeNull()
  })

  it('an error that a page logs', async () => {
    const seen = await (await handsOn('pages/logs/logs')).look()
    expect(mistakes('diner', seen)).toEqual(['diner pages/logs/logs: 没有想到'])
    expect(complained(restaurant.complaints)).toEqual(['console: [pages/logs/logs] 没有想到'])
    restaurant.complaints.heard.length = 0
  })

  it('the first error on the way, ends there, and tells what was done before', async () => {
    await handsOn('pages/home/home')
    const monkey = { restaurant, tally: aTally(), seed: 1, taps: 500, checkEvery: 1_000, patienceMs: 5_000 }
    const { taps, findings, last } = await runMonkey(monkey)
    expect(findings[0]).toContain('没有想到')
    expect(taps).toBeLessThan(500)
    expect(last.at(-1)).toMatch(/^\d+ diner on pages\/(home\/home|logs\/logs) /)
  })

  it('a request that leaves the machine', async () => {
    expect(complained({ heard: [], outside: ['https://example.com/'] } as never)).toEqual([
      'asked for https://example.com/',
    ])
  })

  it('a ledger that does not add up', async () => {
    const { cloud } = restaurant
    const joining = {
      operation: 'join',
      requestId: 'monkey-test-1',
      input: { agreedPrivacyVersion: '1' },
    }
    await cloud.invoke('member', joining, { openid: 'demo-monkey', appid: 'wxhuiweidemo' })
    expect(disorder(cloud)).toEqual([])
    const [account] = cloud.documents('accounts')
    cloud.put('accounts', { ...account, bills: { ...(account?.bills as object), count: 3 } })
    expect(disorder(cloud)).toEqual([expect.stringMatching(/counts 3 bills, the entries say 0$/)])
  })

  it('a function that fails, that answers with a fault, and that asks after its reply', () => {
    const call = (after: Partial<CallRecord>): CallRecord =>
      Object.assign(
        new CallRecord({
          id: '1',
          functionName: 'counter',
          operation: 'void',
          attempt: 1,
          caller: { timer: '' },
        }),
        after,
      )
    expect(faults(call({ refusal: 'already-voided' }))).toEqual([])
    expect(faults(call({ error: { code: 'FUNCTIONS_EXECUTE_FAIL', message: 'gone' } }))).toHaveLength(1)
    expect(faults(call({ refusal: 'fault' }))).toEqual(['counter.void answered with a fault'])
    expect(faults(call({ requestsAfterReply: 1 }))).toEqual(['counter.void asked after its reply'])
  })

  it('which pages and operations it never came to', () => {
    const tally = aTally()
    expect(tally.missed()).toContain('settle-stock-claims')
    expect(tally.missed()).toContain('pages/mall/mall')
    expect(tally.missed()).toContain('counter.undo')
    tally.saw('pages/mall/mall')
    const undone = { functionName: 'counter', operation: 'undo', refusal: null }
    tally.called({ ...undone, refusal: 'not-fulfilled' } as CallRecord)
    expect(tally.missed()).toContain('counter.undo')
    tally.called(undone as CallRecord)
    expect(tally.missed()).not.toContain('counter.undo')
    expect(tally.missed()).not.toContain('pages/mall/mall')
  })

  it('the same things on the same screen with the same seed, and others with another', async () => {
    const glance = await (await handsOn('pages/home/home')).look()
    const choices = async (seed: number): Promise<string[]> => {
      const hands = await handsOn('pages/home/home')
      hands.options.luck = seeded(seed)
      return Array.from({ length: 20 }, () => hands.choose(glance as Glance)?.name ?? '')
    }
    expect(await choices(3)).toEqual(await choices(3))
    expect(await choices(3)).not.toEqual(await choices(4))
  })
})

it('what weighs nothing is never picked, what weighs more is picked more often', () => {
  const luck = seeded(1)
  const picked = Array.from({ length: 400 }, () => weighted(luck, [0, 1, 3], (weight) => weight))
  const times = (one: number): number => picked.filter((other) => other === one).length
  expect(times(0)).toBe(0)
  expect(times(3)).toBeGreaterThan(2 * times(1))
  expect(weighted(luck, [0], (weight) => weight)).toBeNull()
})

it('nobody is behind a shut door, and who waited goes in when it opens', async () => {
  const door = new Door()
  const order: string[] = []
  const slow = door.pass(async () => {
    await pause(5)
    order.push('was inside')
  })
  const work = door.whileShut(() => order.push('shut'))
  const late = door.pass(async () => order.push('came late'))
  await Promise.all([slow, work, late])
  expect(order).toEqual(['was inside', 'shut', 'came late'])
})
