import { randomUUID } from 'node:crypto'
import { billsOfDay, busiest, type DayBill } from '../a-day'
import { percentile, shownMs, timed, twoDecimals } from '../measure'
import { loadMembers } from '../members'
import { BILL_FEN_OF_1000_POINTS, openBenchCloud, programme, STORE, type BenchCloud } from '../restaurant'
import { scenario, type Outcome, type Progress } from '../scenario'
import { inTemporaryFolder } from '../../local/temporary-folder'

interface Size {
  bills: number
  members: number
}

const SEED = 20_260_302
const MIDNIGHT = Date.parse('2026-03-03T00:00:00+08:00')
const POINTS_LOADED = 1000

export const aDayOfBills = scenario<Size>(
  'a-day-of-bills',
  'A day of 100,000 bills with its lunch and dinner, identified and settled one by one at their own time: does every point add up at closing time, and is the till fast enough for the busiest minute?',
  {
    full: { bills: 100_000, members: 30_000 },
    quick: { bills: 1000, members: 300 },
    tiny: { bills: 30, members: 8 },
  },
  (size, progress) => inTemporaryFolder((folder) => run(folder, size, progress)),
)

async function run(folder: string, size: Size, progress: Progress): Promise<Outcome> {
  const bills = billsOfDay(MIDNIGHT, size.bills, size.members, SEED)
  const bench = await openBenchCloud({ transport: 'in-process', dataDir: folder, durability: 'none' })
  try {
    await loadMembers(bench.cloud, programme, size.members, BILL_FEN_OF_1000_POINTS)
    const before = bench.requests()
    const settling: number[] = []
    const shown = progress('bills', bills.length)
    const ms = await timed(async () => {
      for (const [i, bill] of bills.entries()) {
        settling.push(await visit(bench, bill, i))
        shown(i + 1)
      }
    })
    const requests = bench.requests() - before
    let faults: string[] = []
    const sweeping = await timed(async () => (faults = bench.audit()))
    const accounts = bench.cloud.documents('accounts') as { points: { balance: number } }[]
    const points = accounts.reduce((sum, { points: { balance } }) => sum + balance, 0)
    const due =
      size.members * POINTS_LOADED +
      bills.reduce((sum, { amountFen }) => sum + Math.floor(amountFen / 100), 0)
    const booked = bench.cloud.documents('ledger_entries').length
    return {
      setting: { transport: 'in-process', durability: 'none', concurrency: 'one bill after another' },
      tables: [
        {
          title: `${size.bills} bills of ${size.members} members, seed ${SEED}`,
          columns: ['', 'figure'],
          rows: [
            ['bills sent twice, as after a lost reply', bills.filter(({ sentTwice }) => sentTwice).length],
            ['database requests a bill, identifying included', twoDecimals(requests / bills.length)],
            ['settle, p50 ms', shownMs(percentile(settling, 50))],
            ['settle, p99 ms', shownMs(percentile(settling, 99))],
            ['bills a second, done', twoDecimals((bills.length * 1000) / ms)],
            ['bills a second in the busiest minute of the day', twoDecimals(busiest(bills))],
            ['points granted that day', points - size.members * POINTS_LOADED],
            ['seconds to sweep all accounts and entries', Math.round(sweeping / 1000)],
            ['memory of the process at its end, MB', Math.round(process.memoryUsage().rss / 2 ** 20)],
          ],
        },
      ],
      claims: [
        { says: 'every bill is in the ledger once', holds: booked === size.members * 2 + bills.length },
        { says: 'the members hold what the bills are worth, to the point', holds: points === due },
        { says: 'swept afterwards, every account is what its entries say', holds: faults.length === 0 },
      ],
      notes: [
        'Members are loaded, each with one bill from before. One in a hundred bills is sent twice. One process does all of it, functions, SDK and database: on the platform these are many machines.',
      ],
    }
  } finally {
    await bench.close()
  }
}

/** One customer at the till. Milliseconds that settling took. */
async function visit(bench: BenchCloud, bill: DayBill, i: number): Promise<number> {
  const { cloud, till } = bench
  cloud.clock.moveTo(bill.at)
  const shown = { code: bench.codeOf(bill.member, `nonce-${i}`) }
  const { ticket } = await till.must('counter', 'identify', { storeId: STORE, shown })
  const { amountFen } = bill
  const settle = { storeId: STORE, ticket, amountFen, orderNo: `day-${i}`, confirmedSameAmount: true }
  const requestId = randomUUID()
  let settled = await till.call('counter', 'settle', settle, requestId)
  const { durationMs } = cloud.calls.last()
  if (bill.sentTwice) settled = await till.call('counter', 'settle', settle, requestId)
  if (!settled.ok) throw new Error(`bill ${i} was refused: ${settled.reason}`)
  return durationMs
}
