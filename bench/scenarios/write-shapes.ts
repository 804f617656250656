import type { Shape } from '../functions/write-shape/index'
import { inTurns, ratio, shownRatio, sideBySide, twoDecimals, median } from '../measure'
import { loadMembers, memberAt } from '../members'
import {
  BILL_FEN_OF_1000_POINTS,
  openBenchCloud,
  programme,
  STORE,
  tapUntilAnswered,
  type BenchCloud,
} from '../restaurant'
import { scenario, type Claim, type Outcome, type Progress, type Table } from '../scenario'

interface Size {
  /** Redemptions of 100 points at once, by a member who has 1,000; and as many bills at once, of another. */
  race: number
  members: number
  clients: number
  /** Operations of each side in a round. */
  perRound: number
  rounds: number
}

const caller = { openid: 'bench' }
const POINTS = 1000
const PRICE = 100
const BILL_FEN = 5600
const POINTS_OF_THE_BILL = 56
/** Who races: one redeems, of one the till settles bills. */
const [REDEEMING, EATING, RACERS] = [0, 1, 2]
const shapes: Record<Shape, string> = {
  A: 'A: read, check, write the balance',
  B: 'B: read, check, subtract',
  C: 'C: guarded update, unique key',
}

export const writeShapes = scenario<Size>(
  'write-shapes',
  'What settle and redeem cost, and what they keep, beside three ways of writing points that are found in the field.',
  {
    full: { race: 200, members: 5000, clients: 16, perRound: 400, rounds: 7 },
    quick: { race: 200, members: 1000, clients: 16, perRound: 200, rounds: 3 },
    tiny: { race: 30, members: 20, clients: 4, perRound: 8, rounds: 1 },
  },
  run,
)

async function run(size: Size, progress: Progress): Promise<Outcome> {
  const bench = await openBenchCloud({ transport: 'in-process' })
  try {
    const races = await raced(bench, size)
    const speeds = await throughput(bench, size, progress)
    const faults = bench.audit()
    return {
      setting: {
        transport: 'in-process',
        durability: 'none',
        concurrency: `${size.race} at once on one member; ${size.clients} clients over ${size.members} members`,
      },
      tables: [races.table, speeds],
      claims: [
        ...races.claims,
        { says: 'after everything the whole ledger agrees with itself', holds: faults.length === 0 },
      ],
      notes: [
        'Shape C keeps its balance in a race, but is two requests and no transaction: a function that dies between them leaves points spent with no entry that says why, and so the sum of entries and the balance part. Redeem pays for that with its transaction, the code it issues and the reply it keeps.',
        'Racers tap again when the mini-program’s client gives up: requests per accepted has the tries that lost. Redeem’s own requests are 6; where it shows 7, the seventh reads the login of a diner whom the instance does not remember, as here it meets nearly every diner for the first time.',
      ],
    }
  } finally {
    await bench.close()
  }
}

/** Many redemptions of one member at the same moment, and many bills of another. */
async function raced(bench: BenchCloud, { race }: Size): Promise<{ table: Table; claims: Claim[] }> {
  const { cloud } = bench
  const may = POINTS / PRICE
  const rows: Table['rows'] = []
  const claims: Claim[] = []
  const tell = (name: string, accepted: number, balance: number, sum: number, asked: number): void => {
    rows.push([name, accepted, balance, POINTS + sum, twoDecimals(asked / accepted)])
  }
  for (const shape of ['A', 'B', 'C'] as const) {
    const memberId = `racer-${shape}`
    cloud.put('shape_accounts', { _id: memberId, points: { balance: POINTS } })
    const before = bench.requests()
    const accepted = await countAccepted(race, (i) =>
      spend(bench, { shape, memberId, points: PRICE, cause: `${memberId}-${i}` }),
    )
    const asked = bench.requests() - before
    const entries = cloud.documents('shape_entries').filter((entry) => entry.memberId === memberId)
    const balance = balanceOf(cloud.documents('shape_accounts'), memberId)
    tell(shapes[shape], accepted, balance, sumOf(entries), asked)
    if (shape === 'C')
      claims.push({
        says: `shape C accepts exactly ${may} of ${race}`,
        holds: accepted === may && balance === 0,
      })
  }

  await loadMembers(cloud, programme, RACERS, BILL_FEN_OF_1000_POINTS)
  const raceOf = async (racer: number, act: (i: number) => Promise<boolean>) => {
    const { memberId } = memberAt(racer)
    const before = bench.requests()
    const accepted = await countAccepted(race, act)
    const asked = bench.requests() - before
    const all = cloud.documents('ledger_entries').filter((entry) => entry.memberId === memberId)
    const balance = balanceOf(cloud.documents('accounts'), memberId)
    // What was loaded is the 1,000 points it begins with.
    const sum = sumOf(all.filter(({ requestId }) => requestId !== 'loaded'))
    return { accepted, balance, sum, asked }
  }
  const diner = bench.phoneOf(REDEEMING)
  const redeemed = await raceOf(
    REDEEMING,
    async () => (await tapUntilAnswered(diner, 'points-mall', 'redeem', { rewardId: 'bowl' })).reply.ok,
  )
  tell('redeem', redeemed.accepted, redeemed.balance, redeemed.sum, redeemed.asked)
  claims.push({
    says: `redeem accepts exactly ${may} of ${race}, the balance is 0, and the entries say so`,
    holds: redeemed.accepted === may && redeemed.balance === 0 && redeemed.sum === -POINTS,
  })
  const settled = await raceOf(EATING, async (i) => {
    const bill = billOf(bench, EATING, `race-${i}`)
    return (await tapUntilAnswered(bench.till, 'counter', 'settle', bill)).reply.ok
  })
  tell(
    `settle, ${race} bills of ${POINTS_OF_THE_BILL} points`,
    settled.accepted,
    settled.balance,
    settled.sum,
    settled.asked,
  )
  claims.push({
    says: `settle books all of ${race} bills of one member, and the balance is what they are worth, as the entries say`,
    holds:
      settled.accepted === race &&
      settled.sum === race * POINTS_OF_THE_BILL &&
      settled.balance === POINTS + settled.sum,
  })
  return {
    table: {
      title: `${race} redemptions of ${PRICE} at once from ${POINTS} points, of which ${may} may succeed; and ${race} bills at once, of which all must`,
      columns: [
        'write shape',
        'accepted',
        'stored balance',
        '1,000 + sum of entries',
        'requests per accepted',
      ],
      rows,
    },
    claims,
  }
}

