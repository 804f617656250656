import path from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { launchTestBrowser } from '../support/test-browser'
import { openPreviewBuild, type PreviewBuild, type Problem } from '../../local/preview/build'
import { listenOnLoopback } from '../../local/stage/loopback'
import { openStage, type Stage } from '../../local/stage/server'
import { inPageScript } from '../journeys/support/in-page-script'
import { layoutFaults } from '../journeys/support/layout-faults'
import { eventually } from '../support/eventually'
import { plainCloud } from './plain-cloud'

const root = path.resolve(__dirname, '../..')
const cloud = plainCloud(async () => ({ ok: true }))
let stage: Stage
let browser: Browser
let page: Page
let tellRebuilt: (problems: Problem[]) => void
beforeAll(async () => {
  browser = await launchTestBrowser()
  const nodeModulesDir = path.join(root, 'node_modules')
  const build = await openPreviewBuild({
    miniprogramDir: path.join(root, 'tests/preview/fixture'),
    nodeModulesDir,
    runtimeDir: path.join(root, 'local/preview/runtime'),
    watch: false,
  })
  const edited: PreviewBuild = {
    ...build,
    onRebuilt(listener) {
      tellRebuilt = listener
      return () => undefined
    },
  }
  stage = await openStage({
    server: await listenOnLoopback(0),
    cloud,
    build: edited,
    nodeModulesDir,
    pageDir: path.join(root, 'local/stage/page'),
    dataId: 'some-data',
  })
})
afterAll(async () => {
  await browser.close()
  await stage.close()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(stage.url)
  await phone('diner').getByText('请坐').waitFor()
})
afterEach(() => page.close())

const phone = (name: string): FrameLocator => page.frameLocator(`section[data-phone^="${name}"] iframe`)
const controls = (name: string) => page.locator(`section[data-phone^="${name}"]`)

/** A page loaded anew has no mark. */
const mark = (): Promise<unknown> =>
  page.evaluate(`document.querySelector('iframe').contentWindow.marked = true`)
const isMarked = (): Promise<unknown> =>
  page.evaluate(`document.querySelector('iframe').contentWindow.marked === true`)
const loadedAnew = async (): Promise<void> => {
  await page.waitForFunction(`!document.querySelector('iframe').contentWindow.marked`)
  await phone('diner').getByText('请坐').waitFor()
}

