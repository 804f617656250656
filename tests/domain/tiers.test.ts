import fc from 'fast-check'
import { noActivity, withSpending, type ActiveDay } from '../../domain/bill/activity'
import { billIdOf, noBills, payableFen, type Bill } from '../../domain/bill/bill'
import { discounted } from '../../domain/bill/discounts'
import { noReviews } from '../../domain/reviews/meals'
import { settleBill } from '../../domain/bill/settle-bill'
import { voidBill } from '../../domain/bill/void-bill'
import { emptyPointsAccount } from '../../domain/ledger/points-account'
import { redeem } from '../../domain/ledger/redeem'
import type { Profile } from '../../domain/member/profile'
import { tierRules, usualTiers, type TierRules } from '../../domain/programme/tier-rules'
import { climb, tierFor, withoutTheBill } from '../../domain/tiers/climb'
import { tierDiscountFen } from '../../domain/tiers/discount'
import { giftsNow, takeGift } from '../../domain/tiers/gifts'
import { countsThrough, growthOn } from '../../domain/tiers/growth'
import { keepNow, review } from '../../domain/tiers/keep'
import { setByHand } from '../../domain/tiers/manual'
import { noStanding, tierChange, tierOf, type Standing } from '../../domain/tiers/standing'
import { takeVoucher } from '../../domain/tiers/take-voucher'
import { entitlementsNow, useEntitlement } from '../../domain/tiers/use-entitlement'
import { addDays, addMonths } from '../../domain/time/business-day'
import { grantVoucher, templateOf } from '../../domain/vouchers/grant'
import { aProgramme, withTiers } from '../support/programmes'

