import path from 'node:path'
import { BehindTheScenes } from '../journeys/support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen } from '../journeys/support/open-stage'

afterAll(() => closeBrowser())

it('the stage, at the moment a bill becomes points', async () => {
  const restaurant = await openRestaurantOnScreen()
  await new BehindTheScenes(restaurant).joins('diner', '王小明')
  const page = await restaurant.diner.page.context().newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(restaurant.stage.url)
  const tap = (phone: string, name: string): Promise<void> =>
    page
      .frameLocator(`iframe[src^="/phone/${phone}/"]`)
      .locator(`[aria-label="${name}"]:visible, :text-is("${name}"):visible`)
      .last()
      .tap()
  await tap('diner', '会员码')
  await page.frameLocator('iframe[src^="/phone/diner/"]').getByText('结账时给收银员扫').waitFor()
  await tap('cashier', '扫顾客的码')
  await tap('cashier', '对准顾客的手机')
  for (const key of ['5', '6']) await tap('cashier', key)
  await tap('cashier', '记账 ¥56')
  await page.frameLocator('iframe[src^="/phone/diner/"]').getByText('本次获得').waitFor()
  await page.waitForTimeout(1_000)
  await page.screenshot({ path: path.resolve(__dirname, '../../docs/stage.png'), scale: 'css' })
  await page.close()
  await restaurant.close()
})