/** Operations of many members, a few clients at a time; the sides take turns. */
async function throughput(bench: BenchCloud, size: Size, progress: Progress): Promise<Table> {
  const { cloud, till } = bench
  const { members, clients, perRound, rounds } = size
  // The racers were loaded before: more than they, so that as many are fresh.
  const first = RACERS
  await loadMembers(cloud, programme, members, BILL_FEN_OF_1000_POINTS, undefined, first)
  cloud.load(
    'shape_accounts',
    cloud
      .documents('accounts')
      .map((account) => ({ ...account, points: { ...(account.points as object), balance: POINTS } })),
  )
  const asked: Record<string, number> = {}
  const shown = progress('write shapes, rounds', (rounds + 1) * 5)
  let done = 0
  const side =
    (name: string, act: (member: number, key: string) => Promise<boolean>) => async (round: number) => {
      const before = bench.requests()
      await sideBySide(perRound, clients, async (i) => {
        const member = first + ((round * perRound + i) % members)
        if (!(await act(member, `${name}-${round}-${i}`))) throw new Error(`${name} was refused`)
      })
      asked[name] = (bench.requests() - before) / perRound
      shown((done += 1))
    }
  const shape = (which: Shape) =>
    side(which, (member, key) =>
      spend(bench, { shape: which, memberId: memberAt(member).memberId, points: 10, cause: key }),
    )

  const taken = await inTurns(
    {
      A: shape('A'),
      B: shape('B'),
      C: shape('C'),
      redeem: side(
        'redeem',
        async (member) =>
          (await bench.phoneOf(member).call('points-mall', 'redeem', { rewardId: 'sweet' })).ok,
      ),
      settle: side('settle', async (member, orderNo) => {
        return (await till.call('counter', 'settle', billOf(bench, member, orderNo))).ok
      }),
    },
    rounds,
  )
  return {
    title: `${clients} clients over ${members} members, ${rounds} rounds of ${perRound} each`,
    columns: [
      'write shape',
      'a second',
      'requests each',
      'time over C (lowest–highest round)',
      'CPU over C (lowest–highest round)',
    ],
    rows: Object.entries(taken).map(([name, times]) => {
      const over = ratio(times.ms, taken.C.ms)
      const requests = asked[name] ?? NaN
      return [
        name in shapes ? shapes[name as Shape] : name,
        Math.round((perRound * 1000) / median(times.ms)),
        twoDecimals(requests),
        shownRatio(over),
        shownRatio(ratio(times.cpuMs, taken.C.cpuMs)),
      ]
    }),
  }
}

const billOf = (bench: BenchCloud, member: number, orderNo: string) => ({
  storeId: STORE,
  ticket: bench.ticketOf(member),
  amountFen: BILL_FEN,
  orderNo,
  confirmedSameAmount: true,
})

async function spend(
  { cloud }: BenchCloud,
  spending: { shape: Shape; memberId: string; points: number; cause: string },
): Promise<boolean> {
  const { accepted } = (await cloud.invoke('write-shape', spending, caller)) as { accepted: boolean }
  return accepted
}

async function countAccepted(count: number, act: (index: number) => Promise<boolean>): Promise<number> {
  const accepted = await Promise.all(Array.from({ length: count }, (_, index) => act(index)))
  return accepted.filter(Boolean).length
}

const sumOf = (entries: Record<string, unknown>[]): number =>
  entries.reduce((sum, { points }) => sum + Number(points), 0)

function balanceOf(accounts: Record<string, unknown>[], memberId: string): number {
  const account = accounts.find(({ _id }) => _id === memberId) as { points: { balance: number } } | undefined
  return account?.points.balance ?? NaN
}