const TODAY = '2025-03-05'
const NOON = Date.parse('2025-03-05T12:00:00+08:00')
const DAY = 86_400_000
const rulesOf = (changes: object = {}): TierRules => tierRules.parse(changes)
const rules = rulesOf()
const grown = (...days: [day: string, growth: number][]): ActiveDay[] =>
  days
    .map(([day, growth]) => ({ day, bills: 1, growth, fen: growth * 100 }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
const at = (...steps: [tierId: string, on: string][]): Standing => ({
  ...noStanding,
  steps: steps.map(([tierId, on]) => {
    const from = rules.list.find(({ id }) => id === tierId)?.from ?? 0
    const asked = { basis: rules.basis, windowMonths: rules.windowMonths, from }
    return { tierId, reached: on, on, since: on, asked, regained: null }
  }),
})
const climbed = (standing: Standing, days: readonly ActiveDay[], by = rules, today = TODAY): Standing =>
  climb(standing, days, by, { today, billDay: today })
const nameOf = (standing: Standing, by = rules, today = TODAY): string | undefined =>
  tierOf(standing, by, today)?.name

describe('growth', () => {
  const days = [
    { day: '2024-03-05', bills: 1, growth: 100, fen: 10_050 },
    { day: '2024-03-06', bills: 1, growth: 200, fen: 20_050 },
    { day: '2025-03-05', bills: 2, growth: 300, fen: 30_050 },
    { day: '2025-03-06', bills: 1, growth: 400, fen: 40_000 },
  ]
  it.each([
    ['points before multipliers, of twelve months', {}, TODAY, 500],
    ['with its first day for the last time', {}, '2025-03-04', 300],
    ['whole yuan of what was paid', { basis: 'spending' }, TODAY, 501],
    ['days with a visit', { basis: 'visits' }, TODAY, 2],
    ['of a shorter window', { windowMonths: 3 }, TODAY, 300],
    ['none of days to come', {}, '2024-03-04', 0],
  ])('is %s', (_what, changes, on, growth) => {
    expect(growthOn(days, rulesOf(changes), on)).toBe(growth)
  })

  it.each([
    ['2024-03-05', 12, '2025-03-04'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-11-30', 3, '2025-02-28'],
  ])('of %s in a window of %i months counts through %s', (day, months, last) => {
    expect(countsThrough(day, months)).toBe(last)
    const window = { basis: 'points' as const, windowMonths: months }
    expect(growthOn([{ day, bills: 1, growth: 7, fen: 700 }], window, last)).toBe(7)
    expect(growthOn([{ day, bills: 1, growth: 7, fen: 700 }], window, addDays(last, 1))).toBe(0)
  })
})

describe('the tier for a growth', () => {
  // Ruling P5.
  it.each([
    [0, '铜卡'],
    [499, '铜卡'],
    [500, '银卡'],
    [1999, '银卡'],
    [2000, '金卡'],
    [4999, '金卡'],
    [5000, '白金卡'],
    [99_999, '白金卡'],
  ])('of %i is %s', (growth, name) => {
    expect(tierFor(growth, rules)?.name).toBe(name)
  })

  it('is none in a programme without tiers', () => {
    const none = rulesOf({ list: [] })
    expect(tierFor(9999, none)).toBeNull()
    expect(tierOf(noStanding, none, TODAY)).toBeNull()
    expect(climbed(noStanding, grown([TODAY, 9999]), none)).toEqual(noStanding)
  })
})

describe('climbing', () => {
  it('goes through several tiers at once, and every one of them is a step (requirement F64)', () => {
    expect(climbed(noStanding, grown([TODAY, 5000])).steps).toMatchObject([
      { tierId: 'silver', reached: TODAY, on: TODAY, since: TODAY },
      { tierId: 'gold', reached: TODAY, on: TODAY, since: TODAY },
      { tierId: 'platinum', reached: TODAY, on: TODAY, since: TODAY },
    ])
  })

  it('never lowers: a tier once reached is kept though the window has less', () => {
    const gold = at(['silver', '2024-06-01'], ['gold', '2024-06-01'])
    expect(climbed(gold, grown([TODAY, 600]))).toEqual(gold)
  })

  it('counts no tier that is no longer in the programme', () => {
    const two = rulesOf({ list: usualTiers.filter(({ id }) => id !== 'gold') })
    expect(nameOf(at(['silver', TODAY], ['gold', TODAY]), two)).toBe('银卡')
  })

  it('redeeming never demotes (requirement F60, K12: the sample code took the level from the balance)', () => {
    const programme = aProgramme({ tiers: {} })
    const fresh = {
      points: emptyPointsAccount,
      bills: noBills,
      activity: noActivity,
      reviews: noReviews,
      standing: noStanding,
      attribution: null,
    }
    const settled = settleBill(fresh, billOf(50_000), programme, NOON, { confirmedSameAmount: false })
    if (!settled.ok) throw new Error(settled.reason)
    expect(settled.value.tierChange?.to.name).toBe('银卡')
    const spent = redeem(settled.value.points, 500, TODAY)
    if (!spent.ok) throw new Error(spent.reason)
    expect(spent.value.points.balance).toBe(0)
    const { activity, standing } = settled.value
    expect(growthOn(activity.days, programme.tiers, TODAY)).toBe(500)
    expect(nameOf(climbed(standing, activity.days, programme.tiers), programme.tiers)).toBe('银卡')
    expect(review(standing, activity.days, programme.tiers, TODAY)).toEqual(standing)
  })
})

const billOf = (amountFen: number, orderNo = 'A1', more: Partial<Bill> = {}): Bill => ({
  billId: billIdOf('riverside', { orderNo }),
  storeId: 'riverside',
  orderNo,
  amountFen,
  discounts: [],
  tenders: [],
  items: [],
  ...more,
})

describe('a bill', () => {
  const programme = aProgramme({ tiers: {} })
  const fresh = {
    points: emptyPointsAccount,
    bills: noBills,
    activity: noActivity,
    claims: [],
    reviews: noReviews,
    scans: [],
    profile: { name: '', maskedPhone: null } as Profile,
    standing: noStanding,
    attribution: null,
  }
  type Held = typeof fresh & { standing: Standing }
  const settled = (account: Held, bill: Bill, now = NOON, by = programme) => {
    const done = settleBill(account, bill, by, now, { confirmedSameAmount: true })
    if (!done.ok) throw new Error(done.reason)
    return { ...account, ...done.value }
  }
  const voided = (
    account: Held,
    bill: Bill & { grant: Parameters<typeof voidBill>[2]['grant'] },
    now = NOON,
    by = programme,
  ) => {
    const { grant, ...plain } = bill
    const day = plain.countsOn ?? TODAY
    const done = voidBill(account as never, [], { bill: plain, day, grant }, by, now)
    if (!done.ok) throw new Error(done.reason)
    return { ...account, ...done.value }
  }

  it('is multiplied by the tier that was there before it; the tier it brings is for the next (requirement F61)', () => {
    const first = settled(fresh, billOf(50_000))
    expect([first.earnedPoints, first.tierChange?.to.name]).toEqual([500, '银卡'])
    const second = settled(first, billOf(10_000, 'A2'))
    expect([second.earnedPoints, second.tierChange]).toEqual([120, null])
    expect(second.breakdown).toEqual([
      { step: 'base', points: 100, because: { eligibleFen: 10_000, points: 1, perFen: 100 } },
      { step: 'tier', points: 20, because: { tier: '银卡', multiplierBasisPoints: 12_000 } },
    ])
  })

  it('grows by what it earned before the multiplier', () => {
    const second = settled(settled(fresh, billOf(50_000)), billOf(10_000, 'A2'))
    expect(growthOn(second.activity.days, programme.tiers, TODAY)).toBe(600)
    expect(second.points.growth).toBe(600)
  })

  it.each([
    ['that brought the tier, voided, takes it away', 50_000, null, '铜卡'],
    ['that another has made good since is not missed', 50_000, 60_000, '银卡'],
  ])('%s', (_what, fen, more, name) => {
    const first = settled(fresh, billOf(fen))
    const then = more === null ? first : settled(first, billOf(more, 'A2'))
    const after = voided(then, { ...first.bill, grant: first.movement })
    expect(nameOf(after.standing, programme.tiers)).toBe(name)
  })

  it('of a day after the tier was reached takes nothing away when it is voided', () => {
    const first = settled(fresh, billOf(50_000), NOON - 3 * DAY)
    const second = settled(first, billOf(20_000, 'A2'))
    const after = voided(second, { ...second.bill, grant: second.movement })
    expect(nameOf(after.standing, programme.tiers)).toBe('银卡')
    expect(growthOn(after.activity.days, programme.tiers, TODAY)).toBe(500)
  })

  it('that is a correction counts on the day of the bill it replaces, and is voided on that day', () => {
    const yesterday = addDays(TODAY, -1)
    const correction = billOf(30_000, 'A1', { countsOn: yesterday })
    const first = settled(fresh, billOf(10_000, 'A2'))
    const second = settled(first, correction)
    expect(second.activity.days.map(({ day, fen }) => [day, fen])).toEqual([
      [yesterday, 30_000],
      [TODAY, 10_000],
    ])
    const after = voided(second, { ...second.bill, grant: second.movement })
    expect(after.activity.days).toEqual(first.activity.days)
  })

  it.each([
    ['the bill of today', 0],
    ['the correction', 1],
  ])(
    'of today and a correction of yesterday’s bring a tier together, today: without %s it is gone, and its gift',
    (_which, gone) => {
      const gifted = aProgramme({
        tiers: { list: usualTiers.map((tier) => ({ ...tier, gift: { points: 20 } })) },
      })
      const today = settled(fresh, billOf(30_000, 'A2'), NOON, gifted)
      const correction = billOf(30_000, 'A1', { countsOn: addDays(TODAY, -1) })
      const both = settled(today, correction, NOON, gifted)
      expect(both.standing.steps).toMatchObject([{ tierId: 'silver', reached: TODAY, on: TODAY }])
      const asked = { tierId: 'silver', period: '2025', round: 1, voucherId: 'v1' }
      const taken = takeGift(both, asked, gifted.tiers, TODAY)
      if (!taken.ok) throw new Error(taken.reason)
      const { bill, movement: grant } = [today, both][gone] ?? today
      const after = voided({ ...both, ...taken.value }, { ...bill, grant }, NOON, gifted)
      expect(nameOf(after.standing, gifted.tiers)).toBe('铜卡')
      expect(after.undone).toMatchObject([{ movement: { points: -20 } }])
      expect(after.points.balance).toBe(300)
    },
  )

  it.each([
    ['the one of this month', ['2025-03', '2025-04'], ['2025-04']],
    ['none, where none was taken this month', ['2025-03'], []],
  ])(
    'of March, voided in April, takes back with its tier, of the vouchers of each month, %s',
    (_which, months, gone) => {
      const monthly = withTiers()
      const first = settled(fresh, billOf(5_000), NOON, monthly)
      let held: Held = first
      for (const period of months) {
        const asked = { entitlementId: 'monthly', period, nth: 1, voucherId: period }
        const taken = takeVoucher(held, asked, monthly.tiers, `${period}-05`)
        if (!taken.ok) throw new Error(taken.reason)
        held = { ...held, ...taken.value }
      }
      const after = voided(held, { ...first.bill, grant: first.movement }, NOON + 31 * DAY, monthly)
      expect(after.tierChange?.to.name).toBe('食客')
      expect(after.undone.map(({ claim }) => claim.paid.voucherId)).toEqual(gone)
    },
  )

  it('paid wholly with points is a visit all the same, and brings no growth', () => {
    const tenders = [{ kind: 'points' as const, amountFen: 3000 }]
    const visited = settled(fresh, billOf(3000, 'A1', { tenders }))
    expect(visited.activity.days).toEqual([{ day: TODAY, bills: 1, fen: 0, growth: 0 }])
    const after = voided(visited, { ...visited.bill, grant: visited.movement })
    expect(after.activity.days).toEqual([])
  })

  it('of several that lead through two tiers: only what cannot stand without it is lost', () => {
    const first = settled(fresh, billOf(50_000))
    const second = settled(first, billOf(150_000, 'A2'))
    expect(nameOf(second.standing, programme.tiers)).toBe('金卡')
    const withoutFirst = voided(second, { ...first.bill, grant: first.movement })
    // Silver stands by the second bill, and gold does not.
    expect(nameOf(withoutFirst.standing, programme.tiers)).toBe('银卡')
  })
})

describe('a void', () => {
  type Story = { standing: Standing; days: ActiveDay[] }
  const none: Story = { standing: noStanding, days: [] }
  const counted = (days: readonly ActiveDay[], day: string, growth: number): ActiveDay[] => {
    const one = { day, bills: Math.sign(growth), fen: growth * 100, growth }
    return withSpending({ ...noActivity, days: [...days] }, one, '2025-12-31').days
  }
  const bill = ({ standing, days }: Story, day: string, growth: number, by = rules, today = day): Story => {
    const more = counted(days, day, growth)
    return { standing: climb(standing, more, by, { today, billDay: day }), days: more }
  }
  const voidOf = ({ standing, days }: Story, day: string, growth: number, by = rules, today = day): Story => {
    const left = counted(days, day, -growth)
    const when = { today, billDay: day }
    return { standing: withoutTheBill(standing, { before: days, after: left }, by, when), days: left }
  }
  const LATER = '2025-04-10'

  it.each([
    ['the first first', ['2025-03-01', '2025-03-02']],
    ['the last first', ['2025-03-02', '2025-03-01']],
  ])('of both bills, %s: nothing is left of the tier', (_what, order) => {
    const worth: Record<string, number> = { '2025-03-01': 500, '2025-03-02': 600 }
    let story = bill(bill(none, '2025-03-01', 500), '2025-03-02', 600)
    for (const day of order) story = voidOf(story, day, worth[day] ?? 0, rules, LATER)
    expect(story.standing.steps).toEqual([])
  })

  it('that another bill makes good moves the day, not what the gift was for', () => {
    const story = voidOf(
      bill(bill(none, '2025-03-01', 500), '2025-03-02', 600),
      '2025-03-01',
      500,
      rules,
      LATER,
    )
    expect(story.standing.steps).toMatchObject([{ reached: '2025-03-01', on: '2025-03-02' }])
  })

  const goldFrom = (from: number) => usualTiers.map((one) => (one.id === 'gold' ? { ...one, from } : one))
  it.each([
    ['more growth', { list: goldFrom(2005) }],
    ['three visits', { basis: 'visits', list: [usualTiers[0], { ...usualTiers[2], from: 3 }] }],
    ['growth within a month', { windowMonths: 1, list: goldFrom(1505) }],
    ['nothing, as there is no gold', { list: usualTiers.filter(({ id }) => id !== 'gold') }],
  ])('when gold asks for %s by now: its step is judged by the 2000 of its day', (_what, changes) => {
    const december = bill(none, '2024-12-01', 500)
    const story = bill(bill(december, '2025-02-28', 10), '2025-03-01', 1500)
    expect(story.standing.steps).toMatchObject([{ tierId: 'silver' }, { tierId: 'gold', on: '2025-03-01' }])
    expect(voidOf(story, '2025-02-28', 10, rulesOf(changes), LATER).standing).toEqual(story.standing)
  })

  it.each([
    ['idle', { keeping: { kind: 'idle' } }, '2025-04-02', 1],
    ['quarter-spending', { keeping: { kind: 'quarter-spending' } }, '2025-07-03', 500],
  ])('of the bill that regained a tier (%s) loses it again', (_kind, changes, back, growth) => {
    const by = rulesOf(changes)
    const gold = bill(none, '2025-01-01', 2500, by)
    const fallen = { ...gold, standing: review(gold.standing, gold.days, by, back) }
    expect(nameOf(fallen.standing, by, back)).toBe('银卡')
    const regained = bill(fallen, back, growth, by)
    expect(nameOf(regained.standing, by, back)).toBe('金卡')
    const lost = voidOf(regained, back, growth, by)
    expect(nameOf(lost.standing, by, back)).toBe('银卡')
    expect(lost.standing.fell).toEqual(fallen.standing.fell)
  })

  it('of a correction judges the day of the bill it corrects', () => {
    const story = bill(none, '2025-03-01', 500, rules, '2025-03-02')
    expect(story.standing.steps).toMatchObject([{ reached: '2025-03-01' }])
    expect(voidOf(story, '2025-03-01', 500, rules, LATER).standing.steps).toEqual([])
  })

  it('whatever is billed on whatever day, and all of it voided in any order: no tier is left', () => {
    const some = fc.record({ day: fc.integer({ min: 1, max: 9 }), growth: fc.integer({ min: 1, max: 3000 }) })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 7 }), fc.array(fc.nat(), { maxLength: 7 }), (bills, picks) => {
        const open = [...bills].sort((a, b) => a.day - b.day)
        let story = none
        for (const { day, growth } of open) story = bill(story, `2025-03-0${day}`, growth)
        while (open.length > 0) {
          const [one] = open.splice((picks.shift() ?? 0) % open.length, 1)
          if (one) story = voidOf(story, `2025-03-0${one.day}`, one.growth, rules, LATER)
        }
        expect(story.standing.steps).toEqual([])
      }),
    )
  })
})

