import { loadMembers } from '../../bench/members'
import { BILL_FEN_OF_1000_POINTS, openBenchCloud, programme, type BenchCloud } from '../../bench/restaurant'

/** A restaurant with ten units of the limited reward, of which its two members have taken three. */
let bench: BenchCloud
beforeEach(async () => {
  bench = await openBenchCloud({ transport: 'in-process', stock: 10 })
  await loadMembers(bench.cloud, programme, 2, BILL_FEN_OF_1000_POINTS)
  for (const member of [0, 0, 1])
    await bench.phoneOf(member).must('points-mall', 'redeem', { rewardId: 'flash' })
})
afterEach(() => bench.close())

interface Stock {
  left: number
  claims: Record<string, { id: string; cause: string; at: number; holders: number }>
}
const stock = (): Stock => bench.cloud.documents('reward_stocks')[0] as unknown as Stock
const putStock = (change: Partial<Stock>): void =>
  bench.cloud.put('reward_stocks', { ...stock(), ...change, _id: 'flash' })
const found = (): string[] => bench.audit(10)

describe('the audit of limited stock', () => {
  it('finds nothing wrong with units that are left, held or redeemed, before and after the sweeper', async () => {
    expect(stock()).toMatchObject({ left: 7 })
    expect(Object.keys(stock().claims)).toHaveLength(3)
    expect(found()).toEqual([])
    bench.cloud.clock.advance(120_000)
    await bench.cloud.invoke('settle-stock-claims', {}, { timer: 'settle-stock-claims' })
    expect(stock()).toEqual(expect.objectContaining({ left: 7, claims: {} }))
    expect(found()).toEqual([])
  })

  it('knows a unit that somebody took and has not paid for', () => {
    const unpaid = { id: 'u', at: 0, cause: 'redeem:m1:r1', holders: 1 }
    putStock({ left: 6, claims: { ...stock().claims, 'm1-r1': unpaid } })
    expect(found()).toEqual([])
  })

  it('finds a unit that was lost, and one there never was', () => {
    putStock({ left: 6 })
    expect(found()).toEqual(['stock flash: 6 left, 0 held and 3 redeemed, of 10 there were'])
    // Without knowing how many there were, nobody can tell.
    expect(bench.audit()).toEqual([])
    putStock({ left: 8 })
    expect(found()).toEqual(['stock flash: 8 left, 0 held and 3 redeemed, of 10 there were'])
  })

  it('finds stock that is no number of things, and claims that are none', () => {
    putStock({ left: -1 })
    expect(found()).toEqual([expect.stringContaining('stock flash is none')])
    putStock({ left: 7, claims: { key: null as never } })
    expect(found()).toEqual([expect.stringContaining('stock flash is none')])
  })

  it('finds a unit that was paid for twice', () => {
    const [first, second] = bench.cloud.documents('ledger_entries').filter(({ verb }) => verb === 'redeem')
    const { claimId } = first?.subject as { claimId: string }
    bench.cloud.put('ledger_entries', { ...second, subject: { ...(second?.subject as object), claimId } })
    expect(found()).toEqual([
      '1 units of limited stock were paid for twice',
      'stock flash: 7 left, 1 held and 3 redeemed, of 10 there were',
    ])
  })

  it('finds a claim that paid for another reward', () => {
    bench.cloud.put('reward_stocks', { ...stock(), _id: 'other', left: 0 })
    expect(found()).toHaveLength(3)
    expect(found()[0]).toMatch(/^stock other: redeem:.* paid for another reward$/)
  })
})
