import { billIdOf, noBills, type Bill } from '../../domain/bill/bill'
import { noReviews } from '../../domain/reviews/meals'
import { settleBill } from '../../domain/bill/settle-bill'
import { mayVoid, voidBill } from '../../domain/bill/void-bill'
import { emptyPointsAccount } from '../../domain/ledger/points-account'
import { aProgramme } from '../support/programmes'
import { noActivity } from '../../domain/bill/activity'
import { noStanding } from '../../domain/tiers/standing'
import type { Profile } from '../../domain/member/profile'

const noon = Date.parse('2025-03-01T12:00:00+08:00')
const MINUTE = 60_000
const programme = aProgramme()
const profile = { name: '', maskedPhone: null } as Profile
const fresh = {
  points: emptyPointsAccount,
  bills: noBills,
  activity: noActivity,
  claims: [],
  reviews: noReviews,
  scans: [],
  profile,
  standing: noStanding,
  attribution: null,
}
const bill = (amountFen: number, orderNo = 'A1'): Bill => ({
  billId: billIdOf('riverside', { orderNo }),
  storeId: 'riverside',
  orderNo,
  amountFen,
  discounts: [],
  tenders: [],
  items: [],
})
const settled = (account: typeof fresh, one: Bill, at: number, confirmed = false) => {
  const decision = settleBill(account, one, programme, at, { confirmedSameAmount: confirmed })
  if (!decision.ok) throw new Error(decision.reason)
  return { ...account, ...decision.value }
}

describe('settling a bill', () => {
  it('grants purchase points that end six months later', () => {
    expect(settled(fresh, bill(5600), noon).points.lots).toEqual([
      { kind: 'purchase', expiry: '2025-09-01', remaining: 56 },
    ])
  })

  it('counts a late night as the evening before', () => {
    const late = Date.parse('2025-03-02T02:30:00+08:00')
    expect(settled(fresh, bill(5600), late).points.activeOn).toBe('2025-03-01')
  })

  it.each([
    ['the same amount two minutes later asks first', 5600, 2 * MINUTE, false],
    ['the same amount at the very end of five minutes asks first', 5600, 5 * MINUTE - 1, false],
    ['another amount does not', 5700, 2 * MINUTE, true],
    ['nor does the same amount after five minutes', 5600, 5 * MINUTE, true],
  ])('%s', (_name, fen, later, goesThrough) => {
    const first = settled(fresh, bill(5600, 'A1'), noon)
    expect(
      settleBill(first, bill(fen, 'A2'), programme, noon + later, { confirmedSameAmount: false }).ok,
    ).toBe(goesThrough)
  })

  it('the question says which bill it means, and a confirmation settles it', () => {
    const first = settled(fresh, bill(5600, 'A1'), noon)
    expect(
      settleBill(first, bill(5600, 'A2'), programme, noon + MINUTE, { confirmedSameAmount: false }),
    ).toEqual({
      ok: false,
      reason: 'looks-like-the-same-bill',
      details: { amountFen: 5600, settledAt: noon },
    })
    expect(settled(first, bill(5600, 'A2'), noon + MINUTE, true).points.balance).toBe(112)
  })

  it('remembers only the bills of the last minutes', () => {
    const first = settled(fresh, bill(5600, 'A1'), noon)
    const second = settled(first, bill(5600, 'A2'), noon + 6 * MINUTE)
    expect(second.bills).toEqual({
      recent: [{ billId: 'bill:riverside:A2', amountFen: 5600, at: noon + 6 * MINUTE }],
      count: 2,
    })
  })
})

describe('voiding a bill', () => {
  it('takes its points back, forgets the visit, and the right amount can be keyed at once', () => {
    const wrong = settled(fresh, bill(560_000), noon)
    const before = { bill: bill(560_000), day: '2025-03-01', grant: wrong.movement }
    const voided = voidBill(wrong, [], before, programme, noon + MINUTE)
    expect(voided).toMatchObject({
      ok: true,
      value: { points: { balance: 0, growth: 0 }, bills: noBills, activity: noActivity, undone: [] },
    })
  })

  it.each([
    ['cashier', 24, true],
    ['cashier', 25, false],
    ['manager', 25, true],
    ['owner', 1000, true],
  ] as const)('a %s, %i hours later: %s', (role, hours, allowed) => {
    expect(mayVoid(role, noon, noon + hours * 3_600_000, programme).ok).toBe(allowed)
  })
})

describe("a bill's id", () => {
  it('is its store and order number, or its store and the ticket', () => {
    expect(billIdOf('riverside', { orderNo: 'A-17' })).toBe('bill:riverside:A-17')
    expect(billIdOf('riverside', { ticketNonce: 'abc' })).toBe('bill:riverside:ticket:abc')
  })
})
