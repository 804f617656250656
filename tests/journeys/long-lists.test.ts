import { redemptionOf } from '../../local/demo/redemption-of'
import { tapByAutomator } from './support/automator-hands'
import { BehindTheScenes } from './support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { DemoPhone } from '../../local/demo/phone'

let restaurant: RestaurantOnScreen
let behind: BehindTheScenes
let guest: DemoPhone
beforeAll(async () => {
  restaurant = await openRestaurantOnScreen()
  behind = new BehindTheScenes(restaurant)
  guest = await behind.joins('diner', '王小明')
  await behind.pays(guest, 2_100)
  for (let nth = 0; nth < 21; nth++) {
    redemptionOf(await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
  }
})
afterAll(async () => {
  await restaurant.close()
  await closeBrowser()
})

describe('a list longer than a page', () => {
  it.each([
    ['/pages/history/history', '入会礼'],
    ['/pages/redemptions/redemptions', null],
  ])('%s goes on at its end, and says when there is no network', async (url, last) => {
    const { diner } = restaurant
    await diner.opens(url)
    const rows = () => diner.page.getByText('一杯酸梅汤').count()
    await diner.sees('看更早的')
    const before = await rows()
    await diner.hasNetwork('offline')
    // Without scrolling to it: at the end of the page the list goes on by itself.
    const tapsOlder = () => tapByAutomator(diner.miniProgram, '看更早的')
    expect(await tapsOlder()).toBe(true)
    await diner.sees('网络没有回应')
    await diner.hasNetwork('normal')
    expect(await tapsOlder()).toBe(true)
    await diner.seesNo('看更早的', '网络没有回应')
    if (last !== null) await diner.sees(last)
    expect([before, await rows()]).toEqual([20, 21])
  })

  it('whose last row is opened is as long as before when one comes back', async () => {
    const { diner } = restaurant
    await diner.opens('/pages/redemptions/redemptions')
    await diner.sees('看更早的')
    // Whoever reaches the end need not tap.
    await diner.miniProgram.pageScrollTo(10_000)
    await diner.seesNo('看更早的')
    const rows = diner.page.getByText('一杯酸梅汤')
    await rows.last().click()
    await diner.sees('给收银员扫这个码')
    await diner.goesBack()
    await diner.sees('一杯酸梅汤')
    expect(await rows.count()).toBe(21)
  })
})