it('whatever is billed and voided in one day: the tier is that of the growth that is left', () => {
  const fen = fc.integer({ min: 1, max: 300_000 })
  fc.assert(
    fc.property(fc.array(fen, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 8 }), (bills, voids) => {
      let activity = noActivity
      let standing: Standing = noStanding
      const open = bills.map((each) => ({ fen: each, growth: Math.floor(each / 100) }))
      const count = (one: { fen: number; growth: number }, sign: 1 | -1): ActiveDay => ({
        day: TODAY,
        bills: sign,
        fen: sign * one.fen,
        growth: sign === 1 ? one.growth : -one.growth,
      })
      for (const one of open) {
        activity = withSpending(activity, count(one, 1), TODAY)
        standing = climbed(standing, activity.days)
      }
      for (const pick of voids) {
        const [one] = open.splice(pick % Math.max(1, open.length), 1)
        if (!one) continue
        const before = activity.days
        activity = withSpending(activity, count(one, -1), TODAY)
        standing = withoutTheBill(standing, { before, after: activity.days }, rules, {
          today: TODAY,
          billDay: TODAY,
        })
      }
      const left = open.reduce((sum, { growth }) => sum + growth, 0)
      expect(tierOf(standing, rules, TODAY)).toBe(tierFor(left, rules))
    }),
  )
})

