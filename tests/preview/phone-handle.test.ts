import path from 'node:path'
import type { PhoneHandle } from '../../local/preview/phone'
import { intercept } from '../support/intercept'
import { openTestPhone, type TestPhone } from './a-phone'

/** What the browser gives functions that run in it; the tests themselves run in Node. */
declare const window: Window
declare const wx: Record<string, (...given: unknown[]) => unknown>
declare const getApp: () => { globalData: { told: string[] } }
declare const getComputedStyle: (node: unknown) => Record<'fontSize' | 'paddingTop' | 'paddingBottom', string>
declare const performance: { now(): number }

let phone: TestPhone
beforeAll(async () => {
  phone = await openTestPhone(path.join(__dirname, 'runtime-fixture'))
})
afterAll(() => phone.close())
beforeEach(() => phone.invoke.mockReset().mockResolvedValue({ ok: true }))

const handle = <T>(ask: (phone: PhoneHandle) => T): Promise<T> =>
  phone.page.evaluate(`(${String(ask)})(window.huiweiPhone)`) as Promise<T>
const settled = () => phone.page.evaluate(() => window.huiweiPhone.settled())
const page = async (method: string, ...args: unknown[]) => {
  const { pageId } = await phone.drive('App.getCurrentPage')
  await phone.drive('Page.callMethod', { pageId, method, args })
}

describe('a slow network', () => {
  afterEach(() => phone.set({ network: 'normal' }))

  it('takes two seconds longer, lets every request through, and stays slow', async () => {
    await phone.open('/pages/apis/apis')
    const took = () =>
      phone.run(async () => {
        const before = performance.now()
        const { cloud } = wx as unknown as { cloud: { callFunction(of: object): Promise<unknown> } }
        await cloud.callFunction({ name: 'orders' })
        return performance.now() - before
      })
    const usually = await took()
    await phone.set({ network: 'slow' })
    const slowly = await took()
    expect(slowly).toBeGreaterThan(1_990)
    expect(slowly).toBeGreaterThan(usually)
    expect(phone.invoke).toHaveBeenCalledTimes(2)
    expect(await handle(({ network }) => network)).toBe('slow')
  })
})

describe('a person who says no beforehand', () => {
  it('refuses their number as a tap on the sheet would, and no sheet is drawn', async () => {
    await phone.open('/pages/apis/apis')
    await phone.page.evaluate(() => void (window.huiweiPhone.refuses.phoneNumber = true))
    await phone.tap('.phone-button')
    await phone.page.getByRole('button', { name: '同意' }).tap()
    await phone.page.getByText('getPhoneNumber:fail user deny').waitFor()
    expect(JSON.parse(String(await phone.data('phone')))).toEqual({
      errMsg: 'getPhoneNumber:fail user deny',
      errno: 103,
    })
    expect(await phone.page.getByRole('dialog').count()).toBe(0)
    await phone.page.evaluate(() => void (window.huiweiPhone.refuses.phoneNumber = false))
  })
})

describe("the phone's clock", () => {
  it('is where it is put, for modules and WXS, and the browser’s own stays', async () => {
    await phone.open('/pages/work/work')
    const day = 86_400_000
    await phone.page.evaluate((shift) => void (window.huiweiPhone.clockShiftMs = shift), 30 * day)
    await page('lookAtTheClock')
    const [now, made, isDate, epoch] = (await phone.data('seen')) as [number, number, boolean, string]
    const inWxs = Number(await phone.page.locator('.time').innerText())
    for (const seen of [now, made, inWxs]) expect(Math.abs(seen - Date.now() - 30 * day)).toBeLessThan(10_000)
    expect([isDate, epoch]).toEqual([true, '1970-01-01T00:00:00.000Z'])
    expect(Math.abs((await phone.page.evaluate(() => Date.now())) - Date.now())).toBeLessThan(10_000)
    await phone.page.evaluate(() => void (window.huiweiPhone.clockShiftMs = 0))
  })
})

