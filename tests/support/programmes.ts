import { taskPresets } from '../../domain/programme/task-presets'
import { parseProgramme, type Programme, type ProgrammeInput } from '../../domain/programme/programme'

/** A small restaurant with two stores and no tiers; tests say only what differs. */
export function aProgramme(changes: Partial<ProgrammeInput> = {}): Programme {
  return parseProgramme({
    restaurantId: 'noodle-bar',
    brand: { name: '回味面馆' },
    stores: [
      { id: 'riverside', name: '滨江店' },
      { id: 'station', name: '车站店' },
    ],
    rewards: [
      { id: 'plum-juice', name: '酸梅汤', kind: 'item', pricePoints: 50, costFen: 150, faceValueFen: 600 },
      {
        id: 'beef-noodles',
        name: '牛肉面',
        kind: 'item',
        pricePoints: 200,
        costFen: 900,
        faceValueFen: 2800,
      },
    ],
    tiers: { list: [] },
    ...changes,
  })
}

/** A reward with a stock; tests say only what differs. */
export function limitedReward(changes: Partial<RewardInput> = {}): RewardInput {
  return {
    id: 'limited-bowl',
    name: '限量碗',
    kind: 'item',
    pricePoints: 40,
    costFen: 900,
    faceValueFen: 2800,
    stock: 'limited',
    ...changes,
  }
}

type RewardInput = NonNullable<ProgrammeInput['rewards']>[number]

const voucherReward = (id: string, name: string): RewardInput => ({
  id,
  name,
  kind: 'voucher',
  voucher: id,
  pricePoints: 10,
  costFen: 1000,
  faceValueFen: 1000,
})

/** The same with a voucher of every sort in its mall, 10 points each, one for three check-ins in a row, and some tasks. */
export function withVouchers(changes: Partial<ProgrammeInput> = {}): Programme {
  const oneVisit = { kind: 'visits' as const, days: 1, leastFen: 5000 }
  const side = { kind: 'named-item' as const, itemName: '一碟小菜' }
  const tenOff = { kind: 'amount-off' as const, offFen: 1000 }
  const days = (count: number, startsAfterDays = 0) => ({
    kind: 'from-grant' as const,
    startsAfterDays,
    days: count,
  })
  const templates = [
    { id: 'ten-off', name: '十元券', terms: tenOff },
    {
      id: 'twenty-off',
      name: '满百减二十',
      terms: { kind: 'amount-off' as const, offFen: 2000, thresholdFen: 10_000 },
    },
    { id: 'short', name: '三天券', terms: { kind: 'amount-off' as const, offFen: 200 }, validity: days(3) },
    { id: 'station-only', name: '车站券', terms: tenOff, storeIds: ['station'] },
    { id: 'from-tomorrow', name: '明天券', terms: tenOff, validity: days(7, 1) },
    { id: 'side', name: '小菜券', terms: side },
    {
      id: 'tenth-off',
      name: '九折券',
      terms: { kind: 'percent-off' as const, offBasisPoints: 1000, ceilingFen: 3000 },
    },
  ]
  return aProgramme({
    vouchers: { templates },
    checkIn: { cycleDays: 3, milestones: [{ day: 3, voucher: 'side' }] },
    tasks: {
      list: [
        taskPresets.weekOf200,
        { ...taskPresets.fiveVisits, goal: oneVisit, voucher: 'side' },
        { ...taskPresets.tablePhoto, voucher: 'side' },
        taskPresets.momentsPoster,
      ],
    },
    rewards: [...aProgramme().rewards, ...templates.map(({ id, name }) => voucherReward(id, name))],
    ...changes,
  })
}

/** The same with tiers one comes to soon: a bill of ¥50 brings the second, with a gift, ¥200 the third. */
export function withTiers(changes: Partial<ProgrammeInput> = {}): Programme {
  const egg = {
    kind: 'dish' as const,
    id: 'egg',
    name: '加一颗卤蛋',
    itemName: '一颗卤蛋',
    quota: { count: 2, per: 'month' as const },
  }
  const monthly = {
    kind: 'voucher' as const,
    id: 'monthly',
    name: '每月十元券',
    voucher: 'ten-off',
    quota: { count: 1, per: 'month' as const },
  }
  const queue = { kind: 'service' as const, id: 'queue', name: '优先入座' }
  return withVouchers({
    tiers: {
      list: [
        { id: 'guest', name: '食客', from: 0 },
        {
          id: 'regular',
          name: '熟客',
          from: 50,
          multiplierBasisPoints: 12_000,
          gift: { points: 20, voucher: 'side' },
          entitlements: [egg, monthly, queue],
        },
        {
          id: 'friend',
          name: '老友',
          from: 200,
          multiplierBasisPoints: 15_000,
          discountBasisPoints: 500,
          gift: { points: 50 },
          entitlements: [egg, monthly, queue],
        },
      ],
    },
    ...changes,
  })
}
