import { redeemReward, rewardOnSale } from '../../domain/mall/redeem-reward'
import { leftForMember, nextReward, saleState, worthALook } from '../../domain/mall/shelf'
import { earn } from '../../domain/ledger/earn'
import { emptyPointsAccount } from '../../domain/ledger/points-account'
import { reward as rewardSchema } from '../../domain/programme/reward'
import { aProgramme } from '../support/programmes'
import { noBills } from '../../domain/bill/bill'
import { noActivity } from '../../domain/bill/activity'

const noon = Date.parse('2025-03-01T12:00:00+08:00')
const DAY = 86_400_000
const aReward = (changes: object = {}) =>
  rewardSchema.parse({
    id: 'tea',
    name: '茶',
    kind: 'item',
    pricePoints: 50,
    costFen: 100,
    faceValueFen: 600,
    ...changes,
  })
const rich = earn(emptyPointsAccount, {
  points: 1000,
  kind: 'gift',
  expiry: 'never',
  growth: 0,
  visitOn: null,
}).points

describe('the on-sale window', () => {
  it.each([
    ['is open at its first instant', noon, 'on-sale'],
    ['is closed before', noon - 1, 'not-yet'],
    ['is closed at its last instant', noon + DAY, 'over'],
    ['is open just before that', noon + DAY - 1, 'on-sale'],
  ])('%s', (_name, at, state) => {
    expect(saleState(aReward({ onSale: { from: noon, until: noon + DAY } }), at).state).toBe(state)
  })

  it('that ends before it begins is not a programme', () => {
    expect(() => aReward({ onSale: { from: noon, until: noon } })).toThrow(/window/)
  })

  it('an unknown or closed reward is refused before any stock is touched', () => {
    const programme = aProgramme({ rewards: [aReward({ onSale: { from: noon, until: null } })] })
    expect(rewardOnSale(programme, { rewardId: 'coffee' }, noon)).toMatchObject({ reason: 'no-such-reward' })
    expect(rewardOnSale(programme, { rewardId: 'tea' }, noon - 1)).toMatchObject({
      reason: 'not-on-sale',
      details: { from: noon, until: null },
    })
  })
})

describe('the price', () => {
  const programme = aProgramme({ rewards: [aReward({ pricePoints: 50 })] })
  it.each([
    ['that was shown is paid', 50, true],
    ['that has fallen since is paid', 80, true],
    ['that has risen since is asked about again', 49, false],
    ['is not asked about by a mini-program of before', undefined, true],
  ])('%s', (_what, shownPoints, ok) => {
    const found = rewardOnSale(programme, { rewardId: 'tea', shownPoints }, noon)
    expect(found).toMatchObject(ok ? { ok } : { reason: 'dearer-now', details: { pricePoints: 50 } })
  })
})

describe('a limit per member', () => {
  const programme = aProgramme()
  const take = (taken: object, reward: ReturnType<typeof aReward>, at: number) =>
    redeemReward(
      { points: rich, taken: taken as never, bills: noBills, activity: noActivity },
      reward,
      programme,
      at,
    )

  it.each([
    ['day', noon + DAY],
    ['month', Date.parse('2025-04-01T12:00:00+08:00')],
  ] as const)('per %s is counted anew in the next one', (per, next) => {
    const reward = aReward({ memberLimit: { count: 1, per } })
    const first = take({}, reward, noon)
    if (!first.ok) throw new Error(first.reason)
    expect(leftForMember(reward, first.value.taken, noon, programme)).toBe(0)
    expect(take(first.value.taken, reward, noon + 1)).toEqual({
      ok: false,
      reason: 'member-limit-reached',
      details: { count: 1, per },
    })
    expect(take(first.value.taken, reward, next).ok).toBe(true)
  })

  it('a redemption from before the turn, booked after it, counts in the new period and opens none again', () => {
    const reward = aReward({ memberLimit: { count: 1, per: 'day' } })
    const next = take({}, reward, noon + DAY)
    if (!next.ok) throw new Error(next.reason)
    expect(take(next.value.taken, reward, noon).ok).toBe(false)
  })

  it.each([
    ['ever', 'month'],
    ['ever', 'day'],
    ['month', 'day'],
    ['month', 'ever'],
    ['day', 'month'],
    ['day', 'ever'],
  ] as const)('that a manager changes from per %s to per %s counts anew', (before, after) => {
    const first = take({}, aReward({ memberLimit: { count: 1, per: before } }), noon)
    if (!first.ok) throw new Error(first.reason)
    const changed = aReward({ memberLimit: { count: 1, per: after } })
    expect(leftForMember(changed, first.value.taken, noon, programme)).toBe(1)
    const second = take(first.value.taken, changed, noon)
    if (!second.ok) throw new Error(second.reason)
    expect(take(second.value.taken, changed, noon)).toMatchObject({ reason: 'member-limit-reached' })
  })

  it('for ever is never counted anew, and no limit counts nothing', () => {
    const reward = aReward({ memberLimit: { count: 1, per: 'ever' } })
    const first = take({}, reward, noon)
    if (!first.ok) throw new Error(first.reason)
    expect(take(first.value.taken, reward, noon + 3650 * DAY).ok).toBe(false)
    const free = take({}, aReward(), noon)
    expect(free.ok && free.value.taken).toEqual({})
  })
})

