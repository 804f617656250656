import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openLocalCloud, type Delivery, type LocalCloud } from '../../local/cloud/local-cloud'
import { readSchedule } from '../../local/cloud/timers/schedule'
import { readTrigger } from '../../local/cloud/timers/trigger'
import { eventually } from '../support/eventually'
import { temporaryFolder, writeRules } from './probe-function'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const shown = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)

describe('a schedule', () => {
  it.each([
    ['every five minutes', '0 */5 * * * * *', '2026-11-25T12:03:00', ['12:05', '12:10', '12:15']],
    [
      'at certain minutes of an hour',
      '0 30,40,50 4 * * * *',
      '2026-11-25T04:35:00',
      ['04:40', '04:50', '04:30'],
    ],
    ['in a span of hours', '0 0 9-11 * * * *', '2026-11-25T10:00:00', ['11:00', '09:00', '10:00']],
    [
      'every ten minutes from the first on',
      '0 1/10 * * * * *',
      '2026-11-25T11:55:00',
      ['12:01', '12:11', '12:21'],
    ],
    [
      'every half hour within a span, or at a minute',
      '0 0/30,5 9-10 * * * *',
      '2026-11-25T10:10:00',
      ['10:30', '09:00', '09:05'],
    ],
    ['every hour but the first two', '0 0 2/1 * * * *', '2026-11-25T23:00:00', ['02:00', '03:00', '04:00']],
  ])('%s: %s', (_what, config, from, times) => {
    const schedule = readSchedule(config)
    const due: string[] = []
    for (let next = schedule.next(at(from)); next !== null && due.length < 3; next = schedule.next(next))
      due.push(String(shown(next)).slice(11, 16))
    expect(due).toEqual(times)
  })

  it.each([
    ['in a span of months', '0 0 3 1 JAN-MAR * *', '2026-02-02', ['2026-03-01', '2027-01-01', '2027-02-01']],
    [
      'on weekdays, one and a span',
      '0 0 3 * * MON,THU-SAT *',
      '2026-11-27',
      ['2026-11-27', '2026-11-28', '2026-11-30'],
    ],
    [
      'every tenth day, and on Sundays',
      '0 0 3 */10 * SUN *',
      '2026-11-25',
      ['2026-11-29', '2026-12-01', '2026-12-06'],
    ],
    ['on the 29th of February', '0 0 3 29 2 * *', '2026-01-01', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['every other year', '0 0 3 1 1 * */2', '2026-06-01', ['2028-01-01', '2030-01-01', '2032-01-01']],
    [
      'every third year, from 1970 on',
      '0 0 3 1 1 * */3',
      '2026-06-01',
      ['2027-01-01', '2030-01-01', '2033-01-01'],
    ],
    [
      'from the 10th on, every tenth day',
      '0 0 3 10/10 * * *',
      '2026-02-11',
      ['2026-02-20', '2026-03-10', '2026-03-20'],
    ],
  ])('%s: %s', (_what, config, from, days) => {
    const schedule = readSchedule(config)
    const due: string[] = []
    for (
      let next = schedule.next(at(`${from}T00:00:00`));
      next !== null && due.length < 3;
      next = schedule.next(next)
    )
      due.push(String(shown(next)).slice(0, 10))
    expect(due).toEqual(days)
  })

  it('runs at UTC+8: three in the morning is the evening before in UTC', () => {
    const next = readSchedule('0 0 3 * * * *').next(at('2026-11-25T02:59:59'))
    expect(new Date(next ?? 0).toISOString()).toBe('2026-11-24T19:00:00.000Z')
  })

  it('with a day and a weekday is due on either', () => {
    const schedule = readSchedule('0 0 3 1 * MON *')
    const first = schedule.next(at('2026-11-28T00:00:00'))
    const second = schedule.next(first ?? 0)
    expect([shown(first), shown(second)]).toEqual(['2026-11-30T03:00:00', '2026-12-01T03:00:00'])
  })

  it('takes months and weekdays by name, and Sunday as 0', () => {
    expect(shown(readSchedule('0 0 8 * DEC SUN *').next(at('2026-11-25T00:00:00')))).toBe(
      '2026-12-06T08:00:00',
    )
    expect(shown(readSchedule('0 0 8 * * 0 *').next(at('2026-11-25T00:00:00')))).toBe('2026-11-29T08:00:00')
  })

  it('of a year that is over is never due again', () => {
    expect(readSchedule('0 0 0 1 1 * 2026').next(at('2026-01-01T00:00:00'))).toBeNull()
  })

  it('is due after a moment, not at it', () => {
    expect(shown(readSchedule('0 0 3 * * * *').next(at('2026-11-25T03:00:00')))).toBe('2026-11-26T03:00:00')
  })

  it.each([
    ['five fields', '*/5 * * * *', 'has 5 fields'],
    ['six fields', '0 0 3 * * *', 'has 6 fields'],
    ['a minute that is none', '0 60 3 * * * *', '"60" is no minute'],
    ['an hour that is none', '0 0 24 * * * *', '"24" is no hour'],
    ['a weekday 7', '0 0 3 * * 7 *', '"7" is no weekday'],
    ['a span backwards', '0 0 5-3 * * * *', '"5-3" is no hour'],
    ['signs of other crons', '0 0 3 L * * *', '"L" is no day'],
    ['a nickname', '@daily', 'has 1 fields'],
    ['a question mark', '0 0 3 ? * MON *', '"?" is no day'],
    ['a step of nothing', '0 */0 * * * * *', '"*/0" is no minute'],
    ['a step from where no minute is', '0 60/5 * * * * *', '"60/5" is no minute'],
    ['a step of nothing from a minute on', '0 5/0 * * * * *', '"5/0" is no minute'],
    ['a span with a step', '0 5-10/2 * * * * *', '"5-10/2" is no minute'],
    ['a list with a hole', '0 1,,2 * * * * *', '"1,,2" is no minute'],
  ])('is refused with %s', (_what, config, why) => {
    expect(() => readSchedule(config)).toThrow(why)
  })
})

describe('the triggers of a config.json', () => {
  const timer = { name: 'nightly', type: 'timer', config: '0 0 3 * * * *' }

  it('are none or one', () => {
    expect(readTrigger(undefined)).toBeNull()
    expect(readTrigger([])).toBeNull()
    expect(readTrigger([timer])).toMatchObject({ name: 'nightly', config: '0 0 3 * * * *' })
  })

  it.each([
    ['two', [timer, { ...timer, name: 'again' }], 'at most one trigger'],
    ['another type', [{ ...timer, type: 'cos' }], 'only "timer"'],
    ['no name', [{ ...timer, name: '' }], 'needs a name'],
    ['a name that begins with a digit', [{ ...timer, name: '1st' }], 'needs a name'],
    ['a name of 61 characters', [{ ...timer, name: 'n'.repeat(61) }], 'needs a name'],
    ['no schedule', [{ name: 'nightly', type: 'timer' }], 'needs a config'],
    ['no list', { timer }, 'must be a list'],
  ])('are refused with %s', (_what, triggers, why) => {
    expect(() => readTrigger(triggers)).toThrow(why)
  })
})

describe('the timers of the local cloud', () => {
  const START = at('2026-11-25T02:58:30')
  let cloud: LocalCloud
  let deliveries: Delivery[]
  const reporter = `exports.main = async (event) => {
    if (event.TriggerName === 'broken') throw new Error('broken')
    return { event, now: Date.now(), source: process.env.TCB_SOURCE, openid: process.env.WX_OPENID }
  }`

  /** The clock stands still, or runs from `from` on. */
  async function open(configs: Record<string, string>, from = START, runs = false): Promise<void> {
    const folder = temporaryFolder()
    for (const [name, config] of Object.entries(configs)) {
      mkdirSync(join(folder, 'functions', name), { recursive: true })
      writeFileSync(join(folder, 'functions', name, 'index.js'), reporter)
      const triggers = config === '' ? [] : [{ name, type: 'timer', config }]
      writeFileSync(join(folder, 'functions', name, 'config.json'), JSON.stringify({ triggers }))
    }
    cloud = await openLocalCloud({
      dataDir: null,
      functionsDir: join(folder, 'functions'),
      rulesDir: writeRules(join(folder, 'rules'), {}),
      instances: 'in-process',
      environment: {},
      functionLimits: {},
    })
    if (!runs) cloud.clock.hold()
    cloud.clock.moveTo(from)
    deliveries = []
    cloud.timers.onDelivery((delivery) => deliveries.push(delivery))
  }
  afterEach(() => cloud.close())

  /** What was delivered: whose, when it was due, and what time it was in the function. */
  const told = (all: Delivery[]): string[] =>
    all.map(({ functionName, dueAt, result }) => {
      if ('missed' in result) return `${functionName} ${shown(dueAt)?.slice(11)} missed`
      if ('error' in result) return `${functionName} ${shown(dueAt)?.slice(11)} failed`
      return `${functionName} ${shown(dueAt)?.slice(11)} at ${shown((result.reply as { now: number }).now)?.slice(11)}`
    })

  it('are listed, the next one due first', async () => {
    await open({ nightly: '0 0 3 * * * *', often: '0 */5 * * * * *', plain: '' })
    expect(cloud.timers.all().map(({ functionName, nextAt }) => [functionName, shown(nextAt)])).toEqual([
      ['nightly', '2026-11-25T03:00:00'],
      ['often', '2026-11-25T03:00:00'],
    ])
  })

  it('call with the platform’s event and SOURCE, and as nobody', async () => {
    await open({ nightly: '0 0 3 * * * *' })
    const [delivery] = await cloud.timers.travelTo(at('2026-11-25T03:00:00'))
    expect(delivery?.result).toMatchObject({
      reply: {
        event: { Type: 'Timer', TriggerName: 'nightly', Time: '2026-11-24T19:00:00Z', Message: '' },
        source: 'wx_trigger',
      },
    })
    expect(delivery?.result).not.toHaveProperty('reply.openid')
  })

  it('on a journey of the clock fire in order, each at its own time', async () => {
    await open({ nightly: '0 2 3 * * * *', often: '0 */5 * * * * *' })
    const told1 = told(await cloud.timers.travelTo(at('2026-11-25T03:10:00')))
    expect(told1).toEqual([
      'often 03:00:00 at 03:00:00',
      'nightly 03:02:00 at 03:02:00',
      'often 03:05:00 at 03:05:00',
      'often 03:10:00 at 03:10:00',
    ])
    expect(shown(cloud.clock.now())).toBe('2026-11-25T03:10:00')
    expect(told(deliveries)).toEqual(told1)
    expect(await cloud.timers.travelTo(cloud.clock.now())).toEqual([])
  })

  it('fire 30 times in 30 days, once a night', async () => {
    await open({ nightly: '0 0 3 * * * *' })
    const month = await cloud.timers.travelTo(START + 30 * 86_400_000)
    expect(new Set(month.map(({ dueAt }) => shown(dueAt)?.slice(0, 10))).size).toBe(30)
  })

  it('can be thinned out on a long journey, and fire at their own times still', async () => {
    await open({ often: '0 */5 * * * * *', nightly: '0 0 4 * * * *' })
    const thin = { toMs: 3_600_000, unless: () => false }
    const thinned = await cloud.timers.travelTo(at('2026-11-25T05:00:00'), thin)
    expect(told(thinned)).toEqual([
      'often 03:00:00 at 03:00:00',
      'nightly 04:00:00 at 04:00:00',
      'often 04:00:00 at 04:00:00',
      'often 05:00:00 at 05:00:00',
    ])
  })

  it('are not thinned out where the next firing goes on with the last one', async () => {
    await open({ often: '0 */5 * * * * *' })
    let left = 3
    const thin = { toMs: 3_600_000, unless: () => (left -= 1) > 0 }
    const thinned = await cloud.timers.travelTo(at('2026-11-25T05:00:00'), thin)
    expect(told(thinned)).toEqual([
      'often 03:00:00 at 03:00:00',
      'often 03:05:00 at 03:05:00',
      'often 03:10:00 at 03:10:00',
      'often 04:10:00 at 04:10:00',
    ])
  })

  it.each([
    ['twice', 'twice' as const, ['nightly 03:00:00 at 03:00:00', 'nightly 03:00:00 at 03:00:00']],
    ['not at all', 'missed' as const, ['nightly 03:00:00 missed']],
    [
      'late, after what is due meanwhile',
      { lateByMs: 240_000 },
      ['often 03:03:00 at 03:03:00', 'nightly 03:00:00 at 03:04:00'],
    ],
  ])('can deliver %s, once', async (_what, how, expected) => {
    await open({ nightly: '0 0 3 * * * *', often: '0 3 3 * * * *' })
    const disturbance = () =>
      cloud.timers.all().find(({ functionName }) => functionName === 'nightly')?.disturbance
    cloud.timers.disturb('nightly', how)
    expect(disturbance()).toEqual(how)
    const first = told(await cloud.timers.travelTo(at('2026-11-25T03:05:00')))
    expect(first.filter((line) => typeof how === 'object' || line.startsWith('nightly'))).toEqual(expected)
    expect(disturbance()).toBeNull()
    const second = await cloud.timers.travelTo(at('2026-11-26T03:01:00'))
    expect(told(second)).toEqual(['nightly 03:00:00 at 03:00:00'])
  })

  it('that were to come late come as they should when that is taken back', async () => {
    await open({ nightly: '0 0 3 * * * *' })
    cloud.timers.disturb('nightly', { lateByMs: 240_000 })
    cloud.timers.disturb('nightly', null)
    expect(told(await cloud.timers.travelTo(at('2026-11-25T03:05:00')))).toEqual([
      'nightly 03:00:00 at 03:00:00',
    ])
  })

  it('that fail are told with what was thrown, and the journey goes on', async () => {
    await open({ broken: '0 0 3 * * * *', well: '0 1 3 * * * *' })
    expect(told(await cloud.timers.travelTo(at('2026-11-25T03:05:00')))).toEqual([
      'broken 03:00:00 failed',
      'well 03:01:00 at 03:01:00',
    ])
  })

  it('fire by themselves as time goes by, once they run', async () => {
    await open({ nightly: '0 0 3 * * * *' }, at('2026-11-25T02:59:59.500'), true)
    cloud.timers.run()
    await eventually(() => deliveries.length > 0)
    expect(told(deliveries)[0]).toMatch(/^nightly 03:00:00 at 03:0/)
  })

  it('miss what somebody moves the clock past', async () => {
    await open({ nightly: '0 0 3 * * * *' })
    cloud.timers.run()
    cloud.clock.advance(86_400_000)
    expect(told(await cloud.timers.travelTo(at('2026-11-27T02:00:00')))).toEqual([
      'nightly 03:00:00 at 03:00:00',
    ])
  })

  it('late, come at their time also when the journey had ended before', async () => {
    await open({ nightly: '0 0 3 * * * *' })
    cloud.timers.disturb('nightly', { lateByMs: 240_000 })
    expect(await cloud.timers.travelTo(at('2026-11-25T03:01:00'))).toEqual([])
    expect(told(await cloud.timers.travelTo(at('2026-11-25T03:30:00')))).toEqual([
      'nightly 03:00:00 at 03:04:00',
    ])
  })

  it('late, are missed when somebody moves the clock past the moment they would come', async () => {
    await open({ nightly: '0 0 3 * * * *' })
    cloud.timers.disturb('nightly', { lateByMs: 240_000 })
    await cloud.timers.travelTo(at('2026-11-25T03:01:00'))
    cloud.clock.moveTo(at('2026-11-25T03:05:00'))
    expect(await cloud.timers.travelTo(at('2026-11-25T03:30:00'))).toEqual([])
  })

  it('miss what was due while the laptop was shut', async () => {
    await open({ often: '*/1 * * * * * *' }, at('2026-11-25T02:59:59'), true)
    let asleepMs = 0
    const realNow = cloud.clock.now.bind(cloud.clock)
    jest.spyOn(cloud.clock, 'now').mockImplementation(() => realNow() + asleepMs)
    cloud.timers.run()
    await eventually(() => deliveries.length > 0)
    deliveries.length = 0
    asleepMs = 8 * 3_600_000
    await eventually(() => deliveries.length > 0)
    expect(deliveries.every(({ dueAt }) => dueAt > at('2026-11-25T10:59:59'))).toBe(true)
  })

  it('take one journey at a time', async () => {
    await open({ nightly: '0 0 3 * * * *' })
    const journey = cloud.timers.travelTo(START + 86_400_000)
    await expect(cloud.timers.travelTo(START + 1)).rejects.toThrow('already on its way')
    await journey
  })

  it('are refused for a function without one, by name', async () => {
    await open({ plain: '' })
    await expect(cloud.timers.fire('plain')).rejects.toThrow('plain has no timer')
    expect(() => cloud.timers.disturb('plain', 'missed')).toThrow('plain has no timer')
  })

  it('with a schedule the platform would not take do not open, and name the file', async () => {
    await open({ plain: '' })
    await expect(open({ wrong: '*/5 * * * *' })).rejects.toThrow(/wrong.config\.json: .*has 5 fields/)
  })
})
