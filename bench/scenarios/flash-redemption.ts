import { percentile, ratio, shownMs, shownRatio, sideBySide, timed, twoDecimals, median } from '../measure'
import { loadMembers } from '../members'
import {
  BILL_FEN_OF_1000_POINTS,
  openBenchCloud,
  programme,
  tapUntilAnswered,
  type BenchCloud,
} from '../restaurant'
import { scenario, type Cell, type Outcome, type Progress } from '../scenario'

interface Size {
  units: number
  members: number
  /** The whole flash sale again, so that one hiccup of the machine is not the answer. */
  rounds: number
}

const MINUTE = 60_000

/** What the sweeper did after a round of ours. */
interface Swept {
  dropped: number | undefined
  givenBack: number | undefined
  claimsLeft: number
}

/** One side of one round. */
interface Flash {
  accepted: number
  left: number
  requests: number
  /** Of the whole, and of each member. */
  ms: number
  waited: number[]
}

export const flashRedemption = scenario<Size>(
  'flash-redemption',
  'A limited reward and ten times as many members as units, all at once: are exactly as many given, and what does it cost beside taking a number down?',
  {
    full: { units: 100, members: 1000, rounds: 5 },
    quick: { units: 20, members: 200, rounds: 2 },
    tiny: { units: 3, members: 30, rounds: 1 },
  },
  run,
)

async function run({ units, members, rounds }: Size, progress: Progress): Promise<Outcome> {
  const bench = await openBenchCloud({ transport: 'in-process' })
  try {
    await loadMembers(bench.cloud, programme, members, BILL_FEN_OF_1000_POINTS)
    await warmUp(bench)
    const shown = progress('flash sales', rounds * 2)
    const [ours, plain]: [Flash[], Flash[]] = [[], []]
    const swept: Swept[] = []
    for (let round = 0; round < rounds; round += 1) {
      const sides = [
        async () => {
          ours.push(await flash(bench, units, members, (i) => redeem(bench, i)))
          swept.push(await settleClaims(bench))
        },
        async () => plain.push(await flash(bench, units, members, () => decrement(bench))),
      ]
      for (const side of round % 2 === 0 ? sides : sides.reverse()) await side()
      shown((round + 1) * 2)
    }
    const given = bench.cloud.documents('redemptions').length
    const exact = [...ours, ...plain].every(({ accepted, left }) => accepted === units && left === 0)
    return {
      setting: { transport: 'in-process', durability: 'none', concurrency: `${members} at once` },
      tables: [
        {
          title: `${units} units, ${members} members, ${rounds} rounds`,
          columns: [
            '',
            'given',
            'left',
            'requests',
            'requests a member',
            'all, ms',
            'p50 ms',
            'p99 ms',
            'time over plain',
            'requests over plain',
          ],
          rows: [
            row('redeem', ours, plain, members),
            row('plain conditional decrement', plain, plain, members),
          ],
        },
      ],
      claims: [
        { says: `exactly ${units} of ${members} get one, in every round, and nothing is left`, holds: exact },
        {
          says: 'there is one redemption for each unit given, no unit is missing, and the ledger agrees with itself',
          holds: given === units * rounds && bench.audit(units * rounds).length === 0,
        },
        {
          says: `in every round the sweeper drops ${units} claims, gives no unit back, and leaves no claim`,
          holds: swept.every(
            ({ dropped, givenBack, claimsLeft }) => dropped === units && givenBack === 0 && claimsLeft === 0,
          ),
        },
      ],
      notes: [
        'The plain decrement knows neither who took a unit nor what it cost them: it is the least that can be asked of the database, one request a member. Redeem asks two requests of the database more than that of those who come too late (whether it was their own earlier delivery that took a unit, and, so as to say sold out and nothing else, whether that was served), and six more of the winners, for the transaction that takes the points, writes the entry and issues the code; and one of everybody whose first call this is, for their login.',
      ],
    }
  } finally {
    await bench.close()
  }
}

async function flash(
  bench: BenchCloud,
  units: number,
  members: number,
  take: (member: number) => Promise<boolean>,
): Promise<Flash> {
  bench.stock(units)
  const before = bench.requests()
  let accepted = 0
  let waited: number[] = []
  const ms = await timed(async () => {
    waited = await sideBySide(members, members, async (i) => {
      if (await take(i)) accepted += 1
    })
  })
  const requests = bench.requests() - before
  const stock = bench.cloud.documents('reward_stocks').find(({ _id }) => _id === 'flash')
  return { accepted, left: Number(stock?.left), requests, ms, waited }
}

function row(name: string, rounds: Flash[], plain: Flash[], members: number): Cell[] {
  const [first] = rounds
  const waited = rounds.flatMap((round) => round.waited)
  const requests = median(rounds.map((round) => round.requests))
  const times = (flashes: Flash[]): number[] => flashes.map(({ ms }) => ms)
  return [
    name,
    first?.accepted ?? null,
    first?.left ?? null,
    requests,
    twoDecimals(requests / members),
    shownMs(median(times(rounds))),
    shownMs(percentile(waited, 50)),
    shownMs(percentile(waited, 99)),
    shownRatio(ratio(times(rounds), times(plain))),
    twoDecimals(requests / median(plain.map((round) => round.requests))),
  ]
}

async function redeem(bench: BenchCloud, member: number): Promise<boolean> {
  const diner = bench.phoneOf(member)
  const { reply } = await tapUntilAnswered(diner, 'points-mall', 'redeem', { rewardId: 'flash' })
  if (!reply.ok && reply.reason !== 'sold-out') throw new Error(reply.reason)
  return reply.ok
}

async function decrement({ cloud }: BenchCloud): Promise<boolean> {
  const reply = await cloud.invoke('plain-decrement', { stockId: 'flash' }, { openid: 'bench' })
  return (reply as { accepted: boolean }).accepted
}

/** Both functions have started, as they would have in a restaurant that is open. */
async function warmUp(bench: BenchCloud): Promise<void> {
  await redeem(bench, 0)
  await decrement(bench)
}

/** The sweeper drops the claims of what was paid for, as it does every ten minutes. */
async function settleClaims({ cloud }: BenchCloud): Promise<Swept> {
  cloud.clock.advance(10 * MINUTE)
  const reply = await cloud.invoke('settle-stock-claims', {}, { timer: 'settle-stock-claims' })
  const { dropped, givenBack } = (reply as { counts: Record<string, number> }).counts
  const [stock] = cloud.documents('reward_stocks')
  return { dropped, givenBack, claimsLeft: Object.keys(stock?.claims as object).length }
}
