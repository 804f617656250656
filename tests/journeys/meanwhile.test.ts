import { auditCloud } from '../../local/audit'
import { eventually } from '../support/eventually'
import type { BehindTheScenes } from './support/behind-the-scenes'
import { Evening } from './support/evening'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { PhoneOnScreen } from './support/phone-on-screen'

let evening: Evening
let restaurant: RestaurantOnScreen
let behind: BehindTheScenes
let cashier: PhoneOnScreen
let diner: PhoneOnScreen
beforeEach(async () => {
  restaurant = await openRestaurantOnScreen()
  evening = new Evening(restaurant)
  ;({ cashier, diner, behind } = evening)
})
afterEach(async () => {
  expect(auditCloud(restaurant.cloud)).toEqual([])
  await restaurant.close()
})
afterAll(() => closeBrowser())

describe('what happens while nobody looks', () => {
  it('a bill that came while the diner was away paying it is told when they come back', async () => {
    const guest = await evening.member(0)
    await diner.taps('会员码')
    await diner.sees('结账时给收银员扫')
    await diner.miniProgram.callWxMethod('switchTab', { url: '/pages/home/home' })
    await behind.pays(guest, 56)
    await diner.taps('会员码')
    await diner.sees('本次获得', '+56', '消费 ¥56', '余 106 回味分')
  })

  it('so is one that came after the code was put away', async () => {
    const guest = await evening.member(0)
    await diner.taps('会员码')
    await diner.sees('结账时给收银员扫')
    await restaurant.advance(121_000)
    await diner.sees('会员码已收起')
    await behind.pays(guest, 56)
    await diner.taps('再出示')
    await diner.sees('本次获得', '+56')
  })

  it('a bill that pays off a debt says so on both phones', async () => {
    const guest = await evening.member(0)
    const billId = await behind.pays(guest, 200)
    await guest.must('points-mall', 'redeem', { rewardId: 'no-queue' })
    await behind.manager.must('counter', 'void', { storeId: 'riverside', billId, reason: 'refunded' })
    await evening.atTheTill()
    await evening.keys('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56', '其中 56 回味分抵了之前多用的', '余 0 回味分')
    await diner.sees('+56', '其中 56 回味分抵了之前多用的', '余 0 回味分')
    await diner.taps('首页')
    await diner.sees('之前多用了 94 回味分，下次消费先抵上')
  })

  it('a redemption left before its reply came leaves nothing running behind', async () => {
    const guest = await evening.member(0)
    const { redemptionId } = await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    let arrive = (): void => undefined
    const underWay = new Promise<void>((resolve) => (arrive = resolve))
    await diner.page.route('**/call/points-mall', async (route) => {
      await underWay
      await route.continue()
    })
    await diner.sees('出示会员码')
    const before = await diner.miniProgram.callWxMethod('getScreenBrightness')
    void diner.miniProgram.callWxMethod('navigateTo', {
      url: `/pages/redemption/redemption?id=${redemptionId}`,
    })
    await diner.sees('正在打开')
    await diner.page.keyboard.press('Escape')
    arrive()
    await diner.sees('出示会员码')
    await diner.settles()
    await diner.page.unroute('**/call/points-mall')
    expect(await diner.miniProgram.callWxMethod('getScreenBrightness')).toEqual(before)
    const calls = restaurant.cloud.calls.all.length
    await restaurant.advance(10_000)
    await diner.page.waitForTimeout(2_500)
    expect(restaurant.cloud.calls.all).toHaveLength(calls)
  })

  it('a bill that was another one, and whose replies were lost, is that same bill on the next tap', async () => {
    const guest = await evening.member(56)
    await evening.atTheTill()
    await evening.keys('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('是另一单')
    const networkAgain = await cashier.losesNetworkBeforeTheReply()
    await cashier.taps('是另一单')
    await cashier.sees('网络没有回应')
    await networkAgain()
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56', '余 162 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 56', 'earn 50'])
  })

  it('a bill changed after its reply was lost is not booked twice, and the first can be voided', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    const networkAgain = await cashier.losesNetworkBeforeTheReply()
    await cashier.taps('记账 ¥56')
    await cashier.sees('网络没有回应')
    await networkAgain()
    await cashier.taps('0')
    await cashier.taps('记账 ¥560')
    await cashier.sees('这次识别已在', '记过一笔 ¥56')
    await cashier.taps('回到扫码')
    await cashier.taps('最近的单')
    await cashier.taps('作废 ¥56 · +56 回味分')
    await cashier.taps('金额录错')
    await cashier.sees('收回 56 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['reverse -56', 'earn 56', 'earn 50'])
  })
})

describe('a back gesture', () => {
  it('from the bill loses nobody: the till goes on with the customer', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('5')
    await cashier.goesBack()
    await cashier.sees('扫顾客的码', '继续为 王**')
    await cashier.page.locator('[aria-label^="继续为"]').tap()
    await evening.keys('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('from a result is at the till, not at the settled bill', async () => {
    await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56')
    await cashier.goesBack()
    await cashier.sees('扫顾客的码')
    await cashier.seesNo('继续为')
  })

  it('while a reward is being redeemed ends on a screen that works, with one redemption', async () => {
    const guest = await evening.member(100)
    await evening.looksAtJuice()
    let arrive = (): void => undefined
    const underWay = new Promise<void>((resolve) => (arrive = resolve))
    await diner.page.route('**/call/points-mall', async (route) => {
      await underWay
      await route.continue()
    })
    await diner.touches('用 50 回味分兑换')
    await diner.page.keyboard.press('Escape')
    arrive()
    // Back from a tab is out of the mini-program; the phone offers the way in again.
    await diner.taps('回到回味')
    await diner.sees('给收银员扫这个码')
    await diner.goesBack()
    await diner.sees('可用')
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('while a bill is being settled leaves the till where the cashier went, with the bill booked once', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    let arrive = (): void => undefined
    const underWay = new Promise<void>((resolve) => (arrive = resolve))
    await cashier.page.route('**/call/counter', async (route) => {
      await underWay
      await route.continue()
    })
    await cashier.touches('记账 ¥56')
    await cashier.page.keyboard.press('Escape')
    await cashier.sees('扫顾客的码', '继续为')
    arrive()
    await eventually(() => evening.entries() === 2)
    await cashier.settles()
    await cashier.page.locator('[aria-label^="继续为"]').tap()
    await cashier.sees('+56', '下一位')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('from a redemption is at the mall, and its code is in the list', async () => {
    await evening.member(100)
    await evening.looksAtJuice()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    await diner.goesBack()
    await diner.sees('可用', '100')
    await diner.taps('我的兑换')
    await diner.sees('一杯酸梅汤', '待领取')
  })
})