describe('the stage', () => {
  it('lets one phone scan what the other shows', async () => {
    await phone('diner').getByText('我的').click()
    await phone('diner').getByText('会员码').waitFor()
    await page.evaluate(`(() => {
      const cashier = document.querySelector('section[data-phone="cashier"] iframe').contentWindow
      window.sights = cashier.huiweiPhone.camera()
    })()`)
    expect(await page.evaluate('window.sights')).toEqual([{ where: '顾客的手机', text: 'HUIWEI-0001' }])
  })

  it('cuts a phone off the network and back, and shows that a lost reply happens once', async () => {
    const network = controls('cashier').getByLabel('网络')
    const answer = phone('cashier').locator('.answer')
    const call = phone('cashier').getByText('报到')
    await network.selectOption('断网')
    await call.click()
    await page.waitForTimeout(200)
    expect(await answer.textContent()).toBe('')
    await network.selectOption('丢一次回复')
    await network.blur()
    await call.click()
    await page.waitForFunction(
      `document.querySelector('section[data-phone="cashier"] .network').value === 'normal'`,
    )
    expect(await answer.textContent()).toBe('')
    await call.click()
    await answer.getByText('{"ok":true}').waitFor()
  })

  it('a phone that is loaded anew is as offline as before, from its first call on', async () => {
    const network = controls('diner').getByLabel('网络')
    await network.selectOption('断网')
    await network.blur()
    await page.evaluate(`(() => {
      const frame = document.querySelector('iframe')
      frame.addEventListener('huiwei-phone-starts', () => (window.atStart = frame.contentWindow.huiweiPhone.network))
    })()`)
    await mark()
    await controls('diner').getByRole('button', { name: '重新载入' }).click()
    await loadedAnew()
    await page.waitForTimeout(600)
    expect(await network.inputValue()).toBe('offline')
    expect(await page.evaluate('window.atStart')).toBe('offline')
  })

  it('goes back by its own button, and loads a phone anew', async () => {
    await phone('diner').getByText('去收银台').click()
    await phone('diner').getByText('报到').waitFor()
    await controls('diner').getByRole('button', { name: '返回' }).click()
    await phone('diner').getByText('请坐').waitFor()
    await mark()
    await controls('diner').getByRole('button', { name: '重新载入' }).click()
    await loadedAnew()
  })

  it('puts another diner in the first one’s place', async () => {
    await controls('diner').getByRole('button', { name: '换一位新顾客' }).click()
    await page.locator('section[data-phone^="diner-"]').waitFor()
    await phone('diner-').getByText('请坐').waitFor()
  })

  it('lets phones forget what they stored when the data are not those they knew', async () => {
    const stored = (): Promise<unknown> => page.evaluate(`localStorage.getItem('huiwei:diner:seen')`)
    await page.evaluate(`localStorage.setItem('huiwei:diner:seen', '1')`)
    await page.reload()
    await phone('diner').getByText('请坐').waitFor()
    expect(await stored()).toBe('1')
    await page.evaluate(`localStorage.setItem('huiwei-data', 'of yesterday')`)
    await page.reload()
    await phone('diner').getByText('请坐').waitFor()
    expect(await stored()).toBe(null)
  })

  it('shows a mistake in the source with its place, and the phones anew once it is mended', async () => {
    await mark()
    tellRebuilt([{ file: 'pages/home/home.wxml', line: 3, message: '<buton> is not an element' }])
    const panel = page.getByRole('alert')
    await panel.getByText('源码有 1 处问题').waitFor()
    expect(await panel.innerText()).toContain('pages/home/home.wxml:3')
    await page.waitForTimeout(300)
    expect(await isMarked()).toBe(true)
    tellRebuilt([])
    await panel.waitFor({ state: 'hidden' })
    await loadedAnew()
  })

  it('makes one of WeChat’s interfaces refuse its next call, and says so until it has', async () => {
    const waiting = page.locator('#refusals-waiting')
    const answers = page.getByLabel('怎么回答')
    await page.getByText('下一次微信接口').click()
    await page.getByLabel('哪个接口').selectOption('发送订阅消息')
    await answers.selectOption('43101 用户没有订阅，或次数已用完')
    await waiting.getByText('发送订阅消息 43101').waitFor()
    await page.reload()
    await waiting.getByText('发送订阅消息 43101').waitFor()
    expect(() => cloud.wechat.call('subscribeMessage.send', {}, { appid: null })).toThrow(
      expect.objectContaining({ errCode: 43101 }),
    )
    await waiting.getByText('照常').waitFor()
    cloud.wechat.refuseNext('phonenumber.getPhoneNumber', 40029)
    await page.getByText('下一次微信接口').click()
    await page.getByLabel('哪个接口').selectOption('换取手机号')
    expect(await answers.inputValue()).toBe('40029')
    await answers.selectOption('照常')
    await waiting.getByText('照常').waitFor()
    expect(cloud.wechat.refusable().map(({ waiting }) => waiting)).toEqual([null, null, null, null])
  })

  it('is dark when asked, and its phones with it', async () => {
    await page.emulateMedia({ colorScheme: null })
    await page.getByLabel('外观').selectOption('深色')
    let dark = false
    await eventually(() => {
      void page
        .evaluate(
          `document.querySelector('iframe').contentWindow.matchMedia('(prefers-color-scheme: dark)').matches`,
        )
        .then((answer) => (dark = answer === true))
      return dark
    })
    expect(dark).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(23, 19, 16)')
  })

  it('in a narrow window shows one phone at a time', async () => {
    await page.setViewportSize({ width: 500, height: 800 })
    const shown = (name: string): Promise<boolean> => controls(name).locator('iframe').isVisible()
    expect([await shown('diner'), await shown('cashier')]).toEqual([true, false])
    await page.locator('#switcher').getByRole('button', { name: '收银员的手机' }).click()
    expect([await shown('diner'), await shown('cashier')]).toEqual([false, true])
  })

  it.each([
    ['wide and light', 1440, 900, 'light'],
    ['wide and dark', 1440, 900, 'dark'],
    ['a small laptop', 1280, 720, 'light'],
    ['a tablet', 900, 1100, 'light'],
    ['narrow', 400, 800, 'light'],
  ] as const)(
    '%s, everything is on the screen, readable and named',
    async (_what, width, height, colorScheme) => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      await page.getByText('下一次微信接口').click()
      await page.evaluate(inPageScript())
      // A pointer's targets, not a thumb's; and the phones' screens are judged by their own journeys.
      const faults = await layoutFaults(page, { 'touch-target': 'body' })
      expect(faults).toEqual([])
    },
  )
})
