import fc from 'fast-check'
import { settleBill } from '../../domain/bill/settle-bill'
import { voidBill } from '../../domain/bill/void-bill'
import { billIdOf, type Bill } from '../../domain/bill/bill'
import { openAccount, type Account } from '../../domain/account'
import type { Movement } from '../../domain/ledger/movement'
import type { Profile } from '../../domain/member/profile'
import { reviewRules } from '../../domain/programme/review-rules'
import type { Programme } from '../../domain/programme/programme'
import { mealsToReview, review } from '../../domain/reviews/review'
import { businessDay } from '../../domain/time/business-day'
import { aProgramme } from '../support/programmes'

const HOUR = 3_600_000
const NOON = Date.parse('2025-03-01T12:00:00+08:00')
const programme = aProgramme()
const TEXT = '面很劲道，汤再热一点就更好了'

const billOf = (orderNo: string, amountFen = 5600, more: Partial<Bill> = {}): Bill => ({
  billId: billIdOf('riverside', { orderNo }),
  storeId: 'riverside',
  orderNo,
  amountFen,
  discounts: [],
  tenders: [],
  items: [],
  ...more,
})
const fresh = openAccount('m1', { name: '', maskedPhone: null } as Profile)
const eats = (account: Account, bill: Bill, at = NOON, by: Programme = programme) => {
  const done = settleBill(account, bill, by, at, { confirmedSameAmount: true })
  if (!done.ok) throw new Error(done.reason)
  const { movement, bill: settled, points, bills, activity, reviews, standing } = done.value
  return {
    account: { ...account, points, bills, activity, reviews, standing },
    bill: settled,
    grant: movement,
  }
}
const writes = (account: Account, billId: string, at = NOON + HOUR, text = TEXT, rules = programme.reviews) =>
  review(account, { billId, text }, rules, { at, today: businessDay(at, programme) })
const voids = (account: Account, settled: { bill: Bill; grant: Movement }, at = NOON + 2 * HOUR) => {
  const on = { bill: settled.bill, day: '2025-03-01', grant: settled.grant }
  const done = voidBill(account, [], on, programme, at)
  if (!done.ok) throw new Error(done.reason)
  return done.value
}

describe('a meal', () => {
  it('is there to be written about for 24 hours from its bill (requirement F52)', () => {
    const { account } = eats(fresh, billOf('A1'))
    const at = (hours: number) => mealsToReview(account.reviews, programme.reviews, NOON + hours * HOUR)
    expect(at(0)).toMatchObject([{ storeId: 'riverside', payableFen: 5600, at: NOON }])
    expect(at(24)).toHaveLength(1)
    expect(mealsToReview(account.reviews, programme.reviews, NOON + 24 * HOUR + 1)).toEqual([])
  })

  it.each([
    ['of less than the least is none', 99, 0],
    ['of the least is one', 100, 1],
  ])('%s', (_what, fen, meals) => {
    expect(eats(fresh, billOf('A1', fen)).account.reviews.open).toHaveLength(meals)
  })

  it('paid with points alone is none', () => {
    const paid = billOf('A1', 5600, { tenders: [{ kind: 'points', amountFen: 5600 }] })
    expect(eats(fresh, paid).account.reviews.open).toEqual([])
  })

  it.each([24, 72, 168])(
    'that is a correction has the %i hours of the bill it replaces, and no more',
    (withinHours) => {
      const rules = aProgramme({ reviews: { withinHours } })
      const after = (hours: number) => {
        const firstAt = NOON - hours * HOUR
        const corrected = billOf('A1:r2', 5600, { firstAt, countsOn: businessDay(firstAt, rules) })
        const { open } = eats(fresh, corrected, NOON, rules).account.reviews
        return { open, toReview: mealsToReview({ open, written: [] }, rules.reviews, NOON).length }
      }
      expect(after(withinHours - 1)).toMatchObject({
        open: [{ at: NOON - (withinHours - 1) * HOUR, until: NOON + HOUR }],
        toReview: 1,
      })
      // Too late, and told so for another day.
      expect(after(withinHours + 1)).toMatchObject({ open: [{}], toReview: 0 })
      expect(after(withinHours + 24)).toEqual({ open: [], toReview: 0 })
    },
  )

  it('of a restaurant that asks for no reviews is none', () => {
    const closed = aProgramme({ reviews: { open: false } })
    expect(eats(fresh, billOf('A1'), NOON, closed).account.reviews.open).toEqual([])
  })

  it('is forgotten when it is long past, and so is what was written', () => {
    const first = eats(fresh, billOf('A1'))
    const written = writes(first.account, first.bill.billId)
    if (!written.ok) throw new Error(written.reason)
    const later = { ...first.account, ...written.value }
    const second = eats(later, billOf('A2'), NOON + 30 * 24 * HOUR)
    expect(second.account.reviews.written).toHaveLength(1)
    const third = eats(second.account, billOf('A3'), NOON + 32 * 24 * HOUR)
    expect(third.account.reviews).toMatchObject({
      written: [],
      open: [{ billId: billIdOf('riverside', { orderNo: 'A3' }) }],
    })
  })
})

