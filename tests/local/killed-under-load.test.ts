import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadUntilKilled, lookAgain, type Killed } from '../../bench/killed/kill'
import { openBenchCloud } from '../../bench/restaurant'

/** Seeded: the same ten request numbers each time, early in a join and deep in the load. */
const KILLED_AT = [7, 41, 93, 158, 277, 391, 512, 688, 903, 1290]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'huiwei-killed-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the local cloud killed with SIGKILL under load', () => {
  let survived = 0

  /** The folder opened again has everything acknowledged in it. */
  async function expectNothingLost({ acknowledged, signal }: Killed): Promise<void> {
    expect(signal).toBe('SIGKILL')
    expect(await lookAgain(folder, acknowledged)).toEqual({ lost: [], faults: [] })
    survived += acknowledged.length
  }

  it.each(KILLED_AT)('at request %i loses no acknowledged write, and its indexes agree', async (at) => {
    await expectNothingLost(await loadUntilKilled(folder, at))
  })

  it.each([101, 257, 433])(
    'from outside, wherever it stood after %i ms, with writes under way',
    async (milliseconds) => {
      await expectNothingLost(await loadUntilKilled(folder, 1_000_000 + milliseconds, milliseconds))
    },
  )

  it('would have shown a unit of the limited reward that was lost', async () => {
    const { cloud } = await openBenchCloud({ transport: 'in-process', dataDir: folder, durability: 'full' })
    const [stock] = cloud.documents('reward_stocks')
    cloud.put('reward_stocks', { ...stock, left: Number(stock?.left) - 1 })
    await cloud.close()
    const { faults } = await lookAgain(folder, [])
    expect(faults).toEqual([expect.stringMatching(/^stock flash: .* of 1000000 there were$/)])
  })

  it('would have shown what was acknowledged and is not there', async () => {
    const gone = { what: 'task-claimed' as const, id: 'task:nobody:every-day:2026-03-02:1' }
    expect((await lookAgain(folder, [gone])).lost).toEqual([gone])
  })

  it('had something to lose', () => {
    expect(survived).toBeGreaterThan(300)
  })
})
