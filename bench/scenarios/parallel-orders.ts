import { percentile, shownMs, sideBySide, timed, twoDecimals } from '../measure'
import { loadMembers } from '../members'
import {
  BILL_FEN_OF_1000_POINTS,
  openBenchCloud,
  programme,
  STORE,
  tapUntilAnswered,
  type BenchCloud,
} from '../restaurant'
import { scenario, type Cell, type Claim, type Outcome, type Progress, type Setting } from '../scenario'

type Transport = 'in-process' | 'workers'

interface Size {
  orders: number
  /** By so many members, each table row one. */
  membersOf: number[]
  transports: Transport[]
}

const COLUMNS = [
  'transport',
  'members',
  'settled',
  'calls a bill',
  'taps a bill',
  'most taps',
  'requests a bill',
  'p50 ms',
  'p99 ms',
  'all, ms',
  'bills a second',
]

export const parallelOrders = scenario<Size>(
  'parallel-orders',
  'A thousand bills sent at the same moment: is every one settled, once, and how long does a till wait?',
  {
    full: { orders: 1000, membersOf: [1000, 50], transports: ['in-process', 'workers'] },
    quick: { orders: 200, membersOf: [200, 10], transports: ['in-process', 'workers'] },
    tiny: { orders: 20, membersOf: [20, 2], transports: ['in-process'] },
  },
  run,
)

async function run({ orders, membersOf, transports }: Size, progress: Progress): Promise<Outcome> {
  const rows: Cell[][] = []
  const claims: Claim[] = []
  for (const transport of transports) {
    for (const members of membersOf) {
      const shown = progress(`${orders} bills of ${members} members, ${transport}`, orders)
      const { row, claim } = await settleAtOnce(transport, orders, members, shown)
      rows.push(row)
      claims.push(claim)
    }
  }
  const setting: Setting = {
    transport: transports.length > 1 ? 'in-process and workers' : 'in-process',
    durability: 'none',
    concurrency: `${orders} at once; 20 instances with workers, one for all in-process`,
  }
  return {
    setting,
    tables: [{ title: `${orders} bills at once`, columns: COLUMNS, rows }],
    claims,
    notes: [
      'A bill of a member whose account another bill is just changing is answered `busy` after a few tries, and the till sends it again by itself with the same request id: calls a bill says how often. It is the mini-program’s own client with the mini-program’s own patience: six tries within 20 seconds, each of 8 seconds at most. When it gives up the cashier taps again, at once and still with the same request id: taps a bill says how often. p50 and p99 are what a bill waits from its first tap until it is settled, all taps, tries and pauses included, when all come in the same instant; the waiting for a free instance and for two cores is in it.',
    ],
  }
}

async function settleAtOnce(
  transport: Transport,
  orders: number,
  members: number,
  shown: (done: number) => void,
): Promise<{ row: Cell[]; claim: Claim }> {
  const bench = await openBenchCloud({ transport })
  try {
    await loadMembers(bench.cloud, programme, members, BILL_FEN_OF_1000_POINTS)
    await warmUp(bench)
    const before = bench.requests()
    bench.cloud.calls.clear()
    let settled = 0
    const taps: number[] = []
    let taken: number[] = []
    const all = await timed(async () => {
      taken = await sideBySide(orders, orders, async (i) => {
        const bill = {
          storeId: STORE,
          // Bills of one member come together: the more instances, the more of them meet at one account.
          ticket: bench.ticketOf(Math.floor((i * members) / orders)),
          amountFen: 1000 + i,
          orderNo: `order-${i}`,
          confirmedSameAmount: true,
        }
        const tapped = await tapUntilAnswered(bench.till, 'counter', 'settle', bill)
        taps.push(tapped.taps)
        if (tapped.reply.ok) shown((settled += 1))
      })
    })
    const [requests, calls] = [bench.requests() - before, bench.cloud.calls.all.length]
    const faults = bench.audit()
    const booked = bench.cloud
      .documents('ledger_entries')
      .filter(({ _id }) => String(_id).includes(':order-'))
    const each = (count: number): number => twoDecimals(count / orders)
    return {
      row: [
        transport,
        members,
        settled,
        each(calls),
        each(taps.reduce((sum, one) => sum + one, 0)),
        Math.max(...taps),
        each(requests),
        shownMs(percentile(taken, 50)),
        shownMs(percentile(taken, 99)),
        shownMs(all),
        Math.round((orders * 1000) / all),
      ],
      claim: {
        says: `${transport}, ${members} members: ${orders} bills are settled, each is booked once, and the ledger agrees with itself`,
        holds: settled === orders && booked.length === orders && faults.length === 0,
      },
    }
  } finally {
    await bench.close()
  }
}

/** Starts the instances: a restaurant is open before a thousand come in at once. */
async function warmUp({ till }: BenchCloud): Promise<void> {
  await sideBySide(40, 40, () => till.must('counter', 'open', {}))
}
