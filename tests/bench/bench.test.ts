import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { busiest, billsOfDay } from '../../bench/a-day'
import { thisMachine } from '../../bench/machine'
import { inTurns, percentile, ratio, sideBySide } from '../../bench/measure'
import { silent } from '../../bench/progress'
import { tapUntilAnswered } from '../../bench/restaurant'
import { keep, writeSummary, type Result } from '../../bench/results'
import type { Cell, Outcome, Table } from '../../bench/scenario'
import { scenarios } from '../../bench/scenarios'
import { sameSizes } from '../../bench/scenarios/overhead'
import type { DemoPhone } from '../../local/demo/phone'

/** Every scenario at a size that takes no time: benchmarks nobody runs rot. Times are never looked at. */
const outcomes = new Map<string, Outcome>()
const outcomeOf = (name: string): Outcome => outcomes.get(name) as Outcome
const cell = ({ columns, rows }: Table, row: string | number, column: string): Cell | undefined =>
  rows.find((cells) => cells.includes(row))?.[columns.indexOf(column)]

describe.each(scenarios)('$name', ({ name, run }) => {
  it('holds what it claims, and fills its tables', async () => {
    const outcome = await run('tiny', silent)
    outcomes.set(name, outcome)
    expect(outcome.claims.filter(({ holds }) => !holds)).toEqual([])
    expect(outcome.claims.length).toBeGreaterThan(0)
    for (const { columns, rows } of outcome.tables) {
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) {
        expect(row).toHaveLength(columns.length)
        expect(row.filter((figure) => typeof figure === 'number' && !Number.isFinite(figure))).toEqual([])
      }
    }
    // One of them opens a browser, which a loaded machine does slowly.
  }, 180_000)
})

describe('what the scenarios say is what happened', () => {
  it('the write shapes part in a race, and only two keep their balance', () => {
    const [race] = outcomeOf('write-shapes').tables
    const row = (name: string): Cell[] | undefined =>
      race?.rows.find(([shape]) => String(shape).startsWith(name))
    // All read before the first one writes: each of 30 thinks it is the first.
    expect(row('A')?.slice(1, 4)).toEqual([30, 900, -2000])
    expect(row('B')?.slice(1, 4)).toEqual([30, -2000, -2000])
    expect(row('C')).toEqual([expect.any(String), 10, 0, 0, 4])
    expect(row('redeem')?.slice(1, 4)).toEqual([10, 0, 0])
    expect(row('settle')?.slice(1, 4)).toEqual([30, 1000 + 30 * 56, 1000 + 30 * 56])
  })

  it('requests are counted: one for a decrement, six for a bill', () => {
    const [flash] = outcomeOf('flash-redemption').tables
    expect(flash && cell(flash, 'plain conditional decrement', 'requests')).toBe(30)
    const [orders] = outcomeOf('parallel-orders').tables
    expect(orders && cell(orders, 20, 'requests a bill')).toBe(6)
    expect(orders && cell(orders, 20, 'taps a bill')).toBe(1)
    expect(orders && cell(orders, 20, 'most taps')).toBe(1)
    const [, speeds] = outcomeOf('write-shapes').tables
    expect(speeds && cell(speeds, 'settle', 'requests each')).toBe(6)
  })

  it('a screen opens with one call; what needs nothing of the cloud with none', () => {
    const [screens] = outcomeOf('preview').tables
    expect(screens && cell(screens, 'pages/home/home', 'calls')).toBe(1)
    expect(screens && cell(screens, 'counter/pages/bill/bill', 'calls')).toBe(0)
    expect(screens && cell(screens, 'pages/home/home', 'setData')).toBeGreaterThan(0)
  })

  it('every operation of the contract is measured among few and many members', () => {
    const [costs] = outcomeOf('a-million-members').tables
    expect(costs && cell(costs, 'counter.settle', 'requests')).toBe(6)
    expect(costs && cell(costs, 'counter.void', 'documents read')).toBe(5)
    // Four codes and tries of the run, and the phone code of the number that was added.
    expect(costs && cell(costs, 'timer forget-old-codes', 'index rows read')).toBe(5)
    // Three came by a colleague's code: their entries, and of two colleagues who they are.
    expect(costs && cell(costs, 'attribution.mine', 'requests')).toBe(3)
    expect(costs && cell(costs, 'attribution.mine', 'documents read')).toBe(5)
  })

  it('whether the overhead is within its goal is said of each operation, and in a note', () => {
    const { tables, notes } = outcomeOf('overhead')
    const [ratios] = tables
    const goals = ratios?.rows.map((cells) => String(cells[ratios.columns.indexOf('goal 1.15')])) ?? []
    expect(goals).toHaveLength(2)
    for (const goal of goals) expect(['met', 'missed']).toContain(goal)
    expect(notes.join()).toContain(goals.includes('missed') ? 'is missed by' : 'every operation meets it')
  })

  it('twins write the same when each document is as large as the other’s', () => {
    const account = { collection: 'accounts', bytes: 1000 }
    const entry = { collection: 'ledger_entries', bytes: 500 }
    expect(sameSizes([account, entry], [{ ...account, bytes: 1010 }, entry])).toBe(true)
    expect(sameSizes([account, entry], [{ ...account, bytes: 1030 }, entry])).toBe(false)
    expect(sameSizes([account, entry], [account])).toBe(false)
    expect(sameSizes([account], [{ ...account, collection: 'redemptions' }])).toBe(false)
  })
})