describe('a review', () => {
  const { account, bill } = eats(fresh, billOf('A1'))

  it('pays its points once, as a gift without growth', () => {
    const done = writes(account, bill.billId)
    expect(done).toMatchObject({ ok: true, value: { points: { balance: 66, growth: 56 } } })
    if (!done.ok) return
    expect(writes({ ...account, ...done.value }, bill.billId)).toMatchObject({ reason: 'already-reviewed' })
    expect(mealsToReview(done.value.reviews, programme.reviews, NOON)).toEqual([])
  })

  it.each([
    ['of a bill there is not', 'bill:riverside:B9', NOON, TEXT, { reason: 'no-such-meal' }],
    ['a moment too late', bill.billId, NOON + 24 * HOUR + 1, TEXT, { reason: 'review-too-late' }],
    [
      'of four characters',
      bill.billId,
      NOON,
      '好 吃 好 吃',
      { reason: 'review-too-short', details: { least: 5 } },
    ],
    ['of two emoji', bill.billId, NOON, '👍👍', { reason: 'review-too-short' }],
    [
      'that nobody sees',
      bill.billId,
      NOON,
      '\u200b\u3164\u2800\u200d\ufeff\u00ad',
      { reason: 'review-too-short' },
    ],
    ['of one family', bill.billId, NOON, '👨‍👩‍👧‍👦', { reason: 'review-too-short' }],
  ])('%s is refused', (_what, billId, at, text, refusal) => {
    expect(writes(account, billId, at, text)).toMatchObject(refusal)
  })

  it('of five characters is enough, an emoji one of them', () => {
    expect(writes(account, bill.billId, NOON, '好吃好吃👍').ok).toBe(true)
  })

  it('may pay nothing and is written all the same', () => {
    const rules = reviewRules.parse({ points: 0 })
    expect(writes(account, bill.billId, NOON, TEXT, rules)).toMatchObject({
      ok: true,
      value: { movement: { points: 0 }, points: { balance: 56 } },
    })
  })

  it('is over when the restaurant stops asking', () => {
    const rules = reviewRules.parse({ open: false })
    expect(writes(account, bill.billId, NOON, TEXT, rules)).toMatchObject({ reason: 'no-such-meal' })
  })
})

describe('a voided bill', () => {
  it('takes back what its review had paid, and nothing can be written about it', () => {
    const first = eats(fresh, billOf('A1'))
    const done = writes(first.account, first.bill.billId)
    if (!done.ok) throw new Error(done.reason)
    const voided = voids({ ...first.account, ...done.value }, first)
    expect(voided.points.balance).toBe(0)
    expect(voided.undone.map(({ movement }) => movement.points)).toEqual([-10])
    expect(voided.reviews).toEqual({ open: [], written: [] })
    expect(writes({ ...first.account, ...voided }, first.bill.billId)).toMatchObject({
      reason: 'no-such-meal',
    })
  })

  it('that nobody has written about is no meal any more', () => {
    const first = eats(fresh, billOf('A1'))
    expect(voids(first.account, first).reviews).toEqual({ open: [], written: [] })
  })

  it('leaves the reviews of other bills alone', () => {
    const first = eats(fresh, billOf('A1'))
    const second = eats(first.account, billOf('A2'))
    const done = writes(second.account, second.bill.billId)
    if (!done.ok) throw new Error(done.reason)
    const voided = voids({ ...second.account, ...done.value }, first)
    expect(voided.points.balance).toBe(66)
    expect(voided.reviews.written).toHaveLength(1)
  })

  it('whatever is eaten, written and voided in any order: each review that stands is paid once', () => {
    const step = fc.record({ what: fc.constantFrom('eat', 'write', 'void'), which: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
        let account: Account = fresh
        const standing = new Map<number, ReturnType<typeof eats>>()
        let bills = 0
        const written = new Set<number>()
        for (const { what, which } of steps) {
          const settled = standing.get(which)
          if (what === 'eat' && !settled) {
            const eaten = eats(account, billOf(`B${(bills += 1)}`))
            standing.set(which, eaten)
            account = eaten.account
          }
          if (what === 'write' && settled) {
            const done = writes(account, settled.bill.billId)
            expect(done.ok).toBe(!written.has(which))
            if (done.ok) account = { ...account, points: done.value.points, reviews: done.value.reviews }
            written.add(which)
          }
          if (what === 'void' && settled) {
            const { points, bills: left, activity, claims, reviews, standing: tier } = voids(account, settled)
            account = { ...account, points, bills: left, activity, claims, reviews, standing: tier }
            standing.delete(which)
            written.delete(which)
          }
        }
        expect(account.points.balance).toBe(standing.size * 56 + written.size * 10)
      }),
      { numRuns: 200 },
    )
  })
})
