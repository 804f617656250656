import path from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { openPreviewBuild, type PreviewBuild, type Problem } from '../../local/preview/build'
import { readSchedule } from '../../local/cloud/timers/schedule'
import { listenOnLoopback } from '../../local/stage/loopback'
import { openStage, type Stage } from '../../local/stage/server'
import { inPageScript } from '../journeys/support/in-page-script'
import { layoutFaults } from '../journeys/support/layout-faults'
import { eventually } from '../support/eventually'
import { NOON } from '../support/restaurant'
import { openWindow, type TestWindow } from './a-window'
import { plainCloud } from './plain-cloud'

const root = path.resolve(__dirname, '../..')
const NIGHTLY = '0 0 3 * * * *'
const DAY = 86_400_000
/** As if a function and a timer's job said yes to everything. */
const cloud = plainCloud(
  async () => ({ ok: true }),
  [{ name: 'nightly', trigger: { name: 'nightly', config: NIGHTLY, schedule: readSchedule(NIGHTLY) } }],
)
let stage: Stage
let window: TestWindow
let page: Page
let tellRebuilt: (problems: Problem[]) => void
beforeAll(async () => {
  window = await openWindow()
  page = window.page
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
  await window.close()
  await stage.close()
})
beforeEach(async () => {
  cloud.clock.moveTo(NOON)
  await page.goto(stage.url)
  await phone('diner').getByText('请坐').waitFor()
  await phone('cashier').getByText('报到').waitFor()
})
afterEach(() => window.makeAnew())

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
    /** The page waits for an answer without a plan for none: that is a mistake of its own. */
    const hasFailed = (times: number) =>
      page.waitForFunction(
        `document.querySelector('section[data-phone="cashier"] iframe').contentWindow.huiweiPhone.errors.length === ${times}`,
      )
    await network.selectOption('断网')
    await call.click()
    await hasFailed(1)
    expect(await answer.textContent()).toBe('')
    await network.selectOption('丢一次回复')
    await network.blur()
    await call.click()
    await page.waitForFunction(
      `document.querySelector('section[data-phone="cashier"] .network').value === 'normal'`,
    )
    await hasFailed(2)
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
    await controls('diner').getByRole('button', { name: '重载' }).click()
    await loadedAnew()
    // Emptied, the control says again what the phone is when the stage next looks at it.
    await network.evaluate((select: { value: string }) => (select.value = ''))
    await page.waitForFunction(`document.querySelector('.network').value !== ''`)
    expect(await network.inputValue()).toBe('offline')
    expect(await page.evaluate('window.atStart')).toBe('offline')
  })

  it('goes back by its own button, and loads a phone anew', async () => {
    await phone('diner').getByText('去收银台').click()
    await phone('diner').getByText('报到').waitFor()
    await controls('diner').getByRole('button', { name: '返回' }).click()
    await phone('diner').getByText('请坐').waitFor()
    await mark()
    await controls('diner').getByRole('button', { name: '重载' }).click()
    await loadedAnew()
  })

  it('puts another diner in the first one’s place, and either of them back', async () => {
    await controls('diner').getByRole('button', { name: '换一位新顾客' }).click()
    await page.locator('section[data-phone^="diner-"]').waitFor()
    await phone('diner-').getByText('请坐').waitFor()
    const who = controls('diner').getByLabel('看哪位顾客')
    expect(await who.locator('option').allInnerTexts()).toEqual(['顾客的手机', '顾客 2 的手机'])
    await who.selectOption('顾客的手机')
    await page.locator('section[data-phone="diner"]').waitFor()
    await who.selectOption('顾客 2 的手机')
    await page.locator('section[data-phone^="diner-"]').waitFor()
    await page.waitForURL(/[?]diner=diner-[0-9a-f]{8}$/)
    await page.reload()
    await page.locator('section[data-phone^="diner-"]').waitFor()
  })

  it('has a diner’s, a cashier’s and a manager’s phone', async () => {
    expect(await page.locator('.phone').evaluateAll((all) => all.map(({ dataset }) => dataset.part))).toEqual(
      ['diner', 'cashier', 'manager'],
    )
  })

  it('lets a day pass: the timers on the way fire, and the phones are taken up again at that time', async () => {
    const before = cloud.clock.now()
    const begun = performance.now()
    await page.evaluate(`(() => {
      const { huiweiPhone } = document.querySelector('section[data-phone="cashier"] iframe').contentWindow
      window.deeds = []
      huiweiPhone.putAway = () => window.deeds.push('put away')
      huiweiPhone.takeUp = () => window.deeds.push('taken up')
    })()`)
    await page.getByRole('button', { name: '过一天' }).click()
    await page.getByText('途中触发了 1 个定时任务。').waitFor()
    const passed = cloud.clock.now() - before
    expect(passed).toBeGreaterThanOrEqual(DAY)
    expect(passed).toBeLessThan(DAY + performance.now() - begun + 1_000)
    await page.waitForFunction(`window.deeds.length === 2`)
    expect(await page.evaluate('window.deeds')).toEqual(['put away', 'taken up'])
    const shift = `document.querySelector('section[data-phone="cashier"] iframe').contentWindow.huiweiPhone?.clockShiftMs`
    const shiftMs = cloud.clock.now() - Date.now()
    expect(Math.abs(Number(await page.evaluate(shift)) - shiftMs)).toBeLessThan(1_000)
    await page.reload()
    await phone('diner').getByText('请坐').waitFor()
    await page.waitForFunction(`Math.abs(${shift} - ${shiftMs}) < 1000`)
  })

  it('goes to a moment that is named, and says why it does not go back', async () => {
    await page.getByText('去…').click()
    await page.getByLabel('去哪一刻').fill('2020-01-01T12:00')
    await page.locator('#clock form').evaluate((form) => form.setAttribute('novalidate', ''))
    await page.getByRole('button', { name: '出发' }).click()
    await page.getByText('时间只能往前走').waitFor()
    const target = NOON + 3 * DAY
    const begun = performance.now()
    const field = new Date(target + 8 * 3_600_000).toISOString().slice(0, 16)
    await page.getByText('去…').click()
    await page.getByLabel('去哪一刻').fill(field)
    await page.getByRole('button', { name: '出发' }).click()
    await page.getByText('途中触发了 3 个定时任务。').waitFor()
    const since = cloud.clock.now() - target
    expect(since).toBeGreaterThanOrEqual(0)
    expect(since).toBeLessThan(performance.now() - begun + 1_000)
  })

  it('turns what a phone does when it is asked, and keeps it through a reload of the phone', async () => {
    await controls('diner').getByText('意外').click()
    for (const label of ['不给手机号', '不收订阅消息', '照片不允许', '大字号'])
      await controls('diner').getByLabel(label).check()
    const state = `(({ refuses, largeFont }) => [...Object.values(refuses), largeFont])(
      document.querySelector('section[data-phone="diner"] iframe').contentWindow.huiweiPhone)`
    expect(await page.evaluate(state)).toEqual([true, true, true, true])
    await mark()
    await controls('diner').getByRole('button', { name: '重载' }).click()
    await loadedAnew()
    expect(await page.evaluate(state)).toEqual([true, true, true, true])
    await page.waitForURL(
      /[?]diner\.font=large&diner\.number=refused&diner\.messages=refused&diner\.photos=refused$/,
    )
  })

  it('breaks a phone’s next call, and shows until it has', async () => {
    await controls('cashier').getByText('意外').click()
    const switched = controls('cashier').getByLabel('下一次调用中断')
    await switched.check()
    await page.reload()
    await phone('cashier').getByText('请坐').or(phone('cashier').getByText('报到')).first().waitFor()
    await page.waitForFunction(
      `document.querySelector('section[data-phone="cashier"] .break-next input').checked`,
    )
    await fetch(new URL('/phone/cashier/call/member', stage.url), { method: 'POST', body: '{}' })
    await page.waitForFunction(
      `!document.querySelector('section[data-phone="cashier"] .break-next input').checked`,
    )
  })

  it('shows each message that a function sends: to whom, why, and why it did not go out', async () => {
    await page.getByRole('tab', { name: '消息' }).click()
    await page.getByText('还没有消息').waitFor()
    const values = { touser: 'demo-cashier', template_id: 'of-nobody', data: { thing1: { value: '一碗面' } } }
    const caller = { appid: null, functionName: 'counter', operation: 'settle' }
    expect(() => cloud.wechat.call('subscribeMessage.send', values, caller)).toThrow()
    const message = page.locator('.message')
    await message.waitFor()
    expect((await message.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
      /^收银员 of-nobody .*一碗面 因为：结账记分 ✕ 没有发出：没有这位用户（40003）$/,
    )
    await page.reload()
    await page.getByRole('tab', { name: '消息 1' }).click()
    await message.waitFor()
  })

  it('says that a scene of its address did not come about, and is a stage like any other', async () => {
    await page.goto(`${stage.url}?scene=nope`)
    await page.getByText('场面“nope”没能摆出来。').waitFor()
    await phone('diner').getByText('请坐').waitFor()
    await page.locator('#scenes .choices button').first().waitFor()
    await page.getByText('下一个定时任务').waitFor()
  })

  it('goes along its tabs with the arrow keys', async () => {
    await page.getByRole('tab', { name: '导览' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('tabpanel', { name: '场面' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('tabpanel', { name: '微信' }).waitFor()
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
    await page.getByRole('tab', { name: '微信' }).click()
    await page.getByLabel('哪个接口').selectOption('发送订阅消息')
    await answers.selectOption('43101 用户没有订阅，或次数已用完')
    await waiting.getByText('发送订阅消息 43101').waitFor()
    await page.reload()
    await page.getByRole('tab', { name: '微信' }).click()
    await waiting.getByText('发送订阅消息 43101').waitFor()
    expect(() => cloud.wechat.call('subscribeMessage.send', {}, { appid: null })).toThrow(
      expect.objectContaining({ errCode: 43101 }),
    )
    await waiting.getByText('照常').waitFor()
    cloud.wechat.refuseNext('phonenumber.getPhoneNumber', 40029)
    await page.getByLabel('哪个接口').selectOption('换取手机号')
    expect(await answers.inputValue()).toBe('40029')
    await answers.selectOption('照常')
    await waiting.getByText('照常').waitFor()
    expect(cloud.wechat.refusable().map(({ waiting }) => waiting)).toEqual([null, null, null, null])
  })

  it('lets a timer come twice, late or not at all the next time it is due, and says so until it has', async () => {
    const disturbance = () =>
      cloud.timers.all().find(({ functionName }) => functionName === 'nightly')?.disturbance
    await page.getByText('定时任务', { exact: true }).click()
    const which = page.getByLabel('哪个定时任务')
    const next = page.getByLabel('下一次怎么来')
    await which.selectOption({ label: 'nightly' })
    await next.selectOption('漏掉，不来')
    await eventually(() => disturbance() === 'missed')
    await page.reload()
    await page.getByText('定时任务', { exact: true }).click()
    await which.selectOption({ label: 'nightly（漏掉，不来）' })
    expect(await next.inputValue()).toBe('missed')
    await next.selectOption('照常来')
    await eventually(() => disturbance() === null)
    await which.getByText('nightly', { exact: true }).waitFor({ state: 'attached' })
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
    await page.locator('#switcher').getByRole('button', { name: '收银员' }).click()
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
      await page.evaluate(inPageScript())
      for (const tab of ['导览', '场面', '消息', '微信']) {
        await page.getByRole('tab', { name: tab }).click()
        // A pointer's targets, not a thumb's; and the phones' screens are judged by their own journeys.
        const faults = await layoutFaults(page, { 'touch-target': 'body' })
        expect([tab, faults]).toEqual([tab, []])
      }
    },
  )
})
