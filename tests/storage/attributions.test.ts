import { rmSync } from 'node:fs'
import type { AttributedLine } from '../../domain/attribution/statement'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import { buildStorageFunction, openStorageCloud } from '../support/storage-cloud'

let functionsDir: string
let cloud: LocalCloud
beforeAll(async () => {
  functionsDir = await buildStorageFunction()
  cloud = await openStorageCloud(functionsDir)
  const colleagues = { 's-chen': 900, 's-lin': 2_300, 's-wang': 5, 's-zhou': 1_000 }
  cloud.load('ledger_entries', entriesOf('2025-03', colleagues))
  cloud.load('ledger_entries', entriesOf('2025-04', { 's-lin': 3 }))
})
afterAll(async () => {
  await cloud.close()
  rmSync(functionsDir, { recursive: true })
})

function* entriesOf(month: string, colleagues: Record<string, number>) {
  for (const [attributedTo, count] of Object.entries(colleagues)) {
    for (let n = 0; n < count; n += 1)
      yield {
        _id: `earn:${month}:${attributedTo}:${n}`,
        memberId: `${attributedTo}-${month}-${n}`,
        seq: n,
        at: n % 28,
        day: `${month}-${String(1 + (n % 28)).padStart(2, '0')}`,
        attributedMonth: month,
        attributedTo,
        attributed: { staffId: attributedTo, members: 1, fen: 500 },
      }
  }
}

const attributedIn = (month: string, staffId: string | null) =>
  cloud.invoke('storage', { name: 'attributedIn', args: [month, staffId] }, { timer: 'x' }) as Promise<
    AttributedLine[]
  >
const requests = () => cloud.calls.last().databaseRequests

describe('what became owed in a month', () => {
  it('is all there, of thousands too: one request for every thousand of a colleague, and one for the rest', async () => {
    const lines = await attributedIn('2025-03', null)
    const of = (whose: string) => lines.filter(({ staffId }) => staffId === whose).length
    expect(['s-chen', 's-lin', 's-wang', 's-zhou'].map(of)).toEqual([900, 2_300, 5, 1_000])
    expect(requests()).toBeLessThanOrEqual(8)
    expect(cloud.fullScans.queries).toEqual([])
  })

  it.each([
    ['s-lin', 2_300, 3],
    ['s-zhou', 1_000, 2],
    ['s-wang', 5, 1],
    ['s-nobody', 0, 1],
  ])('to %s alone are %i lines, in %i requests', async (staffId, count, asked) => {
    const lines = await attributedIn('2025-03', staffId)
    expect(lines).toHaveLength(count)
    expect(lines.every((line) => line.staffId === staffId)).toBe(true)
    expect(requests()).toBe(asked)
  })

  it('begins with the latest, and is of that month alone', async () => {
    expect((await attributedIn('2025-04', null)).map(({ day }) => day)).toEqual([
      '2025-04-03',
      '2025-04-02',
      '2025-04-01',
    ])
    const days = (await attributedIn('2025-03', null)).map(({ day }) => day)
    expect(days).toEqual([...days].sort().reverse())
  })
})