describe('the large font', () => {
  const isLarge = (large: boolean) =>
    phone.page.evaluate((given) => void (window.huiweiPhone.largeFont = given), large)
  const tenRem = async () => (await phone.page.locator('.phone-page.top .rem').boundingBox())!.width
  const font = () =>
    phone.run(() => {
      const { fontSizeSetting, fontSizeScaleFactor } = wx.getAppBaseInfo!() as Record<string, number>
      return [fontSizeSetting, fontSizeScaleFactor]
    })
  afterEach(() => isLarge(false))

  it('is told to the mini-program, and is the rem of pages that ask for it, live', async () => {
    await phone.open('/pages/person/person')
    expect([await font(), await tenRem()]).toEqual([[17, 1], 170])
    await isLarge(true)
    expect([await font(), await tenRem()]).toEqual([[22, 1.294], 220])
  })

  it('is the rem of no other page: there the phone is 20 rem wide', async () => {
    await isLarge(true)
    await phone.open('/pages/work/work')
    expect(await tenRem()).toBe(375 / 2)
  })

  it('makes the phone’s own bars larger too', async () => {
    await phone.open('/pages/person/person')
    const title = () =>
      phone.page.locator('.phone-page.top .phone-title').evaluate((node) => getComputedStyle(node).fontSize)
    expect(await title()).toBe('17px')
    await isLarge(true)
    expect(await title()).toBe('20px')
  })

  it('is asked for at the beginning of a page only', async () => {
    await phone.open('/pages/person/person')
    await page('setData', { late: true })
    expect((await phone.errors()).map(({ message }) => message)).toEqual([
      'page-meta can only be the first node of a page: pages/person/person',
    ])
    await phone.forgetErrors()
  })
})

describe('the safe area', () => {
  const foot = () =>
    phone.page.locator('.phone-page.top .foot').evaluate((node) => getComputedStyle(node).paddingBottom)
  const told = () =>
    phone.run(() => {
      const info = wx.getWindowInfo!() as { safeArea: object; screenHeight: number }
      return info
    })
  /** Until the page has heard of it: a browser tells in the frame after. */
  const becomes = async (width: number, height: number) => {
    await phone.page.setViewportSize({ width, height })
    await phone.page.waitForFunction(`innerWidth === ${width} && innerHeight === ${height}`)
    await phone.page.evaluate('new Promise((told) => requestAnimationFrame(told))')
  }
  afterEach(() => becomes(375, 812))

  it('ends 34 px above the lower edge of a tall phone, and at the edge of one with a button', async () => {
    await phone.open('/pages/person/person')
    expect(await foot()).toBe('40px')
    expect(await told()).toMatchObject({ safeArea: { top: 24, bottom: 778, height: 754 } })
    await becomes(320, 568)
    expect(await foot()).toBe('6px')
    expect(await told()).toMatchObject({ safeArea: { bottom: 568, height: 544 } })
  })

  it('is the tab bar’s to keep where there is one: its tabs stand above it, the page ends above the bar', async () => {
    await phone.open('/pages/me/me')
    expect(await foot()).toBe('6px')
    const tab = (await phone.page.getByRole('tab').first().boundingBox())!
    const area = (await phone.page.locator('.phone-page.top .phone-page-area').boundingBox())!
    expect([area.y + area.height, Math.round(tab.y + tab.height)]).toEqual([812 - 84, 778])
  })

  it('is kept by the phone’s own sheets', async () => {
    await phone.open('/pages/apis/apis')
    void phone.run(() => (wx.showActionSheet!({ itemList: ['堂食'] }) as Promise<unknown>).catch(() => 0))
    const box = (await phone.page.getByRole('button', { name: '取消' }).boundingBox())!
    expect(box.y + box.height).toBeLessThanOrEqual(778)
    await phone.page.getByRole('button', { name: '取消' }).tap()
  })

  it('begins below the status bar for a page that draws its own title bar, which has the capsule only', async () => {
    await phone.open('/pages/own-bar/own-bar')
    const bar = phone.page.locator('.bar')
    expect(await bar.evaluate((node) => getComputedStyle(node).paddingTop)).toBe('24px')
    expect((await bar.boundingBox())!.y).toBe(0)
    expect(await phone.page.locator('.phone-page.top .phone-navigation').count()).toBe(0)
    const capsule = (await phone.page.locator('.phone-page.top .phone-capsule').boundingBox())!
    const said = await phone.run(() => wx.getMenuButtonBoundingClientRect!())
    expect(said).toMatchObject({
      left: capsule.x,
      top: capsule.y,
      width: capsule.width,
      height: capsule.height,
    })
    expect(await told()).toMatchObject({ screenTop: 0, windowHeight: 812 })
  })
})

describe('a mini-program that is put away', () => {
  it('hears so once, page, components and app, and again when it is taken up', async () => {
    await phone.open('/pages/work/work')
    await phone.run(() => {
      wx.onAppHide!(() => getApp().globalData.told.push('wx hide'))
      wx.onAppShow!(() => getApp().globalData.told.push('wx show'))
      getApp().globalData.told.splice(0)
    })
    await handle((phone) => [phone.putAway(), phone.putAway()].length)
    expect(await phone.page.getByText('小程序在后台').count()).toBe(1)
    await handle((phone) => [phone.takeUp(), phone.takeUp()].length)
    expect(await phone.page.getByText('小程序在后台').count()).toBe(0)
    expect(await phone.run(() => getApp().globalData.told)).toEqual([
      ...['component hide', 'page hide', 'hide', 'wx hide'],
      ...['show', 'wx show', 'component show', 'page show'],
    ])
    await phone.run(() => [wx.offAppHide!(), wx.offAppShow!()].length)
  })
})