describe('keeping a tier', () => {
  describe('by the window, the default (ruling P5)', () => {
    it('lasts as long as its growth counts', () => {
      const gold = at(['silver', TODAY], ['gold', TODAY])
      expect(keepNow(gold, grown([TODAY, 2400]), rules, TODAY)).toMatchObject({
        through: '2026-03-04',
        needs: { kind: 'growth', done: 0, of: 2000 },
      })
    })

    it('says what is missing once the oldest growth has left', () => {
      const silver = at(['silver', '2024-12-01'])
      const days = grown(['2024-06-01', 400], ['2024-12-01', 200])
      expect(keepNow(silver, days, rules, TODAY)).toMatchObject({
        through: '2025-05-31',
        needs: { done: 200, of: 500 },
      })
    })

    it.each([
      ['more is asked for later: by what it asked for then', 3000, 2500, '金卡', 2000],
      ['less is asked for later: by that', 1000, 1500, '金卡', 1000],
      ['more is asked for, and what was asked for then is not there', 3000, 1999, '银卡', 2000],
    ])('is judged, when %s', (_what, from, growth, name, of) => {
      const list = usualTiers.map((tier) => (tier.id === 'gold' ? { ...tier, from } : tier))
      const later = rulesOf({
        list: list.map((tier) => (tier.id === 'platinum' ? { ...tier, from: 9000 } : tier)),
      })
      const gold = at(['silver', '2024-06-01'], ['gold', '2024-06-01'])
      const days = grown(['2024-12-01', growth])
      expect(nameOf(review(gold, days, later, TODAY), later)).toBe(name)
      expect(keepNow(gold, days, later, TODAY)?.needs).toMatchObject({ of })
    })

    it('whose time is over says what is missing today', () => {
      const gold = at(['silver', '2024-01-01'], ['gold', '2024-01-01'])
      const days = grown(['2024-03-05', 1900], ['2025-01-01', 300])
      const keep = keepNow(gold, days, rules, TODAY)
      expect(keep).toMatchObject({ through: '2025-03-04', needs: { done: 300, of: 2000 } })
    })

    it('lasts three months at the least, though its growth leaves tomorrow', () => {
      const silver = at(['silver', TODAY])
      const days = grown(['2024-03-06', 400], [TODAY, 100])
      expect(keepNow(silver, days, rules, TODAY)?.through).toBe('2025-06-05')
      expect(nameOf(review(silver, days, rules, '2025-06-05'))).toBe('银卡')
      expect(nameOf(review(silver, days, rules, '2025-06-06'))).toBe('铜卡')
    })
  })

  it('falls one step at a time, and the lower tier is new from that day (requirement F66)', () => {
    const platinum = at(['silver', '2024-01-01'], ['gold', '2024-01-01'], ['platinum', '2024-01-01'])
    const gold = review(platinum, [], rules, TODAY)
    expect(gold.steps).toMatchObject([
      { tierId: 'silver', since: '2024-01-01' },
      { tierId: 'gold', reached: '2024-01-01', since: TODAY },
    ])
    expect(gold.fell).toEqual({ tierId: 'platinum', on: TODAY })
    expect(review(gold, [], rules, TODAY)).toEqual(gold)
    expect(nameOf(review(gold, [], rules, addMonths(TODAY, 3)))).toBe('金卡')
    expect(nameOf(review(gold, [], rules, addDays(addMonths(TODAY, 3), 1)))).toBe('银卡')
  })

  it('ends with the lowest tier, which nobody loses', () => {
    const bronze = review(at(['silver', '2024-01-01']), [], rules, TODAY)
    expect(bronze.steps).toEqual([])
    expect(keepNow(bronze, [], rules, '2030-01-01')).toBeNull()
    expect(review(bronze, [], rules, '2030-01-01')).toEqual(bronze)
  })

  describe('by coming (three idle months)', () => {
    const idle = rulesOf({ keeping: { kind: 'idle' } })
    const gold = at(['silver', '2024-01-01'], ['gold', '2024-01-01'])
    const days = grown(['2024-12-10', 2500])
    it.each([
      ['2025-03-10', '金卡'],
      ['2025-03-11', '银卡'],
    ])('on %s is %s', (today, name) => {
      expect(nameOf(review(gold, days, idle, today), idle)).toBe(name)
    })

    it('says that a visit keeps it', () => {
      expect(keepNow(gold, days, idle, TODAY)).toMatchObject({
        through: '2025-03-10',
        needs: { kind: 'visit' },
      })
    })

    it('is not given back for growth that is there all the same, but at the next visit', () => {
      const silver = review(gold, days, idle, '2025-03-11')
      expect(nameOf(climbed(silver, days, idle, '2025-03-12'), idle)).toBe('银卡')
      const back = climbed(silver, grown(['2024-12-10', 2500], ['2025-03-12', 1]), idle, '2025-03-12')
      expect(nameOf(back, idle)).toBe('金卡')
      expect(back.fell).toBeNull()
    })
  })

  describe('by ¥500 a quarter', () => {
    const quarter = rulesOf({ keeping: { kind: 'quarter-spending' } })
    const silver = at(['silver', '2025-01-20'])
    it.each<[string, ActiveDay[], string, string, object]>([
      [
        'the quarter it was reached in is not judged',
        [],
        '2025-02-01',
        '2025-06-30',
        { kind: 'spending', done: 0, of: 50_000, from: '2025-04-01' },
      ],
      ['the first whole one is', [], '2025-05-01', '2025-06-30', { done: 0 }],
      [
        'what is spent in it counts',
        grown(['2025-04-02', 300]),
        '2025-05-01',
        '2025-06-30',
        { done: 30_000 },
      ],
      ['enough keeps it for the next', grown(['2025-04-02', 500]), '2025-05-01', '2025-09-30', { done: 0 }],
      ['too little ends with the quarter', grown(['2025-04-02', 499]), '2025-07-01', '2025-06-30', {}],
    ])('%s', (_what, days, today, through, needs) => {
      expect(keepNow(silver, days, quarter, today)).toMatchObject({ through, needs })
    })

    it.each([
      ['reached on its first day', at(['silver', '2025-01-01'])],
      [
        'fallen to on its first day',
        review(at(['silver', '2024-01-01'], ['gold', '2024-07-01']), [], quarter, '2025-01-01'),
      ],
    ])('a quarter is whole when the tier was %s, and is judged', (_what, standing) => {
      expect(nameOf(standing, quarter)).toBe('银卡')
      expect(keepNow(standing, [], quarter, '2025-02-01')?.through).toBe('2025-03-31')
      expect(nameOf(review(standing, [], quarter, '2025-04-01'), quarter)).toBe('铜卡')
    })

    it('falls at the end, and is back when a quarter has its ¥500', () => {
      const days = grown(['2025-01-20', 900], ['2025-04-02', 100])
      const bronze = review(silver, days, quarter, '2025-07-01')
      expect(nameOf(bronze, quarter)).toBe('铜卡')
      const more = (growth: number) => [...days, ...grown(['2025-07-03', growth])]
      expect(nameOf(climbed(bronze, more(499), quarter, '2025-07-03'), quarter)).toBe('铜卡')
      expect(nameOf(climbed(bronze, more(500), quarter, '2025-07-03'), quarter)).toBe('银卡')
    })
  })
})

