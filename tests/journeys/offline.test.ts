import { BehindTheScenes } from './support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { PhoneOnScreen } from './support/phone-on-screen'
import { redemptionOf } from '../../local/demo/redemption-of'

let restaurant: RestaurantOnScreen
let diner: PhoneOnScreen
let cashier: PhoneOnScreen
let redemptionId: string
beforeAll(async () => {
  restaurant = await openRestaurantOnScreen()
  ;({ diner, cashier } = restaurant)
  const guest = await new BehindTheScenes(restaurant).joins('diner', '王小明')
  const manager = restaurant.phone('manager')
  await manager.taps('滨江店')
  ;({ redemptionId } = redemptionOf(await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' })))
})
afterAll(async () => {
  await restaurant.close()
  await closeBrowser()
})
beforeEach(async () => {
  for (const phone of [diner, cashier]) await phone.hasNetwork('normal')
})

/** Every page that opens with a call, and something it shows. */
const pages: [page: string, who: 'diner' | 'cashier' | 'manager', shows: string][] = [
  ['/pages/home/home', 'diner', '出示会员码'],
  ['/pages/mall/mall', 'diner', '一杯酸梅汤'],
  ['/pages/code/code', 'diner', '结账时给收银员扫'],
  ['/pages/me/me', 'diner', '王小明'],
  ['/pages/history/history', 'diner', '入会礼'],
  ['/pages/tasks/tasks', 'diner', '新手上路'],
  ['/pages/tier/tier', 'diner', '铜卡'],
  ['/pages/vouchers/vouchers', 'diner', '还没有'],
  ['/pages/redemptions/redemptions', 'diner', '待领取'],
  ['/pages/redemption/redemption', 'diner', '给收银员扫这个码'],
  ['/pages/join/join', 'diner', '每次消费和兑换都会记在这里。'],
  ['/counter/pages/start/start', 'cashier', '扫顾客的码'],
  ['/counter/pages/source/source', 'cashier', '我的推荐码'],
  ['/counter/pages/reviews/reviews', 'manager', '还没有评价'],
  ['/counter/pages/submissions/submissions', 'manager', '没有待审的照片'],
]

describe('without a network', () => {
  it.each(pages)('%s says so within seconds, and opens when it is back', async (page, who, shows) => {
    const phone = restaurant.phone(who)
    const url = page.endsWith('redemption') ? `${page}?id=${redemptionId}` : page
    await phone.hasNetwork('offline')
    await phone.opens(url)
    await phone.sees('网络没有回应', '看一眼信号，再试一次。')
    await phone.hasNetwork('normal')
    await phone.taps('再试一次')
    await phone.sees(shows)
    await phone.seesNo('网络没有回应')
  })

  it('a screen that was open keeps what it showed, says how old it is, and comes back', async () => {
    await diner.opens('/pages/home/home')
    await diner.sees('出示会员码')
    await diner.taps('我的')
    await diner.sees('王小明')
    await diner.hasNetwork('offline')
    await diner.taps('首页')
    await diner.sees('网络不通，这里是刚才的内容。', '出示会员码')
    await diner.hasNetwork('normal')
    await diner.taps('再试一次')
    await diner.seesNo('网络不通')
    await diner.sees('出示会员码')
  })

  it('the privacy notice can be read all the same', async () => {
    await diner.hasNetwork('offline')
    await diner.opens('/pages/privacy/privacy')
    await diner.sees('留下什么、为什么', '您可以做什么')
  })

  it('the till says so when it cannot read a code, and stays usable', async () => {
    await cashier.opens('/counter/pages/start/start')
    await cashier.sees('扫顾客的码')
    await cashier.taps('手动输入')
    await cashier.taps('粘贴码')
    await cashier.types('会员码或兑换码', 'HW1.R.huiwei-demo.r1.0000')
    await cashier.hasNetwork('offline')
    await cashier.taps('确认')
    await cashier.sees('网络没有回应。再试一次，不会重复办理。', '确认')
  })

  it('a member code that cannot be renewed says so, and is renewed when the network is back', async () => {
    await diner.opens('/pages/code/code')
    await diner.sees('结账时给收银员扫')
    await diner.hasNetwork('offline')
    await restaurant.advance(50_000)
    await diner.sees('网络不通，这张码可能已失效。')
    await diner.hasNetwork('normal')
    await diner.seesNo('网络不通，这张码可能已失效。')
  })

  it('a member code left alone is put away after two minutes, and comes again with a tap', async () => {
    await diner.opens('/pages/code/code')
    await diner.sees('结账时给收银员扫')
    await restaurant.advance(121_000)
    await diner.sees('会员码已收起')
    await diner.taps('再出示')
    await diner.sees('结账时给收银员扫')
  })
})
