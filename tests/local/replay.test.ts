import { auditCloud } from '../../local/audit'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import { loadDemoRestaurant } from '../../local/demo/demo-restaurant'
import type { FileBill } from '../../local/replay/bills-file'
import { replay } from '../../local/replay/replay'
import { openTestCloud, NOON } from '../support/restaurant'

const bill = (line: number, changes: Partial<FileBill> = {}): FileBill => ({
  line,
  amountFen: 1000 * line,
  orderNo: `order-${line}`,
  at: NOON + line * 600_000,
  member: String(line % 2),
  storeId: line % 2 ? 'riverside' : 'station',
  ...changes,
})
const bills = [2, 3, 4, 5].map((line) => bill(line))
const untilTheEnd = { progress: () => undefined, stopped: () => false }

let cloud: LocalCloud
beforeEach(async () => {
  cloud = await openTestCloud()
  loadDemoRestaurant(cloud)
})
afterEach(async () => {
  expect(auditCloud(cloud)).toEqual([])
  await cloud.close()
})

const everything = (): unknown =>
  ['accounts', 'ledger_entries', 'used_codes', 'logins', 'redemptions'].map((name) => cloud.documents(name))

describe('a replay', () => {
  it('settles each bill at its own time, through the functions', async () => {
    expect(await replay(cloud, bills, untilTheEnd)).toEqual({
      settled: 4,
      alreadySettled: 0,
      pointsNow: 140,
      pointsBefore: 0,
      amountFen: 14_000,
      badRows: [],
    })
    const settled = cloud.documents('ledger_entries').filter(({ verb, subject }) => {
      return verb === 'earn' && (subject as { type: string }).type === 'bill'
    })
    expect(settled.map(({ at }) => at).sort()).toEqual(bills.map(({ at }) => at))
  })

  it('a second time changes nothing', async () => {
    await replay(cloud, bills, untilTheEnd)
    const before = everything()
    expect(await replay(cloud, bills, untilTheEnd)).toMatchObject({
      settled: 0,
      alreadySettled: 4,
      pointsNow: 0,
      pointsBefore: 140,
    })
    expect(everything()).toEqual(before)
  })

  it('cut short goes on where it stopped', async () => {
    let done = 0
    const cut = { progress: () => (done += 1), stopped: () => done === 2 }
    expect(await replay(cloud, bills, cut)).toMatchObject({ settled: 2 })
    expect(await replay(cloud, bills, untilTheEnd)).toMatchObject({
      settled: 2,
      alreadySettled: 2,
    })
  })

  it('reports an order number that is already settled with another amount, and leaves it', async () => {
    await replay(cloud, bills, untilTheEnd)
    const { badRows } = await replay(cloud, [bill(2, { amountFen: 99 })], untilTheEnd)
    expect(badRows).toEqual([{ line: 2, why: 'order order-2 is already settled with another amount' }])
  })

  it("reports an order number that is already another member's, and leaves it", async () => {
    await replay(cloud, bills, untilTheEnd)
    const { badRows, alreadySettled } = await replay(cloud, [bill(2, { member: 'other' })], untilTheEnd)
    expect(badRows).toEqual([{ line: 2, why: 'order order-2 is already settled for another member' }])
    expect(alreadySettled).toBe(0)
  })
})
