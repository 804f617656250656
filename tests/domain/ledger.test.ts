import { adjust } from '../../domain/ledger/adjust'
import { earn } from '../../domain/ledger/earn'
import { emptyPointsAccount, type PointsAccount } from '../../domain/ledger/points-account'
import { redeem, spendablePoints } from '../../domain/ledger/redeem'
import { reverseGrant, reverseSpending } from '../../domain/ledger/reverse'
import type { Expiry } from '../../domain/ledger/expiry'
import type { LotKind } from '../../domain/ledger/lots'

const today = '2025-03-01'
const granted = (account: PointsAccount, points: number, expiry: Expiry, kind: LotKind = 'purchase') =>
  earn(account, { points, kind, expiry, growth: kind === 'purchase' ? points : 0, visitOn: today })
const value = <V>(decision: { ok: true; value: V } | { ok: false; reason: string }): V => {
  if (!decision.ok) throw new Error(decision.reason)
  return decision.value
}

describe('earning', () => {
  it('opens a lot with its own expiry and counts as a visit', () => {
    const { points } = granted(emptyPointsAccount, 56, '2025-09-01')
    expect(points).toEqual({
      balance: 56,
      debt: 0,
      growth: 56,
      lots: [{ kind: 'purchase', expiry: '2025-09-01', remaining: 56 }],
      seq: 1,
      activeOn: today,
    })
  })

  it('fills the lot of the same kind and day instead of opening another', () => {
    const first = granted(emptyPointsAccount, 56, '2025-09-01').points
    expect(granted(first, 4, '2025-09-01').points.lots).toEqual([
      { kind: 'purchase', expiry: '2025-09-01', remaining: 60 },
    ])
  })

  it('pays a debt first', () => {
    const { points, movement } = granted({ ...emptyPointsAccount, debt: 30 }, 50, '2025-09-01')
    expect(points).toMatchObject({ debt: 0, balance: 20 })
    expect(movement).toMatchObject({ points: 20, debt: -30 })
  })

  it('keeps the later visit, whatever order bills are booked in', () => {
    const first = earn(emptyPointsAccount, {
      points: 1,
      kind: 'purchase',
      expiry: 'never',
      growth: 1,
      visitOn: '2025-03-02',
    })
    expect(granted(first.points, 1, 'never').points.activeOn).toBe('2025-03-02')
  })

  it('of nothing is an entry too: the bill happened', () => {
    expect(granted(emptyPointsAccount, 0, 'never').points).toMatchObject({ balance: 0, lots: [], seq: 1 })
  })

  it.each([[-1], [0.5], [NaN], [2 ** 53]])('of %p points is a fault', (points) => {
    expect(() => granted(emptyPointsAccount, points, 'never')).toThrow(/cannot earn/)
  })
})

describe('redeeming', () => {
  const three = ['never', '2025-09-01', '2025-03-10'].reduce(
    (account, expiry, index) => granted(account, [20, 50, 10][index] ?? 0, expiry as Expiry).points,
    emptyPointsAccount,
  )

  it('takes the lots that expire first, and those that never do last', () => {
    const { points, movement } = value(redeem(three, 65, today))
    expect(movement.lots).toEqual([
      { kind: 'purchase', expiry: '2025-03-10', points: -10 },
      { kind: 'purchase', expiry: '2025-09-01', points: -50 },
      { kind: 'purchase', expiry: 'never', points: -5 },
    ])
    expect(points).toMatchObject({ balance: 15, lots: [{ expiry: 'never', remaining: 15 }] })
  })

  it('never lowers the growth value', () => {
    expect(value(redeem(three, 80, today)).points.growth).toBe(three.growth)
  })

  it('takes all or nothing, and says how much there is', () => {
    expect(redeem(three, 81, today)).toEqual({
      ok: false,
      reason: 'not-enough-points',
      details: { spendable: 80, needed: 81 },
    })
  })

  it('does not spend points that have ended', () => {
    expect(redeem(three, 80, '2025-03-11')).toMatchObject({ ok: false, details: { spendable: 70 } })
  })

  it('of a negative amount mints nothing: it is a fault', () => {
    expect(() => redeem(three, -5, today)).toThrow(/cannot redeem/)
  })

  describe('idle points', () => {
    const visit = (account: PointsAccount, visitOn: string) =>
      earn(account, { points: 0, kind: 'purchase', expiry: 'never', growth: 0, visitOn }).points
    const visited = visit(emptyPointsAccount, '2026-01-01')
    const idle = granted(visited, 50, 'idle-6').points

    it('go before those that end later than six months after the last visit', () => {
      const both = granted(idle, 50, '2026-12-01').points
      expect(value(redeem(both, 50, '2026-01-02')).movement.lots).toEqual([
        { kind: 'purchase', expiry: 'idle-6', points: -50 },
      ])
    })

    it('go after those that end earlier', () => {
      const both = granted(idle, 50, '2026-06-30').points
      expect(value(redeem(both, 50, '2026-01-02')).movement.lots).toEqual([
        { kind: 'purchase', expiry: '2026-06-30', points: -50 },
      ])
    })

    it.each([
      ['can be spent six months after the last visit', idle, '2026-07-01', 50],
      ['and not a day later', idle, '2026-07-02', 0],
      ['come back into life with a visit', visit(idle, '2026-07-02'), '2026-07-02', 50],
      ['and end six months after that one', visit(idle, '2026-07-02'), '2027-01-03', 0],
    ])('%s', (_name, account, day, spendable) => {
      expect(spendablePoints(account, day)).toBe(spendable)
      expect(redeem(account, 50, day).ok).toBe(spendable === 50)
    })
  })
})

