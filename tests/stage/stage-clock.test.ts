import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readSchedule } from '../../local/cloud/timers/schedule'
import type { ClockNews } from '../../local/stage/clock-news'
import { FARTHEST_MS, StageClock } from '../../local/stage/stage-clock'
import { StageMemory } from '../../local/stage/stage-memory'
import { plainCloud } from './plain-cloud'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOON = Date.parse('2025-03-01T12:00:00+08:00')

const timed = (name: string, config: string) => ({
  name,
  trigger: { name: `${name}-timer`, config, schedule: readSchedule(config) },
})

let fired: { name: string; at: number }[]
/** What a function of that name still answers, call by call; then null. */
let replies: Record<string, unknown[]>
let told: ClockNews[]
let clock: StageClock
let cloud: ReturnType<typeof plainCloud>
beforeEach(() => {
  fired = []
  replies = {}
  told = []
  cloud = plainCloud(
    async (name) => {
      fired.push({ name, at: cloud.clock.now() })
      if (name === 'breaks') throw new Error('it breaks')
      return replies[name]?.shift() ?? null
    },
    [timed('nightly', '0 0 3 * * * *'), timed('settle-stock-claims', '0 */10 * * * * *')],
  )
  cloud.clock.hold()
  cloud.clock.moveTo(NOON)
  clock = new StageClock(cloud, (news) => told.push(news))
})

describe('time on the stage goes forward', () => {
  it('a day fires every timer that is due on the way, in order, each at its own time', async () => {
    expect(await clock.travelTo(NOON + DAY)).toBeNull()
    expect(cloud.clock.now()).toBe(NOON + DAY)
    expect(fired.filter(({ name }) => name === 'nightly')).toEqual([
      { name: 'nightly', at: NOON + 15 * HOUR },
    ])
    expect(fired).toHaveLength(145)
    expect(fired.map(({ at }) => at)).toEqual([...fired.map(({ at }) => at)].sort((a, b) => a - b))
  })

  it('a month fires what comes once a day every day, and what looks every ten minutes four times a day', async () => {
    await clock.travelTo(NOON + 30 * DAY)
    const times = (wanted: string): number => fired.filter(({ name }) => name === wanted).length
    expect(times('nightly')).toBe(30)
    expect(times('settle-stock-claims')).toBeGreaterThanOrEqual(4 * 29)
    expect(times('settle-stock-claims')).toBeLessThanOrEqual(4 * 30 + 1)
  })

  it('a month leaves out no firing that goes on with a pass under way', async () => {
    replies['settle-stock-claims'] = ['to-be-continued', 'to-be-continued', 'finished'].map((outcome) => ({
      outcome,
    }))
    await clock.travelTo(NOON + 30 * DAY)
    const often = fired
      .filter(({ name }) => name === 'settle-stock-claims')
      .map(({ at }) => (at - NOON) / HOUR)
    expect(often.slice(0, 4).map((hours) => Math.round(hours * 6))).toEqual([1, 2, 3, 39])
  })

  it.each([
    ['to where it is', 0, 'past'],
    ['back', -HOUR, 'past'],
    ['farther than anything in the programme', FARTHEST_MS + 1, 'too-far'],
  ])('and not %s', async (_where, by, why) => {
    expect(await clock.travelTo(NOON + by)).toBe(why)
    expect([cloud.clock.now(), fired]).toEqual([NOON, []])
  })

  it('and not while it is on its way', async () => {
    const going = clock.travelTo(NOON + DAY)
    expect(await clock.travelTo(NOON + 2 * DAY)).toBe('on-its-way')
    await going
    expect(cloud.clock.now()).toBe(NOON + DAY)
  })
})

describe('the clock says', () => {
  it('where it goes, and when it has arrived how much fired on the way', async () => {
    await clock.travelTo(NOON + HOUR)
    expect(told[0]).toMatchObject({ now: NOON, towards: NOON + HOUR })
    expect(told.at(-1)).toMatchObject({ now: NOON + HOUR, towards: null, fired: 6, failed: 0 })
  })

  it('how many of them failed', async () => {
    cloud = plainCloud(async () => {
      throw new Error('it breaks')
    }, [timed('nightly', '0 0 3 * * * *')])
    cloud.clock.hold()
    cloud.clock.moveTo(NOON)
    await new StageClock(cloud, (news) => told.push(news)).travelTo(NOON + DAY)
    expect(told.at(-1)).toMatchObject({ fired: 1, failed: 1 })
  })

  it('anew what is next when one has fired where it stands', async () => {
    cloud.clock.moveTo(NOON + HOUR / 6)
    await cloud.timers.fire('settle-stock-claims')
    expect(told).toMatchObject([{ towards: null, timers: [{ nextAt: NOON + (2 * HOUR) / 6 }, {}] }])
  })

  it('which timers are next, by the name people give them', () => {
    expect(clock.news().timers).toEqual([
      { functionName: 'settle-stock-claims', name: '清点库存占用', nextAt: NOON + HOUR / 6, next: 'usual' },
      { functionName: 'nightly', name: 'nightly', nextAt: NOON + 15 * HOUR, next: 'usual' },
    ])
  })
})

describe('a timer can be let come', () => {
  const next = () => told.at(-1)?.timers.find(({ functionName }) => functionName === 'nightly')?.next
  const nights = () => fired.filter(({ name }) => name === 'nightly').map(({ at }) => (at - NOON) / HOUR)

  it.each([
    ['twice', [15, 15, 39]],
    ['late', [15 + 1 / 6, 39]],
    ['missed', [39]],
  ] as const)('%s, the next time it is due, and as it should from then on', async (way, hours) => {
    expect(clock.letCome('nightly', way)).toBe(true)
    expect(next()).toBe(way)
    for (const day of [1, 2]) await clock.travelTo(NOON + day * DAY)
    expect(next()).toBe('usual')
    expect(nights()).toEqual(hours)
  })

  it('as it should, when that was taken back', async () => {
    clock.letCome('nightly', 'missed')
    clock.letCome('nightly', 'usual')
    await clock.travelTo(NOON + DAY)
    expect(nights()).toEqual([15])
  })

  it('only where there is one', () => {
    expect(clock.letCome('daily', 'twice')).toBe(false)
  })
})

describe('what a stage remembers', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'huiwei-memory-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is there when it is opened on the same data again', () => {
    const file = path.join(folder, 'stage.json')
    new StageMemory(file).keep({ clockShiftMs: DAY })
    expect(new StageMemory(file).now).toEqual({ clockShiftMs: DAY, diners: [] })
  })

  it('is nothing on new data, and kept nowhere without a place for it', () => {
    expect(new StageMemory(path.join(folder, 'stage.json')).now).toEqual({ clockShiftMs: 0, diners: [] })
    const nowhere = new StageMemory(null)
    nowhere.keep({ clockShiftMs: DAY })
    expect(nowhere.now.clockShiftMs).toBe(DAY)
  })

  it('that is damaged is not taken for nothing', () => {
    const file = path.join(folder, 'stage.json')
    writeFileSync(file, '{"clockShiftMs":864')
    expect(() => new StageMemory(file)).toThrow('stage.json')
  })
})
