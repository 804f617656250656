import type { DemoPhone } from '../../../local/demo/phone'
import type { BehindTheScenes } from '../support/behind-the-scenes'
import type { RestaurantOnScreen } from '../support/open-stage'
import type { PhoneOnScreen } from '../support/phone-on-screen'
import type { World } from './worlds'
import { redemptionOf } from '../../../local/demo/redemption-of'
import { count } from '../../../miniprogram/copy/money'

export interface Visit {
  world: World
  restaurant: RestaurantOnScreen
  behind: BehindTheScenes
  /** The diner behind the phone; null for a guest. */
  member: DemoPhone | null
}

/** One screen in one state: how somebody gets there from anywhere. */
export interface Scene {
  name: string
  who: 'diner' | 'cashier' | 'manager'
  in: World['name'][]
  /** It shows nothing without a network. */
  opensWithACall?: boolean
  reach(phone: PhoneOnScreen, visit: Visit): Promise<void>
}

const everyone: World['name'][] = ['ordinary', 'empty', 'extreme', 'guest']
const members: World['name'][] = ['ordinary', 'empty', 'extreme']
const customers: World['name'][] = ['ordinary', 'extreme']

function page(name: string, who: Scene['who'], where: World['name'][], url: string): Scene {
  return { name, who, in: where, opensWithACall: true, reach: (phone) => phone.opens(url) }
}

const codeOf = async (member: DemoPhone | null): Promise<string> =>
  member === null ? '' : (await member.must('member', 'showCode', {})).code

/** A manager of two stores says in which one they are. */
async function worksInRiverside(till: PhoneOnScreen): Promise<void> {
  await till.opens('/counter/pages/start/start')
  await till.page.locator('[role="radio"]').first().tap()
  await till.settles()
}

async function reads(till: PhoneOnScreen, code: string): Promise<void> {
  await till.opens('/counter/pages/keyed/keyed')
  await till.taps('粘贴码')
  await till.types('会员码或兑换码', code)
  await till.taps('确认')
}

async function keys(till: PhoneOnScreen, amount: string): Promise<void> {
  for (const key of amount) await till.taps(key === '.' ? '小数点' : key)
}

const amountIn = ({ world }: Visit): string => (world.name === 'extreme' ? '99999.99' : '72.5')

async function atTheBill(till: PhoneOnScreen, visit: Visit): Promise<void> {
  await reads(till, await codeOf(visit.member))
  await till.sees('换一位顾客')
  await keys(till, amountIn(visit))
  // What the tier takes off is asked for when the finger rests.
  await till.page.locator('[aria-label^="记账"]').waitFor()
}

async function settled(till: PhoneOnScreen, visit: Visit): Promise<void> {
  await atTheBill(till, visit)
  await till.page.locator('[aria-label^="记账"]').tap()
  await till.settles()
  // Scenes are visited in any order: the same amount a moment ago is a question here, not a surprise.
  if (await till.canSee('是另一单')) await till.taps('是另一单')
  await till.sees('下一位')
}

const newestRedemption = async (member: DemoPhone | null, index: number): Promise<string> => {
  const { redemptions } = (await member?.must('points-mall', 'redemptions', {})) ?? { redemptions: [] }
  return redemptions[index]?.redemptionId ?? ''
}