describe('a manager’s word', () => {
  const said = (standing: Standing, tierId: string, until = '2025-06-05') => {
    const done = setByHand(standing, { tierId, until }, rules, TODAY)
    if (!done.ok) throw new Error(done.reason)
    return done.value
  }

  it('holds through its last day, and then the rule again (requirement F68)', () => {
    const gold = said(noStanding, 'gold')
    expect(nameOf(gold)).toBe('金卡')
    expect(nameOf(gold, rules, '2025-06-05')).toBe('金卡')
    expect(nameOf(gold, rules, '2025-06-06')).toBe('铜卡')
  })

  it('may lower too, and yields to whoever climbs beyond it meanwhile', () => {
    const gold = at(['silver', TODAY], ['gold', TODAY])
    expect(nameOf(said(gold, 'silver'))).toBe('银卡')
    const silver = said(noStanding, 'silver')
    expect(nameOf(climbed(silver, grown([TODAY, 600])))).toBe('银卡')
    expect(nameOf(climbed(silver, grown([TODAY, 2600])))).toBe('金卡')
    const lowered = said(gold, 'silver')
    expect(nameOf(climbed(lowered, grown([TODAY, 6000])))).toBe('白金卡')
  })

  it('is taken back as if it had not been said', () => {
    const back = setByHand(said(noStanding, 'gold'), null, rules, TODAY)
    expect(back).toEqual({ ok: true, value: noStanding })
  })

  it('brings no gift', () => {
    const programme = rulesOf({ list: [usualTiers[0], { ...usualTiers[2], gift: { points: 9 } }] })
    expect(giftsNow({ ...noStanding, manual: said(noStanding, 'gold').manual }, programme)).toEqual([])
  })

  it('holds somebody at the tier they have, whatever the rule would let go', () => {
    const gold = at(['silver', '2024-01-01'], ['gold', '2024-01-01'])
    const held = said(gold, 'gold')
    expect(nameOf(review(held, [], rules, TODAY))).toBe('金卡')
    expect(nameOf(review(gold, [], rules, TODAY))).toBe('银卡')
  })

  it('said again as it is changes nothing, and says so; until another day it does', () => {
    const held = said(noStanding, 'gold')
    const until = held.manual?.until ?? ''
    expect(setByHand(held, { tierId: 'gold', until }, rules, TODAY)).toMatchObject({
      reason: 'has-this-tier',
    })
    const longer = setByHand(held, { tierId: 'gold', until: addDays(until, 1) }, rules, TODAY)
    expect(longer).toMatchObject({ ok: true })
    // Outgrown meanwhile, the same words lower.
    const outgrown = climbed(said(noStanding, 'silver'), grown([TODAY, 2600]))
    expect(setByHand(outgrown, { tierId: 'silver', until }, rules, TODAY)).toMatchObject({ ok: true })
  })

  it.each([
    ['of a tier there is not', { tierId: 'diamond', until: TODAY }, 'no-such-tier'],
    ['that ended yesterday', { tierId: 'gold', until: '2025-03-04' }, 'ends-too-early-or-late'],
    ['for longer than two years', { tierId: 'gold', until: '2027-03-06' }, 'ends-too-early-or-late'],
    ['that changes nothing', { tierId: 'bronze', until: TODAY }, 'has-this-tier'],
    ['that takes back what was not said', null, 'has-this-tier'],
  ])('%s is refused', (_what, named, reason) => {
    expect(setByHand(noStanding, named, rules, TODAY)).toMatchObject({ ok: false, reason })
  })
})