describe('the reward worth naming', () => {
  const programme = aProgramme()
  it.each([
    [0, { rewardId: 'plum-juice', shortBy: 50 }],
    [49, { rewardId: 'plum-juice', shortBy: 1 }],
    [50, { rewardId: 'beef-noodles', shortBy: 150 }],
    [5000, { rewardId: 'beef-noodles', shortBy: 0 }],
  ])('with %i points', (spendable, expected) => {
    expect(nextReward(spendable, {}, programme, noon)).toMatchObject(expected)
  })

  it('is none when the mall is empty or closed', () => {
    expect(nextReward(100, {}, aProgramme({ rewards: [] }), noon)).toBeNull()
    const later = aProgramme({ rewards: [aReward({ onSale: { from: noon + 1, until: null } })] })
    expect(nextReward(100, {}, later, noon)).toBeNull()
  })

  it('is none that this member has taken as often as they may, and is it again in the next period', () => {
    const once = aReward({ id: 'once', pricePoints: 150, memberLimit: { count: 1, per: 'day' } })
    const dear = aReward({ id: 'dear', pricePoints: 900, memberLimit: null })
    const mall = aProgramme({ rewards: [once, dear] })
    const taken = { once: { period: '2025-03-01', count: 1 } }
    expect(nextReward(100, {}, mall, noon)).toMatchObject({ rewardId: 'once' })
    expect(nextReward(100, taken, mall, noon)).toMatchObject({ rewardId: 'dear', shortBy: 800 })
    expect(nextReward(100, taken, mall, noon + DAY)).toMatchObject({ rewardId: 'once' })
    expect(nextReward(100, taken, aProgramme({ rewards: [once] }), noon)).toBeNull()
  })
})

describe('the three rewards beside a balance', () => {
  const item = (name: string, shortBy: number, pricePoints: number, changes: object = {}) => ({
    name,
    shortBy,
    pricePoints,
    saleState: 'on-sale' as const,
    stockLeft: null,
    leftForMember: null,
    ...changes,
  })
  it.each([
    [
      'within reach first, dearest first',
      [item('a', 0, 5), item('b', 0, 50), item('c', 10, 90)],
      ['b', 'a', 'c'],
    ],
    ['then the nearest', [item('a', 300, 400), item('b', 20, 120), item('c', 100, 200)], ['b', 'c', 'a']],
    ['no more than three', [1, 2, 3, 4].map((n) => item(String(n), n, 100 + n)), ['1', '2', '3']],
    ['nothing sold out', [item('a', 0, 5, { stockLeft: 0 }), item('b', 0, 4, { stockLeft: 1 })], ['b']],
    ['nothing the member has taken enough of', [item('a', 0, 5, { leftForMember: 0 })], []],
    [
      'nothing off sale',
      [item('a', 0, 5, { saleState: 'not-yet' }), item('b', 0, 5, { saleState: 'over' })],
      [],
    ],
  ])('%s', (_name, shelf, names) => {
    expect(worthALook(shelf, 3).map(({ name }) => name)).toEqual(names)
  })
})
