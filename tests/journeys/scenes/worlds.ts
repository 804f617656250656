import { parseProgramme, type Programme, type ProgrammeInput } from '../../../domain/programme/programme'
import { demoProgramme } from '../../../local/demo/demo-programme'
import type { DemoPhone } from '../../../local/demo/phone'
import { programmeDocuments } from '../../../storage/programmes'
import type { BehindTheScenes } from '../support/behind-the-scenes'
import { aPhoto } from '../support/a-photo'
import type { RestaurantOnScreen } from '../support/open-stage'
import { redemptionOf } from '../../../local/demo/redemption-of'

/** What the diner is and has when a scene opens. */
export interface World {
  name: 'ordinary' | 'empty' | 'extreme' | 'guest'
  programme: Programme
  /** Lets happen what has happened before; null when the diner has not joined. */
  furnish(behind: BehindTheScenes, restaurant: RestaurantOnScreen): Promise<DemoPhone | null>
}

const DAY = 86_400_000

const ordinary: World = {
  name: 'ordinary',
  programme: demoProgramme,
  async furnish(behind, restaurant) {
    const diner = await behind.joins('diner', '王小明')
    await behind.pays(diner, 128)
    // Two vouchers won, one of which ends today; and yesterday was missed.
    await behind.checksIn(diner, 7)
    await restaurant.advance(DAY)
    const wrong = await behind.pays(diner, 560)
    await behind.cashier.must('counter', 'void', {
      storeId: 'riverside',
      billId: wrong,
      reason: 'wrong-amount',
    })
    await behind.pays(diner, 520)
    await behind.pays(diner, 56, {
      voucherId: await behind.buysVoucher(diner),
      offFen: 1000,
    })
    const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'braised-egg' }))
    await behind.cashier.must('counter', 'fulfil', { storeId: 'riverside', code })
    await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    await behind.reviews(diner, 4, '面很劲道，汤再热一点就更好了')
    await behind.handsIn(diner, await aPhoto(restaurant.diner.page))
    return diner
  },
}

/** A restaurant on its first day: nothing to give, nothing in the mall. */
const empty: World = {
  name: 'empty',
  programme: parseProgramme({
    ...demoProgramme,
    rewards: [],
    tasks: {},
    badges: [],
    joining: { giftPoints: 0 },
  }),
  furnish: (behind) => behind.joins('diner'),
}

type Goal = Programme['tasks']['list'][number]['goal']
function extremeGoal(goal: Goal): Goal {
  if (goal.kind === 'spending') return { ...goal, fen: 99_999_999 }
  if (goal.kind === 'photo')
    return {
      ...goal,
      asks: `${goal.asks}，和老板娘一起笑着举起筷子的那一刻最好，别忘了拍到招牌上的字`.slice(0, 40),
    }
  if (goal.kind !== 'new-dish') return goal
  const dishes = ['spring', 'river', 'crab'].map((sku) => ({
    sku,
    name: '清明前头茬春笋慢炖三小时黄牛腩手擀面',
  }))
  return { ...goal, dishes, least: 3 }
}