describe('taps', () => {
  /** A phone whose client gives up so often, and what it was asked. */
  const phoneThatGivesUp = (times: number, reason: string) => {
    const requestIds: unknown[] = []
    const call = async (...asked: unknown[]) => {
      requestIds.push(asked[3])
      return requestIds.length <= times ? { ok: false, reason } : { ok: false, reason: 'sold-out' }
    }
    return { phone: { call } as unknown as DemoPhone, requestIds }
  }
  const tapped = (phone: DemoPhone) => tapUntilAnswered(phone, 'points-mall', 'redeem', { rewardId: 'flash' })

  it.each(['busy', 'fault', 'no-reply'])('go on after %s with the same request', async (reason) => {
    const { phone, requestIds } = phoneThatGivesUp(2, reason)
    expect(await tapped(phone)).toEqual({ reply: { ok: false, reason: 'sold-out' }, taps: 3 })
    expect(new Set(requestIds).size).toBe(1)
  })

  it('end somewhere', async () => {
    await expect(tapped(phoneThatGivesUp(Infinity, 'busy').phone)).rejects.toThrow('after 50 taps')
  })
})

describe('measuring', () => {
  it('a percentile is a sample: the smallest that so many are not above', () => {
    const samples = [5, 1, 4, 2, 3]
    expect([1, 20, 21, 50, 99, 100].map((percent) => percentile(samples, percent))).toEqual([
      1, 1, 2, 3, 5, 5,
    ])
    expect(() => percentile([], 50)).toThrow('no samples')
  })

  it('a ratio compares times of one round only', () => {
    expect(ratio([10, 200, 30], [5, 100, 30])).toEqual({ median: 2, lowest: 1, highest: 2 })
  })

  it('sides take turns, each round begun by another, and the first round is not counted', async () => {
    const order: string[] = []
    const side = (name: string) => async (round: number) => order.push(`${name}${round}`)
    const taken = await inTurns({ a: side('a'), b: side('b') }, 2)
    expect(order).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2'])
    expect([taken.a.ms.length, taken.b.cpuMs.length]).toEqual([2, 2])
  })

  it('so many are at work at any time, and never more', async () => {
    let [working, most] = [0, 0]
    const done: number[] = []
    const taken = await sideBySide(10, 3, async (i) => {
      most = Math.max(most, (working += 1))
      await new Promise(setImmediate)
      working -= 1
      done.push(i)
    })
    expect(most).toBe(3)
    expect(done.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(taken).toHaveLength(10)
  })
})

describe('a day of bills', () => {
  const midnight = Date.parse('2026-03-03T00:00:00+08:00')
  const day = billsOfDay(midnight, 5000, 100, 7)
  const hour = (at: number): number => Math.floor((at - midnight) / 3_600_000)

  it('is the same for the same seed, in order of time, between ten and ten', () => {
    expect(billsOfDay(midnight, 5000, 100, 7)).toEqual(day)
    expect(day.map(({ at }) => at)).toEqual(day.map(({ at }) => at).sort((a, b) => a - b))
    expect([hour(day[0]?.at ?? 0), hour(day.at(-1)?.at ?? 0)]).toEqual([10, 21])
  })

  it('is busiest at noon and in the evening', () => {
    const at = (wanted: number): number => day.filter((bill) => hour(bill.at) === wanted).length
    expect(at(12)).toBeGreaterThan(4 * at(15))
    expect(at(18)).toBeGreaterThan(4 * at(15))
    expect(busiest(day)).toBeGreaterThan(day.length / (12 * 3600))
  })
})

describe('results', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'huiwei-results-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const result = (takenAt: string, figure: number): Result => ({
    scenario: 'an-example',
    question: 'Is it so?',
    takenAt,
    seconds: 3,
    commit: 'abc',
    dirty: false,
    machine: { cpu: 'A processor', cores: 2, memoryGb: 24, node: 'v20.0.0', system: 'Linux x64' },
    load: { before: 0.1, after: 2 },
    setting: { transport: 'in-process', durability: 'none', concurrency: 'one after another' },
    tables: [
      {
        title: 'Figures',
        columns: ['what', 'how many'],
        rows: [
          ['bills', figure],
          ['none', null],
        ],
      },
    ],
    claims: [
      { says: 'all is well', holds: true },
      { says: 'nothing is lost', holds: false },
    ],
    notes: ['A note.'],
  })

  it('are kept by day and scenario, and the newest of each is what is read', () => {
    keep(folder, result('2026-03-01T10:00:00.000Z', 1111))
    keep(folder, result('2026-03-02T10:00:00.000Z', 2222))
    writeSummary(folder, ['an-example', 'not-taken-yet'])
    expect(readdirSync(folder).sort()).toEqual([
      '2026-03-01-an-example.json',
      '2026-03-02-an-example.json',
      'README.md',
    ])
    const text = readFileSync(path.join(folder, 'README.md'), 'utf8')
    expect(text).toContain('| bills | 2,222 |\n| none | – |')
    expect(text).not.toContain('1,111')
    expect(text).toContain('- holds: all is well\n- **BROKEN**: nothing is lost')
    expect(text).toContain(
      'commit abc, A processor, 2 cores, 24 GB, Node v20.0.0, load 0.1 before and 2 after',
    )
    expect(text).toContain('Transport: in-process. Durability: none. Concurrency: one after another.')
  })

  it('name the machine by what it is made of, and nothing of whose it is', () => {
    expect(Object.keys(thisMachine()).sort()).toEqual(['cores', 'cpu', 'memoryGb', 'node', 'system'])
  })
})