describe('taking a grant back', () => {
  const bill = granted(emptyPointsAccount, 100, '2025-09-01')
  const spent = value(redeem(bill.points, 70, today)).points
  const withGift = granted(spent, 20, '2025-05-01', 'gift').points

  it('takes it from its own lot first, then from the others', () => {
    const { movement, points } = value(reverseGrant(withGift, bill.movement, 'debt', today))
    expect(movement.lots).toEqual([
      { kind: 'purchase', expiry: '2025-09-01', points: -30 },
      { kind: 'gift', expiry: '2025-05-01', points: -20 },
    ])
    expect(points).toMatchObject({ balance: 0, growth: 0 })
  })

  it.each([
    ['debt', { debt: 50, shortfall: 0 }],
    ['take-what-is-left', { debt: 0, shortfall: 50 }],
  ] as const)('points already spent, policy %s', (policy, expected) => {
    expect(value(reverseGrant(withGift, bill.movement, policy, today)).movement).toMatchObject(expected)
  })

  it('points already spent, policy refuse', () => {
    expect(reverseGrant(withGift, bill.movement, 'refuse', today)).toEqual({
      ok: false,
      reason: 'points-already-spent',
      details: { missing: 50 },
    })
  })

  it('what the grant had paid off a debt is owed again', () => {
    const inDebt = { ...emptyPointsAccount, debt: 30 }
    const { points, movement } = granted(inDebt, 50, '2025-09-01')
    expect(value(reverseGrant(points, movement, 'debt', today)).points).toMatchObject({
      balance: 0,
      debt: 30,
    })
  })

  // Decision 0007.
  it('takes it from its own lot though that has ended meanwhile: nothing is owed', () => {
    const { points } = value(reverseGrant(bill.points, bill.movement, 'debt', '2025-09-02'))
    expect(points).toMatchObject({ balance: 0, debt: 0, lots: [] })
  })

  it('dead points of other lots pay for nothing', () => {
    const old = granted(spent, 500, '2025-02-01', 'gift').points
    expect(value(reverseGrant(old, bill.movement, 'debt', today)).points).toMatchObject({
      balance: 500,
      debt: 70,
    })
  })
})

describe('giving spent points back', () => {
  const account = granted(emptyPointsAccount, 100, '2025-09-01').points
  const { points: after, movement: spending } = value(redeem(account, 40, today))

  it('puts them into the lot they came from', () => {
    expect(reverseSpending(after, spending, today, 7).points.lots).toEqual(account.lots)
  })

  it.each([
    ['a lot that has ended is good for a few days more', '2025-10-01', '2025-10-08'],
    ['so is one that ends within these days', '2025-08-26', '2025-09-02'],
    ['and one that ends today', '2025-09-01', '2025-09-08'],
    ['one that ends with the last of them stays as it is', '2025-08-25', '2025-09-01'],
  ])('%s', (_name, day, expiry) => {
    const { movement } = reverseSpending(after, spending, day, 7)
    expect(movement.lots).toEqual([{ kind: 'purchase', expiry, points: 40 }])
  })

  it('pays a debt first', () => {
    const { points, movement } = reverseSpending({ ...after, debt: 15 }, spending, today, 7)
    expect(points).toMatchObject({ balance: 85, debt: 0 })
    expect(movement).toMatchObject({ points: 25, debt: -15 })
  })
})

describe('a correction', () => {
  it('grants, takes, and never takes what is not there', () => {
    const up = value(adjust(emptyPointsAccount, { points: 10, expiry: 'never' }, today))
    expect(up.movement).toMatchObject({ verb: 'adjust', points: 10, growth: 0 })
    expect(value(adjust(up.points, { points: -4, expiry: 'never' }, today)).points.balance).toBe(6)
    expect(adjust(up.points, { points: -11, expiry: 'never' }, today)).toMatchObject({
      reason: 'not-enough-points',
    })
    expect(adjust(up.points, { points: 0, expiry: 'never' }, today)).toMatchObject({
      reason: 'nothing-to-adjust',
    })
  })
})