it('a change of tier names both; none where it stays', () => {
  expect(tierChange(noStanding, at(['silver', TODAY]), rules, TODAY)).toEqual({
    from: { id: 'bronze', name: '铜卡' },
    to: { id: 'silver', name: '银卡' },
  })
  expect(tierChange(noStanding, noStanding, rules, TODAY)).toBeNull()
})

describe('a tier’s discount', () => {
  const [first = { id: 'x', name: 'x', from: 0 }] = usualTiers
  const by = (discountBasisPoints: number, notDiscounted: string[] = []) =>
    rulesOf({ list: [{ ...first, discountBasisPoints }], notDiscounted })
  const beer = { name: '啤酒', quantity: 2, amountFen: 2001 }
  const noodles = { name: '牛肉面', quantity: 1, amountFen: 2999 }
  it.each([
    ['none by default', 0, 5000, [], [], 0],
    ['of the whole amount', 500, 5000, [], [], 250],
    ['rounded down to the fen', 500, 5019, [], [], 250],
    ['of the dishes it is not kept from', 500, 5000, [beer, noodles], ['啤酒'], 149],
    ['of no more than the amount', 1000, 3000, [beer, noodles], [], 300],
    ['of nothing when all is left out', 500, 2001, [beer], ['啤酒'], 0],
  ])('is %s', (_what, basisPoints, amountFen, items, left, off) => {
    const programme = by(basisPoints, left)
    const [tier] = programme.list
    if (!tier) throw new Error('no tier')
    expect(tierDiscountFen(tier, { amountFen, items }, programme)).toBe(off)
  })

  const template = {
    id: 'twenty',
    name: '满百减二十',
    terms: { kind: 'amount-off' as const, offFen: 2000, thresholdFen: 10_000 },
  }
  const tenth = {
    id: 'tenth',
    name: '九折券',
    terms: { kind: 'percent-off' as const, offBasisPoints: 1000, ceilingFen: 9_000 },
  }
  const programme = aProgramme({
    tiers: { list: [{ ...first, discountBasisPoints: 500 }] },
    vouchers: { templates: [template, tenth] },
  })
  const voucherOf = (id: string) =>
    grantVoucher(templateOf(programme, id), { voucherId: 'v1', memberId: 'm1', cause: 'c' }, programme, NOON)
  const where = { storeName: '滨江店', programme, at: NOON }

  it('comes first, and the voucher takes of what is left; a threshold is met by the bill before both', () => {
    const done = (id: string, asked: number) =>
      discounted(billOf(10_000), { standing: noStanding, voucher: voucherOf(id) }, asked, where)
    expect(done('twenty', 7_500)).toMatchObject({ ok: true })
    expect(done('tenth', 8_550)).toMatchObject({
      ok: true,
      value: {
        bill: {
          discounts: [
            { kind: 'tier', tierId: 'bronze', name: '铜卡', offFen: 500 },
            { kind: 'voucher', voucherId: 'v1', name: '九折券', offFen: 950 },
          ],
        },
      },
    })
  })

  it('of a dish is off it before a voucher for that dish is: the dish is had for nothing, and no more', () => {
    const side = { id: 'side', name: '小菜券', terms: { kind: 'named-item' as const, itemName: '小菜' } }
    const items = [
      { name: '面', quantity: 1, amountFen: 2800 },
      { name: '小菜', quantity: 2, amountFen: 1600 },
    ]
    const dueWith = (notDiscounted: string[], asked: number) => {
      const rules = aProgramme({
        tiers: { list: [{ ...first, discountBasisPoints: 1000 }], notDiscounted },
        vouchers: { templates: [side] },
      })
      const voucher = grantVoucher(
        templateOf(rules, 'side'),
        { voucherId: 'v1', memberId: 'm1', cause: 'c' },
        rules,
        NOON,
      )
      const bill = { ...billOf(4400), items }
      return discounted(bill, { standing: noStanding, voucher }, asked, { ...where, programme: rules })
    }
    // Noodles and one side dish at nine tenths.
    expect(dueWith([], 2520 + 720)).toMatchObject({ ok: true })
    expect(dueWith(['小菜'], 2520 + 800)).toMatchObject({ ok: true })
  })

  it('that the till did not ask for is refused, and says what is due', () => {
    const none = { standing: noStanding, voucher: null }
    expect(discounted(billOf(10_000), none, 10_000, where)).toEqual({
      ok: false,
      reason: 'another-amount-due',
      details: { payableFen: 9_500 },
    })
    expect(discounted(billOf(10_000), none, 9_500, where)).toMatchObject({ ok: true })
  })

  it('whatever is taken off, in whatever order of size: nobody is paid for eating, and the parts add up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.constantFrom('twenty', 'tenth', null),
        (amountFen, discountBasisPoints, id) => {
          const one = aProgramme({
            tiers: { list: [{ ...first, discountBasisPoints }] },
            vouchers: { templates: [template, tenth] },
          })
          const held = { standing: noStanding, voucher: id === null ? null : voucherOf(id) }
          const asked = discounted(billOf(amountFen), held, -1, { ...where, programme: one })
          if (asked.ok || asked.reason !== 'another-amount-due') return
          const { payableFen: due } = asked.details
          expect(due).toBeGreaterThanOrEqual(0)
          expect(due).toBeLessThanOrEqual(amountFen)
          const paid = discounted(billOf(amountFen), held, due, { ...where, programme: one })
          expect(paid.ok && payableFen(paid.value.bill)).toBe(due)
        },
      ),
    )
  })
})