describe('the address', () => {
  it('is the page on top with its query, as the address line has it', async () => {
    await phone.open('/pages/plain/plain?name=面&at=1')
    const address = await handle((phone) => phone.address())
    expect(address).toBe('pages/plain/plain?name=%E9%9D%A2&at=1')
    expect(phone.page.url()).toContain(`#${address}`)
  })
})

describe("a page's work", () => {
  const work = () => handle((phone) => phone.work)

  it('is counted from its opening: setData of page and components, and cloud calls', async () => {
    await phone.open('/pages/work/work?call=1')
    await page('give', { answer: '面' })
    const { elementId, nodeId } = (await phone.find('witness')) as { elementId: string; nodeId?: string }
    const { pageId } = await phone.drive('App.getCurrentPage')
    await phone.drive('Element.setData', { pageId, elementId, nodeId, data: { weight: 'xx' } })
    const counts = await work()
    expect(counts).toMatchObject({ page: 'pages/work/work', calls: 1, setDataCount: 3 })
    const given = [{ answer: '{"ok":true}' }, { answer: '面' }, { weight: 'xx' }]
    const bytes = given.map((data) => Buffer.byteLength(JSON.stringify(data)))
    expect(counts.setDataBytes).toBe(bytes.reduce((sum, one) => sum + one))
    expect(counts.largestSetData).toBe(Math.max(...bytes))
    await phone.open('/pages/plain/plain')
    expect(await work()).toMatchObject({ page: 'pages/plain/plain', calls: 0, setDataCount: 1 })
  })

  it('a page is usable when the answer to its first call is drawn, not when the call is out', async () => {
    let answer = (_: unknown) => {}
    phone.invoke.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    await phone.drive('App.callWxMethod', { method: 'reLaunch', args: [{ url: '/pages/work/work?call=1' }] })
    await phone.page.waitForTimeout(300)
    expect((await work()).firstUsableMs).toBeNull()
    answer({ ok: true })
    await settled()
    await phone.page.waitForFunction(() => window.huiweiPhone.work.firstUsableMs !== null)
    expect((await work()).firstUsableMs).toBeGreaterThanOrEqual(300)
    expect(await phone.page.locator('.answer').innerText()).toBe('{"ok":true}')
  })

  it('a call without a reply makes nothing usable; a page without a call is usable once drawn', async () => {
    await phone.set({ network: 'offline' })
    await phone.open('/pages/work/work?call=1')
    await phone.page.getByText('request:fail').waitFor()
    expect(await work()).toMatchObject({ calls: 1, firstUsableMs: null })
    await phone.set({ network: 'normal' })
    const before = performance.now()
    await phone.open('/pages/work/work')
    const { firstUsableMs } = await work()
    expect(firstUsableMs).toBeGreaterThan(0)
    expect(firstUsableMs).toBeLessThanOrEqual(Math.ceil(performance.now() - before))
  })

  it('the first page is waited for since the phone’s document began, its scripts included', async () => {
    await phone.open('/pages/work/work?call=1')
    const late = 700
    await intercept(phone.page, '**/preview/app.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, late))
      await route.continue()
    })
    await phone.page.reload()
    await phone.page.unroute('**/preview/app.js')
    await phone.page.waitForFunction(() => window.huiweiPhone.work.firstUsableMs !== null)
    const first = await work()
    expect(first.page).toBe('pages/work/work')
    expect(first.firstUsableMs).toBeGreaterThan(late)
  })
})

describe('setData', () => {
  const warnings = () => handle((phone) => phone.warnings.splice(0))
  beforeEach(async () => {
    await phone.open('/pages/work/work')
    await warnings()
  })

  it('of more than 64 KB is warned of with its page and size, up to 64 KB it is not', async () => {
    const frame = Buffer.byteLength(JSON.stringify({ answer: '' }))
    await page('give', { answer: 'x'.repeat(65_536 - frame) })
    expect(await warnings()).toEqual([])
    await page('give', { answer: 'x'.repeat(65_537 - frame) })
    expect(await warnings()).toEqual([
      { where: 'pages/work/work', message: expect.stringContaining('65537 bytes') },
    ])
    expect(await phone.errors()).toEqual([])
  })

  it('of undefined and of functions is warned of by the name of the field, and sets nothing', async () => {
    await page('giveStrange')
    expect(await phone.data('look')).toBe(0)
    expect((await warnings()).map(({ message }) => message)).toEqual([
      'Setting data field "look" to undefined is invalid.',
      'Setting data field "doing" to a function is invalid.',
    ])
  })

  it('of components that come from a package is counted and not judged', async () => {
    await phone.open('/pages/home/home')
    await phone.page.locator('wx-button', { hasText: '弹层' }).tap()
    await phone.page.getByText('弹层里的话').waitFor()
    expect((await handle((phone) => phone.work)).setDataCount).toBeGreaterThan(20)
    expect(await warnings()).toEqual([])
  })
})

