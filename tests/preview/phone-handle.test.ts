import path from 'node:path'
import type { PhoneHandle } from '../../local/preview/phone'
import { openTestPhone, type TestPhone } from './a-phone'

/** What the browser gives functions that run in it; the tests themselves run in Node. */
declare const window: Window
declare const wx: Record<string, (...given: unknown[]) => unknown>
declare const getApp: () => { globalData: { told: string[] } }
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
    await phone.set({ network: 'slow' })
    const took = await phone.run(async () => {
      const before = performance.now()
      const { cloud } = wx as unknown as { cloud: { callFunction(of: object): Promise<unknown> } }
      await cloud.callFunction({ name: 'orders' })
      return performance.now() - before
    })
    expect(took).toBeGreaterThan(1_990)
    expect(took).toBeLessThan(4_000)
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
    await phone.open('/pages/work/work')
    const { firstUsableMs } = await work()
    expect(firstUsableMs).toBeGreaterThan(0)
    expect(firstUsableMs).toBeLessThan(2_000)
  })

  it('the first page is waited for since the phone’s document began', async () => {
    await phone.open('/pages/work/work?call=1')
    const route = (await work()).firstUsableMs!
    await phone.page.reload()
    await phone.page.waitForFunction(() => window.huiweiPhone.work.firstUsableMs !== null)
    const { page, firstUsableMs } = await work()
    const scriptsTook = await phone.page.evaluate(
      () =>
        (
          globalThis as unknown as {
            performance: { getEntriesByType(type: string): { responseEnd: number }[] }
          }
        ).performance.getEntriesByType('navigation')[0]!.responseEnd,
    )
    expect(page).toBe('pages/work/work')
    expect(firstUsableMs).toBeGreaterThan(scriptsTook)
    expect(firstUsableMs).toBeGreaterThan(route)
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
