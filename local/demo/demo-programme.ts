import { taskPresets } from '../../domain/programme/task-presets'
import { parseProgramme, type Programme } from '../../domain/programme/programme'
import type { EntitlementInput } from '../../domain/tiers/entitlements/catalogue'

const birthdayNoodles: EntitlementInput = {
  kind: 'dish',
  id: 'birthday-noodles',
  name: '生日长寿面',
  itemName: '一碗长寿面',
  quota: { count: 1, per: 'year' },
}
const monthlySide: EntitlementInput = {
  kind: 'voucher',
  id: 'monthly-side',
  name: '每月小菜券',
  voucher: 'side-dish',
  quota: { count: 1, per: 'month' },
}
const monthlyEgg: EntitlementInput = {
  kind: 'dish',
  id: 'monthly-egg',
  name: '加一颗卤蛋',
  itemName: '一颗卤蛋',
  quota: { count: 1, per: 'month' },
}
const firstInQueue: EntitlementInput = { kind: 'service', id: 'first-in-queue', name: '优先入座' }

/** The demo restaurant: a noodle bar with two stores. A programme like any other; nothing in the code knows it. */
export const demoProgramme: Programme = parseProgramme({
  restaurantId: 'huiwei-demo',
  brand: { name: '回味面馆', pointsName: '回味分' },
  stores: [
    { id: 'riverside', name: '滨江店' },
    { id: 'station', name: '车站店' },
  ],
  vouchers: {
    templates: [
      { id: 'ten-off', name: '十元代金券', terms: { kind: 'amount-off', offFen: 1000 } },
      {
        id: 'side-dish',
        name: '小菜券',
        terms: { kind: 'named-item', itemName: '一碟小菜', thresholdFen: 3000 },
        validity: { kind: 'from-grant', days: 7 },
      },
      {
        id: 'twenty-percent-off',
        name: '八折券',
        terms: { kind: 'percent-off', offBasisPoints: 2000, ceilingFen: 2000, thresholdFen: 5000 },
        validity: { kind: 'from-grant', startsAfterDays: 1, days: 14 },
      },
    ],
  },
  tasks: {
    list: [
      taskPresets.firstSteps,
      taskPresets.wholeProfile,
      { ...taskPresets.fiveVisits, voucher: 'side-dish' },
      taskPresets.weekOf200,
      taskPresets.monthOf500,
      {
        id: 'spring-noodles',
        name: '新品尝鲜',
        goal: {
          kind: 'new-dish',
          dishes: [{ sku: 'spring-noodles', name: '春笋牛肉面' }],
          from: '2025-01-01',
          until: '2027-12-31',
        },
        period: 'once',
        points: 30,
      },
      { ...taskPresets.tableVisit, points: 10 },
      taskPresets.tablePhoto,
      taskPresets.momentsPoster,
    ],
  },
  checkIn: {
    milestones: [
      { day: 3, voucher: 'side-dish' },
      { day: 7, voucher: 'twenty-percent-off' },
    ],
  },
  tiers: {
    list: [
      { id: 'bronze', name: '铜卡', from: 0 },
      {
        id: 'silver',
        name: '银卡',
        from: 500,
        multiplierBasisPoints: 12_000,
        gift: { points: 50 },
        entitlements: [birthdayNoodles, monthlySide],
      },
      {
        id: 'gold',
        name: '金卡',
        from: 2000,
        multiplierBasisPoints: 15_000,
        gift: { points: 100, voucher: 'ten-off' },
        entitlements: [birthdayNoodles, monthlySide, monthlyEgg, firstInQueue],
      },
      {
        id: 'platinum',
        name: '白金卡',
        from: 5000,
        multiplierBasisPoints: 20_000,
        discountBasisPoints: 500,
        gift: { points: 200, voucher: 'twenty-percent-off' },
        entitlements: [
          birthdayNoodles,
          { ...monthlySide, quota: { count: 2, per: 'month' } },
          { ...monthlyEgg, quota: { count: 1, per: 'week' } },
          firstInQueue,
          { kind: 'service', id: 'private-room', name: '包间免低消', quota: { count: 1, per: 'quarter' } },
        ],
      },
    ],
    notDiscounted: ['一瓶啤酒'],
  },
  attribution: {
    placements: [
      { id: 'riverside-8', kind: 'table', storeId: 'riverside', label: '8 号桌' },
      { id: 'riverside-till', kind: 'till', storeId: 'riverside', label: '收银台立牌' },
      { id: 'station-door', kind: 'poster', storeId: 'station', label: '门口海报' },
    ],
  },
  rewards: [
    {
      id: 'plum-juice',
      name: '一杯酸梅汤',
      description: '当天熬的乌梅、山楂、陈皮，冰的。',
      kind: 'item',
      category: 'drink',
      pricePoints: 50,
      costFen: 120,
      faceValueFen: 600,
    },
    {
      id: 'braised-egg',
      name: '一颗卤蛋',
      kind: 'item',
      category: 'side',
      pricePoints: 80,
      costFen: 130,
      faceValueFen: 400,
      memberLimit: { count: 2, per: 'day' },
    },
    {
      id: 'ten-off',
      name: '十元代金券',
      kind: 'voucher',
      category: 'voucher',
      voucher: 'ten-off',
      pricePoints: 500,
      costFen: 1000,
      faceValueFen: 1000,
      memberLimit: { count: 1, per: 'month' },
    },
    {
      id: 'beef-noodles',
      name: '一碗牛肉面',
      kind: 'item',
      category: 'main',
      pricePoints: 600,
      costFen: 950,
      faceValueFen: 2800,
    },
    {
      id: 'painted-bowl',
      name: '限量手绘面碗',
      description: '滨江店限量，画面由老板娘手绘。',
      kind: 'item',
      category: 'merchandise',
      pricePoints: 300,
      costFen: 1800,
      faceValueFen: 6800,
      stock: 'limited',
      storeIds: ['riverside'],
      memberLimit: { count: 1, per: 'ever' },
    },
    {
      id: 'no-queue',
      name: '一次免排队',
      kind: 'privilege',
      category: 'privilege',
      pricePoints: 200,
      costFen: 0,
      faceValueFen: 0,
      memberLimit: { count: 2, per: 'month' },
      codeValidDays: 7,
    },
  ],
})

/** Units of each limited reward on the first day. */
export const demoStock: Record<string, number> = { 'painted-bowl': 20 }
