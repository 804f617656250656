import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { auditCloud } from '../../local/audit'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import { loadDemoRestaurant } from '../../local/demo/demo-restaurant'
import { listenOnLoopback } from '../../local/stage/loopback'
import { steps } from '../../local/stage/page/tour/steps'
import {
  openRepositoryBuild,
  openRestaurantStage,
  type RestaurantStage,
} from '../../local/stage/restaurant-stage'
import { Complaints } from '../../local/stage/complaints'
import { patiently } from '../journeys/support/patience'
import { openTestCloud } from '../support/restaurant'
import { warmFirstScreens } from '../support/warm-first-screens'
import { launchTestBrowser } from '../support/test-browser'

let cloud: LocalCloud
let stage: RestaurantStage
let browser: Browser
let page: Page
const complaints = new Complaints()
beforeAll(async () => {
  cloud = await openTestCloud({ time: 'runs' })
  loadDemoRestaurant(cloud)
  await warmFirstScreens(cloud)
  stage = await openRestaurantStage({
    cloud,
    server: await listenOnLoopback(0),
    automatorServer: await listenOnLoopback(0),
    dataId: randomUUID(),
    build: await openRepositoryBuild(false),
  })
  browser = await launchTestBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  complaints.listenTo(context)
  page = await context.newPage()
})
afterAll(async () => {
  await browser.close()
  await stage.close()
  await cloud.close()
})

const title = (): Promise<string> => page.locator('.tour-title').innerText()

const ringOnScreen = (): Promise<{ x: number; y: number; width: number; height: number } | null> =>
  page
    .locator('.ring:not([hidden])')
    .first()
    .boundingBox({ timeout: 500 })
    .catch(() => null)

/** Does what somebody does who only ever taps where the ring is, until the tour is over; the titles it went by. */
async function followsTheRing(): Promise<string[]> {
  await page.evaluate(`(() => {
    const title = document.querySelector('.tour-title')
    window.titles = [title.textContent]
    new MutationObserver(() => {
      if (window.titles.at(-1) !== title.textContent) window.titles.push(title.textContent)
    }).observe(title, { childList: true })
  })()`)
  await patiently(
    async () => {
      if ((await title()) === '走完了') return true
      const place = await ringOnScreen()
      if (!place) return null
      await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2)
      const tapped = JSON.stringify(place)
      // A person looks what a tap has done before they tap again: twice would put back what the first one took up.
      await patiently(
        async () => (JSON.stringify(await ringOnScreen()) === tapped ? null : true),
        async () => 'the ring stays where it is',
        1_500,
      ).catch(() => undefined)
      return null
    },
    async () => `the tour does not go on from “${await title()}”`,
    60_000,
  )
  return page.evaluate('window.titles') as Promise<string[]>
}

it('leads somebody who has never seen it through the main job, in eight steps, by pointing alone', async () => {
  await page.goto(stage.url)
  await page.getByRole('button', { name: '带我走一遍（八步）' }).click()
  await page.getByText('第 1 步，共 8 步').waitFor()
  expect(await followsTheRing()).toEqual([...steps.map(({ title }) => title), '走完了'])
  expect(steps).toHaveLength(8)
  expect(cloud.documents('accounts')[0]).toMatchObject({ bills: { count: 1 } })
  expect(cloud.documents('redemptions')).toMatchObject([{ status: 'fulfilled' }])
  expect(auditCloud(cloud)).toEqual([])
  expect([...complaints.heard, ...complaints.outside]).toEqual([])
}, 90_000)

it('begins anew with somebody who has not joined', async () => {
  await page.locator('.tour-end').click()
  await page.getByRole('button', { name: '带我走一遍（八步）' }).click()
  await page.locator('section[data-phone^="diner-"]').waitFor()
  await patiently(
    async () => ((await page.locator('.ring:not([hidden])').count()) > 0 ? true : null),
    async () => 'nothing is pointed at',
  )
  expect(cloud.documents('accounts')).toHaveLength(1)
})

it('may be left at any step, and steps may be passed over', async () => {
  await page.getByRole('button', { name: '跳过这步' }).click()
  expect(await title()).toBe(steps[1]?.title)
  await page.getByRole('button', { name: '上一步' }).click()
  expect(await title()).toBe(steps[0]?.title)
  await page.getByRole('button', { name: '不看了' }).click()
  await page.getByRole('button', { name: '带我走一遍（八步）' }).waitFor()
  expect(await page.locator('.ring:not([hidden])').count()).toBe(0)
})