describe('asking for messages', () => {
  const DINER = 'demo-diner-1'
  const button = (name: string) => phone.page.getByRole('button', { name, exact: true })
  const said = async () => {
    await phone.page.locator('.phone-page.top .foot:not(:empty)').waitFor()
    return JSON.parse(String(await phone.data('said'))) as Record<string, unknown>
  }
  const granted = () => ['arrived', 'ending'].map((id) => phone.wechat.users.grantsOf(DINER, id))
  const asks = async (tmplIds: unknown[], by = '.subscribe') => {
    const { pageId } = await phone.drive('App.getCurrentPage')
    await phone.drive('Page.setData', { pageId, data: { tmplIds, said: '' } })
    await phone.tap(by)
  }
  beforeAll(() => {
    phone.wechat.addTemplate('arrived', { thing1: null }, '积分到账提醒')
    phone.wechat.addTemplate('arrived-too', { thing1: null }, '积分到账提醒')
    phone.wechat.addTemplate('ending', { thing1: null }, '积分到期提醒')
  })
  beforeEach(() => phone.open('/pages/person/person'))

  it('names the templates; what is allowed is one grant each, what is not is rejected', async () => {
    await asks(['arrived', 'ending'])
    const sheet = phone.page.getByRole('dialog')
    await sheet.waitFor()
    expect(await sheet.innerText()).toMatch(/积分到账提醒\s+积分到期提醒\s+允许\s+取消/)
    await sheet.getByLabel('积分到期提醒').uncheck()
    await button('允许').tap()
    expect(await said()).toEqual({
      errMsg: 'requestSubscribeMessage:ok',
      arrived: 'accept',
      ending: 'reject',
    })
    expect(granted()).toEqual([1, 0])
    await asks(['arrived'])
    await button('允许').tap()
    await said()
    expect(granted()).toEqual([2, 0])
  })

  it('refused on the sheet, every template is rejected and nothing granted; so it is by a person who says no beforehand', async () => {
    const before = granted()
    await asks(['arrived', 'ending'])
    await button('取消').tap()
    const byHand = await said()
    expect(byHand).toEqual({ errMsg: 'requestSubscribeMessage:ok', arrived: 'reject', ending: 'reject' })
    await phone.page.evaluate(() => void (window.huiweiPhone.refuses.subscription = true))
    await asks(['arrived', 'ending'])
    expect(await said()).toEqual(byHand)
    expect(await phone.page.getByRole('dialog').count()).toBe(0)
    await phone.page.evaluate(() => void (window.huiweiPhone.refuses.subscription = false))
    expect(granted()).toEqual(before)
  })

  it('does not work outside a tap, not even a moment after one', async () => {
    const refused = { errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.' }
    await asks(['arrived'], '.later')
    expect(await said()).toEqual(refused)
    await page('ask')
    expect(await said()).toEqual(refused)
  })

  it('fails with the switch for messages turned off, behind the three dots', async () => {
    await button('更多').tap()
    await button('关闭订阅消息').tap()
    await asks(['arrived'])
    expect(await said()).toMatchObject({ errCode: 20004 })
    await button('更多').tap()
    await button('打开订阅消息').tap()
    await asks(['arrived'])
    await button('取消').tap()
    expect(await said()).toMatchObject({ arrived: 'reject' })
  })

  it('asks once for templates of one title', async () => {
    await asks(['arrived', 'arrived-too'])
    await button('取消').tap()
    expect(await said()).toMatchObject({ arrived: 'reject', 'arrived-too': 'filter' })
  })

  it.each([
    ['none', [], 10001],
    ['what is no id', [7], 10004],
    ['more than five', ['a', 'b', 'c', 'd', 'e', 'f'], 20003],
    ['one the account does not have', ['arrived', 'gone'], 20001],
  ])('for %s fails by its code', async (_what, tmplIds, errCode) => {
    await asks(tmplIds)
    expect(await said()).toMatchObject({
      errCode,
      errMsg: expect.stringContaining('requestSubscribeMessage:fail'),
    })
  })

  it('fails without a network', async () => {
    await phone.set({ network: 'offline' })
    await asks(['arrived'])
    expect(await said()).toMatchObject({ errCode: 10002 })
    await phone.set({ network: 'normal' })
  })
})