export const scenes: Scene[] = [
  page('home', 'diner', everyone, '/pages/home/home'),
  {
    name: 'home-checked-in',
    who: 'diner',
    in: members,
    async reach(phone) {
      await phone.opens('/pages/home/home')
      // Scenes are visited in any order: it may be done already.
      if (!(await phone.canSee('今天已签到'))) await phone.page.locator('[aria-label^="签到 "]').first().tap()
      await phone.sees('今天已签到')
    },
  },
  {
    name: 'make-up',
    who: 'diner',
    in: customers,
    async reach(phone) {
      await phone.opens('/pages/home/home')
      await phone.taps('补签漏掉的天')
      await phone.sees('补上后连签')
    },
  },
  page('mall', 'diner', everyone, '/pages/mall/mall'),
  {
    name: 'mall-reward',
    who: 'diner',
    in: ['ordinary', 'extreme', 'guest'],
    async reach(phone) {
      await phone.opens('/pages/mall/mall')
      await phone.page.locator('[class*="reward-card"][role="button"]').first().tap()
      await phone.sees('天内有效')
    },
  },
  page('code', 'diner', everyone, '/pages/code/code'),
  {
    name: 'code-earned',
    who: 'diner',
    in: customers,
    async reach(phone, { behind, member }) {
      await phone.opens('/pages/code/code')
      await phone.sees('结账时给收银员扫')
      if (!member) return
      await behind.pays(member, 72)
      await phone.sees('本次获得')
      // The figure counts up; the scene is what it counts to.
      const { lines } = await member.must('points', 'history', { limit: 1 })
      const [line] = lines
      const earned = `+${count(line?.points ?? 0)}`
      await phone.page.locator('[class*="earned-figure"]').getByText(earned, { exact: true }).waitFor()
    },
  },
  {
    name: 'code-put-away',
    who: 'diner',
    in: ['ordinary'],
    async reach(phone, { restaurant }) {
      await phone.opens('/pages/code/code')
      await phone.sees('结账时给收银员扫')
      await restaurant.advance(121_000)
      await phone.sees('会员码已收起')
    },
  },
  page('me', 'diner', everyone, '/pages/me/me'),
  {
    name: 'me-name',
    who: 'diner',
    in: customers,
    async reach(phone) {
      await phone.opens('/pages/me/me')
      await phone.taps('改称呼')
      await phone.sees('保存')
    },
  },
  {
    name: 'me-phone',
    who: 'diner',
    in: ['ordinary'],
    async reach(phone) {
      await phone.opens('/pages/me/me')
      await phone.taps('补上手机号')
      await phone.taps('不允许')
      await phone.sees('没有取得手机号')
    },
  },
  page('join', 'diner', ['guest', 'ordinary'], '/pages/join/join'),
  { ...page('privacy', 'diner', ['guest'], '/pages/privacy/privacy'), opensWithACall: false },
  {
    name: 'history',
    who: 'diner',
    in: members,
    async reach(phone, { world }) {
      await phone.opens('/pages/history/history')
      if (world.name === 'empty') return
      await phone.page.locator('[role="button"][aria-expanded]').first().tap()
      await phone.page.locator('[role="button"][aria-expanded]').nth(2).tap()
      await phone.settles()
    },
  },
  page('tasks', 'diner', members, '/pages/tasks/tasks'),
  {
    name: 'task-review',
    who: 'diner',
    in: customers,
    async reach(phone) {
      await phone.opens('/pages/tasks/tasks')
      await phone.page.locator('[aria-label^="写评价"]').first().tap()
      await phone.taps('4 星，不错')
      await phone.sees('交给店里')
    },
  },
  page('tier', 'diner', members, '/pages/tier/tier'),
  page('vouchers', 'diner', members, '/pages/vouchers/vouchers'),
  {
    name: 'vouchers-used',
    who: 'diner',
    in: ['ordinary'],
    async reach(phone) {
      await phone.opens('/pages/vouchers/vouchers')
      await phone.taps('用过')
      await phone.sees('用掉')
    },
  },
  {
    name: 'code-with-voucher',
    who: 'diner',
    in: customers,
    async reach(phone) {
      await phone.opens('/pages/vouchers/vouchers')
      await phone.page.locator('[aria-label^="出示用券"]').first().tap()
      await phone.sees('这次用券', '结账时给收银员扫')
    },
  },
  page('redemptions', 'diner', members, '/pages/redemptions/redemptions'),
  {
    name: 'redemption',
    who: 'diner',
    in: customers,
    async reach(phone, { member }) {
      await phone.opens(`/pages/redemption/redemption?id=${await newestRedemption(member, 0)}`)
    },
  },
  {
    name: 'redemption-served',
    who: 'diner',
    in: customers,
    async reach(phone, { member }) {
      await phone.opens(`/pages/redemption/redemption?id=${await newestRedemption(member, 1)}`)
      await phone.sees('已领取')
    },
  },
  page('counter', 'cashier', customers, '/counter/pages/start/start'),
  {
    name: 'counter-refused',
    who: 'cashier',
    in: customers,
    async reach(phone, { member }) {
      const code = (await codeOf(member)).replace(/.{4}$/, (last) => (last === '0000' ? '1111' : '0000'))
      await reads(phone, code)
      await phone.sees('这张码不是本系统签发的')
    },
  },
  {
    name: 'counter-source',
    who: 'cashier',
    in: customers,
    async reach(phone) {
      await phone.opens('/counter/pages/source/source')
      await phone.sees('我的推荐码', '出示推荐码')
    },
  },
  {
    name: 'counter-source-code',
    who: 'cashier',
    in: ['ordinary'],
    async reach(phone) {
      await phone.opens('/counter/pages/source/source')
      await phone.taps('出示推荐码')
      await phone.page.locator('[role="img"][aria-label="我的推荐码"]').waitFor()
    },
  },
  {
    name: 'counter-manager',
    who: 'manager',
    in: customers,
    reach: async (phone) => worksInRiverside(phone),
  },
  {
    name: 'counter-reviews',
    who: 'manager',
    in: members,
    async reach(phone) {
      await worksInRiverside(phone)
      await phone.taps('顾客评价')
      await phone.settles()
    },
  },
  {
    name: 'counter-photos',
    who: 'manager',
    in: members,
    async reach(phone) {
      await worksInRiverside(phone)
      await phone.taps('待审照片')
      await phone.settles()
    },
  },
  {
    name: 'counter-photo-refused',
    who: 'manager',
    in: customers,
    async reach(phone) {
      await worksInRiverside(phone)
      await phone.taps('待审照片')
      await phone.page.locator('[aria-label^="不通过"]').first().tap()
      await phone.taps('照片看不清')
    },
  },
  {
    name: 'counter-risk',
    who: 'manager',
    in: customers,
    async reach(phone) {
      await worksInRiverside(phone)
      await phone.taps('待审照片')
      await phone.page.locator('[aria-label^="开启"]').first().tap()
      await phone.sees('我已了解，仍要开启')
    },
  },
  { ...page('counter-keyed', 'cashier', ['ordinary'], '/counter/pages/keyed/keyed'), opensWithACall: false },
  { name: 'counter-bill', who: 'cashier', in: customers, reach: atTheBill },
  {
    name: 'counter-new-dish',
    who: 'cashier',
    in: customers,
    async reach(phone, visit) {
      await atTheBill(phone, visit)
      await phone.page.locator('[aria-label^="新品"]').first().tap()
      if (visit.world.name !== 'extreme') return
      await phone.page.locator('[role="checkbox"][class*="dish"]').first().tap()
      await phone.sees('选好了')
    },
  },
  {
    name: 'counter-tier',
    who: 'cashier',
    in: customers,
    async reach(phone, visit) {
      await atTheBill(phone, visit)
      await phone.page.locator('[class*="customer-words"][role="button"]').tap()
      await phone.sees('会员权益')
      if (visit.world.name === 'extreme') await phone.taps('调整等级')
    },
  },
  {
    name: 'counter-vouchers',
    who: 'cashier',
    in: customers,
    async reach(phone, visit) {
      await atTheBill(phone, visit)
      await phone.page.locator('[aria-label^="用券"]').tap()
      await phone.sees('用哪张券', '不用券', '应收')
    },
  },
  {
    name: 'counter-with-voucher',
    who: 'cashier',
    in: customers,
    async reach(phone, visit) {
      await atTheBill(phone, visit)
      await phone.page.locator('[aria-label^="用券"]').tap()
      await phone.sees('用哪张券', '应收')
      await phone.page.locator('[class*="offer"][aria-disabled="false"]').first().tap()
      await phone.seesNo('用哪张券')
    },
  },
  {
    name: 'counter-same-amount',
    who: 'cashier',
    in: ['ordinary'],
    async reach(phone, visit) {
      await settled(phone, visit)
      await atTheBill(phone, visit)
      await phone.page.locator('[aria-label^="记账"]').tap()
      await phone.sees('是另一单')
    },
  },
  { name: 'counter-settled', who: 'cashier', in: customers, reach: settled },
  {
    name: 'counter-void',
    who: 'cashier',
    in: ['ordinary'],
    async reach(phone, visit) {
      await settled(phone, visit)
      await phone.taps('录错了，作废')
      await phone.sees('已退款')
    },
  },
  {
    name: 'counter-voided',
    who: 'cashier',
    in: ['ordinary'],
    async reach(phone, visit) {
      await settled(phone, visit)
      await phone.taps('录错了，作废')
      await phone.taps('金额录错')
      await phone.sees('已作废')
    },
  },
  {
    name: 'counter-served',
    who: 'cashier',
    in: customers,
    async reach(phone, { member }) {
      const taken = await member?.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
      await reads(phone, taken === undefined ? '' : redemptionOf(taken).code)
      await phone.sees('已核销')
    },
  },
  {
    ...page('counter-deeds', 'cashier', ['ordinary', 'extreme', 'empty'], '/counter/pages/deeds/deeds'),
    opensWithACall: false,
  },
]