describe('a tier’s gift', () => {
  const gifted = rulesOf({
    list: [
      usualTiers[0],
      { ...usualTiers[1], gift: { points: 20 } },
      { ...usualTiers[2], gift: { points: 50, voucher: 'ten-off' } },
    ],
  })
  const gold = at(['silver', TODAY], ['gold', TODAY])
  const asked = { tierId: 'gold', period: '2025', round: 1, voucherId: 'v1' }
  const take = (standing: Standing, changes: Partial<typeof asked> = {}, today = TODAY) =>
    takeGift({ points: emptyPointsAccount, standing }, { ...asked, ...changes }, gifted, today)

  it('waits for each tier that was reached, also of those passed at once (requirement F65)', () => {
    expect(giftsNow(gold, gifted).map(({ tier, gift, round }) => [tier.id, gift.points, round])).toEqual([
      ['silver', 20, 1],
      ['gold', 50, 1],
    ])
  })

  it('is taken once, brings its points and its voucher, and no growth', () => {
    const taken = take(gold)
    expect(taken).toMatchObject({
      ok: true,
      value: { movement: { points: 50, growth: 0 }, brings: 'ten-off' },
    })
    if (!taken.ok) return
    expect(giftsNow(taken.value.standing, gifted).map(({ tier }) => tier.id)).toEqual(['silver'])
    expect(take(taken.value.standing)).toMatchObject({ reason: 'gift-taken' })
  })

  it('is not there again for whoever falls and is back within the year; in another year it is', () => {
    const taken = take(gold)
    if (!taken.ok) throw new Error(taken.reason)
    const back = { ...taken.value.standing, steps: at(['silver', TODAY], ['gold', '2025-09-01']).steps }
    expect(giftsNow(back, gifted).map(({ tier }) => tier.id)).toEqual(['silver'])
    const later = { ...back, steps: at(['gold', '2026-01-01']).steps }
    expect(giftsNow(later, gifted).map(({ period }) => period)).toEqual(['2026'])
  })

  it('comes with a tier that was reached, not with one that was fallen to', () => {
    const fallen = review(at(['silver', '2024-01-01'], ['gold', '2024-01-01']), [], gifted, TODAY)
    expect(giftsNow(fallen, gifted).map(({ tier, period }) => [tier.id, period])).toEqual([
      ['silver', '2024'],
    ])
    const list = [usualTiers[0], { ...usualTiers[1], gift: { points: 9 } }, usualTiers[2]]
    const missing = review(at(['gold', '2024-01-01']), [], rulesOf({ list }), TODAY)
    expect(nameOf(missing, rulesOf({ list }))).toBe('银卡')
    expect(giftsNow(missing, rulesOf({ list }))).toEqual([])
  })

  it.each([
    ['of a tier not reached', noStanding, {}, 'no-such-gift'],
    ['of a tier without one', at(['bronze', TODAY]), { tierId: 'bronze' }, 'no-such-gift'],
    ['of another year', gold, { period: '2024' }, 'no-such-gift'],
    ['of a round that is not', gold, { round: 2 }, 'no-such-gift'],
  ])('%s is refused', (_what, standing, changes, reason) => {
    expect(take(standing, changes)).toMatchObject({ ok: false, reason })
  })
})