/** Names as long as the programme allows, figures as large as they get. */
const extreme: World = {
  name: 'extreme',
  programme: parseProgramme({
    ...demoProgramme,
    brand: { name: '很久以前山脚下那家回味无穷的手工拉面馆', pointsName: '回味无穷星' },
    stores: [
      { id: 'riverside', name: '滨江大道与沿河东路交叉口地铁三号口旁边的旗舰体验店' },
      { id: 'station', name: '车站店' },
    ],
    checkIn: {
      scheme: { kind: 'flat', points: 999 },
      milestones: [
        { day: 1, points: 9_000, voucher: 'side-dish' },
        { day: 2, voucher: 'twenty-percent-off' },
      ],
    },
    tasks: {
      list: demoProgramme.tasks.list.map((task) => ({
        ...task,
        name: `${task.name}有缘人请到滨江大道旗舰体验店来`.slice(0, 20),
        points: task.period === 'month' ? 100_000 : task.points,
        goal: extremeGoal(task.goal),
        voucher: task.period === 'once' ? null : 'ten-off',
      })),
    },
    tiers: {
      ...demoProgramme.tiers,
      list: demoProgramme.tiers.list.map((tier) => ({
        ...tier,
        name: `至尊${tier.name}会员`.slice(-6),
        from: tier.from * 3,
        gift: { points: 99_999, voucher: 'ten-off' },
        entitlements: tier.entitlements.map((entitlement) => ({
          ...entitlement,
          name: `${entitlement.name}滨江旗舰体验店专属礼`.slice(0, 12),
        })),
      })),
    },
    badges: demoProgramme.badges.map((badge) => ({
      ...badge,
      name: `${badge.name}吃遍江南江北的人`.slice(0, 12),
    })),
    vouchers: {
      templates: [
        {
          id: 'ten-off',
          name: '周年庆全门店通用大额满减代金优惠券礼遇',
          terms: { kind: 'amount-off', offFen: 9_999_999, thresholdFen: 9_999_999 },
          storeIds: ['riverside', 'station'],
        },
        {
          id: 'side-dish',
          name: '时令小菜与手冲乌龙茶双人份豪华套餐券',
          terms: {
            kind: 'named-item',
            itemName: '一碟时令小菜搭配手冲乌龙茶双人份豪华套餐礼盒装带走也行哦',
            thresholdFen: 9_999_999,
          },
          validity: { kind: 'from-grant', startsAfterDays: 31, days: 366 },
        },
        {
          id: 'twenty-percent-off',
          name: '一点八折全场通用券',
          terms: { kind: 'percent-off', offBasisPoints: 8250, ceilingFen: 9_999_999, thresholdFen: 1 },
          validity: { kind: 'from-grant', days: 366 },
        },
      ],
    },
    rewards: demoProgramme.rewards.map((reward) => ({
      ...reward,
      name: `${reward.name}搭配时令小菜与手冲乌龙茶双人份豪华套餐礼`.slice(0, 30),
      description:
        '当天熬的乌梅、山楂、陈皮，配上老板娘从山里带回来的蜂蜜，只在午市和晚市之间供应，喝不完可以带走。',
      ...(reward.id === 'beef-noodles' ? { pricePoints: 999_999 } : {}),
    })),
  } as ProgrammeInput),
  async furnish(behind, restaurant) {
    const diner = await behind.joins('diner', '欧阳司徒上官夏侯诸葛闻人东方赫连皇甫尉迟')
    behind.promotesCashier()
    await behind.pays(diner, 99_999)
    await behind.checksIn(diner, 2)
    await restaurant.advance(29 * DAY)
    await behind.pays(diner, 99_999)
    await behind.buysVoucher(diner)
    const { code } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'no-queue' }))
    await behind.cashier.must('counter', 'fulfil', { storeId: 'riverside', code })
    await diner.must('points-mall', 'redeem', { rewardId: 'painted-bowl' })
    await behind.pays(diner, 88_888)
    await behind.reviews(diner, 1, '等了又等。'.repeat(60))
    await behind.handsIn(diner)
    return diner
  },
}

const guest: World = { name: 'guest', programme: demoProgramme, furnish: async () => null }

export const worlds = { ordinary, empty, extreme, guest }

/** Makes a restaurant on screen such a world. */
export async function makeWorld(
  world: World,
  restaurant: RestaurantOnScreen,
  behind: BehindTheScenes,
): Promise<DemoPhone | null> {
  const { cloud } = restaurant
  const change = { author: 'scene', reason: 'scene', at: cloud.clock.now() }
  for (const { id, document } of programmeDocuments(2, world.programme, change)) {
    cloud.put('programmes', { _id: id, ...document })
  }
  cloud.coldStart()
  return world.furnish(behind, restaurant)
}