describe('an entitlement', () => {
  const list = [
    { kind: 'service', id: 'queue', name: '优先入座' },
    { kind: 'dish', id: 'egg', name: '加卤蛋', itemName: '一颗卤蛋', quota: { count: 2, per: 'month' } },
    { kind: 'voucher', id: 'side', name: '小菜券', voucher: 'side', quota: { count: 1, per: 'week' } },
    { kind: 'service', id: 'room', name: '包间', quota: { count: 1, per: 'quarter' } },
    { kind: 'dish', id: 'cake', name: '长寿面', itemName: '一碗长寿面', quota: { count: 1, per: 'year' } },
    { kind: 'service', id: 'welcome', name: '店长问候', quota: { count: 1, per: 'once' } },
    { kind: 'dish', id: 'tea', name: '热茶', itemName: '一壶茶', quota: { count: 1, per: 'day' } },
  ]
  const by = rulesOf({ list: [{ ...usualTiers[0], entitlements: list }] })
  const use = (standing: Standing, entitlementId: string, changes: object = {}, today = TODAY) => {
    const found = entitlementsNow(standing, by, today).find(
      ({ entitlement }) => entitlement.id === entitlementId,
    )
    const { period = 'always', nth = 1 } = found ?? {}
    const whose = found?.gives.by ?? 'counter'
    return useEntitlement(standing, { entitlementId, period, nth, by: whose, ...changes }, by, today)
  }

  it.each([
    ['egg', '2025-03', '2025-04-01'],
    ['side', 'week-2025-03-03', '2025-03-10'],
    ['room', '2025-q1', '2025-04-01'],
    ['cake', '2025', '2026-01-01'],
    ['tea', TODAY, '2025-03-06'],
  ])('%s is counted in %s and is there again on %s', (id, period, again) => {
    const quota = list.find((one) => one.id === id)?.quota?.count ?? 0
    let standing: Standing = noStanding
    for (let nth = 1; nth <= quota; nth++) {
      const used = use(standing, id)
      expect(used).toMatchObject({ ok: true, value: { left: quota - nth } })
      if (used.ok) standing = used.value.standing
    }
    const per = list.find((one) => one.id === id)?.quota?.per
    expect(standing.uses[`${id}:${per}`]).toEqual({ period, count: quota, undone: 0 })
    expect(use(standing, id)).toMatchObject({ reason: 'entitlement-used-up', details: { count: quota } })
    expect(use(standing, id, {}, addDays(again, -1))).toMatchObject({ reason: 'entitlement-used-up' })
    expect(use(standing, id, {}, again)).toMatchObject({ ok: true })
  })

  it('once is once', () => {
    const used = use(noStanding, 'welcome')
    if (!used.ok) throw new Error(used.reason)
    expect(use(used.value.standing, 'welcome', {}, '2030-01-01')).toMatchObject({
      reason: 'entitlement-used-up',
    })
  })

  it('of a month is none of a week, nor of a quarter: each is counted for itself', () => {
    const monthly = { kind: 'dish', id: 'egg', name: '加卤蛋', itemName: '一颗卤蛋' }
    const per = (each: string) =>
      rulesOf({
        list: [{ ...usualTiers[0], entitlements: [{ ...monthly, quota: { count: 1, per: each } }] }],
      })
    const once = (standing: Standing, each: string) => {
      const [found] = entitlementsNow(standing, per(each), TODAY)
      const asked = {
        entitlementId: 'egg',
        period: found?.period ?? '',
        nth: found?.nth ?? 0,
        by: 'counter' as const,
      }
      return useEntitlement(standing, asked, per(each), TODAY)
    }
    let standing: Standing = noStanding
    for (const each of ['month', 'week', 'quarter', 'year', 'once']) {
      const used = once(standing, each)
      expect(used).toMatchObject({ ok: true, value: { left: 0 } })
      if (used.ok) standing = used.value.standing
    }
    expect(once(standing, 'month')).toMatchObject({ reason: 'entitlement-used-up' })
  })

  it('without a quota is always there, and not used up', () => {
    const queue = entitlementsNow(noStanding, by, TODAY).find(({ entitlement }) => entitlement.id === 'queue')
    expect(queue).toMatchObject({ left: null, gives: { by: 'counter' } })
    expect(use(noStanding, 'queue')).toMatchObject({ reason: 'no-such-entitlement' })
  })

  it('says what it gives: a dish at the counter, a voucher to the diner', () => {
    expect(use(noStanding, 'egg')).toMatchObject({ value: { gives: { by: 'counter', brings: '一颗卤蛋' } } })
    expect(use(noStanding, 'side')).toMatchObject({ value: { gives: { by: 'diner', voucher: 'side' } } })
  })

  it.each([
    ['of another tier', 'helicopter', {}, 'no-such-entitlement'],
    ['by somebody who does not give it', 'side', { by: 'counter' }, 'no-such-entitlement'],
    ['that was given since the list was shown', 'egg', { nth: 2 }, 'entitlement-given'],
    ['of a period that is over', 'egg', { period: '2025-02' }, 'entitlement-given'],
  ])('%s is refused', (_what, id, changes, reason) => {
    expect(use(noStanding, id, changes)).toMatchObject({ ok: false, reason })
  })
})

describe('a programme’s tiers', () => {
  it('are the four of ruling P5, and earn 1, 1.2, 1.5 and 2 times', () => {
    expect(rules.list.map(({ from, multiplierBasisPoints }) => [from, multiplierBasisPoints])).toEqual([
      [0, 10_000],
      [500, 12_000],
      [2000, 15_000],
      [5000, 20_000],
    ])
    expect(rules).toMatchObject({ basis: 'points', windowMonths: 12, keeping: { kind: 'window' } })
    expect(rules.list.every(({ discountBasisPoints }) => discountBasisPoints === 0)).toBe(true)
  })

  const [bronze, silver] = usualTiers
  it.each<[string, object]>([
    ['a lowest tier one has to reach', { list: [silver] }],
    ['tiers that do not rise', { list: [bronze, silver, { ...silver, id: 'other' }] }],
    ['two of one id', { list: [bronze, { ...silver, id: 'bronze' }] }],
    ['a gift of nothing', { list: [{ ...bronze, gift: {} }] }],
    ['a multiplier below one', { list: [{ ...bronze, multiplierBasisPoints: 9_999 }] }],
    [
      'a dish without a quota',
      { list: [{ ...bronze, entitlements: [{ kind: 'dish', id: 'egg', name: '蛋', itemName: '蛋' }] }] },
    ],
    ['a window longer than what is remembered', { windowMonths: 13 }],
    ['a rule nobody knows', { keeping: { kind: 'mood' } }],
  ])('do not take %s', (_what, changes) => {
    expect(() => rulesOf(changes)).toThrow()
  })

  it('promise no voucher that does not exist', () => {
    const gift = { ...bronze, gift: { voucher: 'none' } } as never
    expect(() => aProgramme({ tiers: { list: [gift] } })).toThrow('a voucher is promised')
  })
})
