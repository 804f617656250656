import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { CloudFiles } from '../../local/cloud/storage/cloud-files'
import { twoColourPng } from '../../local/cloud/openapi/png'
import { ELEMENTS } from '../../local/preview/elements'
import { intercept } from '../support/intercept'
import { openTestPhone, type TestPhone } from './a-phone'

/** What the browser gives functions that run in it; the tests themselves run in Node. */
declare const window: Window & {
  name: string
  addEventListener(type: string, listener: () => void, options: object): void
}
declare const getComputedStyle: (node: unknown) => { color: string; backgroundColor: string }
declare const document: { querySelector(selector: string): { scrollTo(x: number, y: number): void } }
declare const btoa: (bytes: string) => string
declare const wx: Record<string, (options?: object | string) => Promise<Record<string, unknown>>>
declare const getApp: () => { globalData: { told: string[]; beforeInit: string } }
declare const getCurrentPages: () => { route: string; data: Record<string, unknown> }[]

let phone: TestPhone
beforeAll(async () => {
  phone = await openTestPhone(path.join(__dirname, 'runtime-fixture'))
})
afterAll(() => phone.close())
beforeEach(() => phone.invoke.mockReset())

const button = (name: string) => phone.page.getByRole('button', { name, exact: true })
const eventually = (read: () => Promise<unknown>, expected: unknown) =>
  phone.page.waitForTimeout(0).then(async () => {
    for (let waited = 0; waited < 10_000; waited += 50) {
      if (JSON.stringify(await read()) === JSON.stringify(expected)) break
      await phone.page.waitForTimeout(50)
    }
    expect(await read()).toEqual(expected)
  })

/** What a promise of `wx` says when it fails. */
const failure = (api: string, options: object) =>
  phone.run(
    ({ api: name, options: given }: { api: string; options: object }) =>
      wx[name]!(given).then(
        () => 'ok',
        (error: { errMsg: string }) => error.errMsg,
      ),
    { api, options },
  )

describe('what a page can name', () => {
  it('is not the browser', async () => {
    await phone.open('/pages/scope/scope')
    expect(await phone.data('seen')).toEqual({
      window: 'undefined',
      document: 'undefined',
      fetch: 'undefined',
      localStorage: 'undefined',
      globalThis: 'undefined',
      this: 'undefined',
      wx: 'object',
      setTimeout: 'function',
    })
    expect(await phone.data('fromText')).toContain('not supported by the preview')
    expect(await phone.data('functions')).toBe(true)
  })

  it('is nothing else of it either', async () => {
    await phone.open('/pages/scope/scope')
    const names = (await phone.data('browserNames')) as Record<string, string>
    expect(Object.entries(names).filter(([, type]) => type !== 'undefined')).toEqual([])
    expect(Object.keys(names).length).toBeGreaterThan(10)
  })

  it.each([
    ['an API that does not exist here', 'wx.chooseLocation'],
    ['a part of the cloud that does not', 'wx.cloud.database'],
  ])('%s is refused by its name', async (_what, name) => {
    await phone.open('/pages/scope/scope')
    const said = await phone.drive('Page.callMethod', { method: 'read', args: [name] })
    expect(said.result).toBe(`${name} is not supported by the preview`)
  })

  it('canIUse and feature tests tell before', async () => {
    await phone.open('/pages/scope/scope')
    expect(await phone.data('features')).toEqual({
      scan: true,
      locate: false,
      inWx: [true, false],
      bar: 'undefined',
    })
  })
})

describe('elements', () => {
  beforeEach(() => phone.open('/pages/elements/elements'))

  it('draw a page without an error, its canvas, image and units measured', async () => {
    await eventually(() => phone.data('canvas'), '80x80')
    await eventually(() => phone.data('image'), 1)
    const area = await phone.page.locator('.phone-page.top .phone-page-area').boundingBox()
    const fixed = await phone.page.locator('wx-view.fixed').boundingBox()
    const half = await phone.page.locator('wx-view.half').boundingBox()
    expect(fixed!.y + fixed!.height).toBeCloseTo(area!.y + area!.height, 0)
    expect(half!.height).toBeCloseTo(area!.height / 2, 0)
    expect(await phone.errors()).toEqual([])
  })

  it('a tap carries its place, the data-* and marks around it, and its touches', async () => {
    await phone.tap('.press')
    expect(JSON.parse(String(await phone.data('pressed')))).toEqual({
      mark: '7',
      x: 'number',
      dataset: { orderId: '42' },
      lists: [0, 1],
    })
  })

  it('a tap leads its handler nowhere into the document', async () => {
    await phone.tap('.press')
    expect(await phone.data('pressed')).not.toBe('')
    expect(await phone.data('given')).toBe('')
  })

  it('a long press is heard instead of a tap', async () => {
    const box = (await phone.page.locator('.press').boundingBox())!
    await phone.page.locator('.press').scrollIntoViewIfNeeded()
    const at = (await phone.page.locator('.press').boundingBox()) ?? box
    await phone.page.mouse.move(at.x + 30, at.y + 10)
    await phone.page.mouse.down()
    await eventually(() => phone.data('pressed'), 'long')
    await phone.page.mouse.up()
    expect(await phone.data('pressed')).toBe('long')
  })

  it('a finger that moves away taps nothing', async () => {
    await phone.page.locator('.press').scrollIntoViewIfNeeded()
    const at = (await phone.page.locator('.press').boundingBox())!
    const browser = await phone.page.context().newCDPSession(phone.page)
    const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number) =>
      browser.send('Input.dispatchMouseEvent', { type, x, y: at.y + 10, button: 'left', clickCount: 1 })
    // In order, and without waiting between them: a slow machine makes no long press of it.
    await Promise.all([
      mouse('mousePressed', at.x + 30),
      ...[40, 50, 60].map((far) => mouse('mouseMoved', at.x + far)),
      mouse('mouseReleased', at.x + 60),
    ])
    expect(await phone.data('pressed')).toBe('')
  })

  it('what is typed reaches the page within its length, and the page may answer with other text', async () => {
    await phone.type('.nick', 'xiaoming')
    expect(await phone.data('nick')).toBe('XIAO')
    expect(await phone.page.locator('.nick input').inputValue()).toBe('XIAO')
  })

  it('a digit keyboard writes digits', async () => {
    await phone.page.locator('.amount input').pressSequentially('1a2.5元')
    expect(await phone.page.locator('.amount input').inputValue()).toBe('12.5')
  })

  it('a placeholder wears the class of the page that names it', async () => {
    const hint = phone.page.getByText('怎么称呼', { exact: true })
    expect(await hint.evaluate((node) => getComputedStyle(node).color)).toBe('rgb(140, 20, 70)')
  })

  it('a form gathers its fields under their names, and forgets them', async () => {
    await phone.type('.nick', 'ming')
    await phone.tap('.label-b')
    expect(await phone.data('said')).toBe('tags ab')
    await phone.tap('.submit')
    await eventually(async () => JSON.parse(String(await phone.data('said'))), {
      nick: 'MING',
      amount: '',
      memo: '',
      sms: true,
      tags: ['a', 'b'],
      table: 'in',
      store: 0,
      age: 30,
    })
    await phone.tap('.reset')
    await eventually(() => phone.data('said'), 'reset')
    expect(await phone.page.locator('.nick input').inputValue()).toBe('')
  })

  it('a switch tells its new state', async () => {
    await phone.drive('Element.callFunction', { ...(await phone.find('switch')), functionName: 'switch.tap' })
    expect(await phone.data('said')).toBe('switch false')
    expect(await phone.page.getByRole('switch', { name: '短信' }).getAttribute('aria-checked')).toBe('false')
  })

  it('a picker asks on a sheet; closing it changes nothing', async () => {
    await phone.tap('.store')
    await phone.page.getByRole('listbox').selectOption('城西店')
    await button('取消').tap()
    expect(await phone.data('store')).toBe(0)
    await phone.tap('.store')
    await phone.page.getByRole('listbox').selectOption('城西店')
    await button('确定').tap()
    await eventually(() => phone.data('store'), 1)
  })

  it('a swiper turns by its property and by a finger', async () => {
    await phone.drive('Element.callFunction', {
      ...(await phone.find('swiper')),
      functionName: 'swiper.swipeTo',
      args: [2],
    })
    expect(await phone.data('current')).toBe(2)
  })

  it('a list says once that its end is near', async () => {
    await phone.page.locator('.list').evaluate((node) => node.scrollTo(10_000, 0))
    await eventually(() => phone.data('lower'), 1)
    await phone.page.locator('.list').evaluate((node) => node.scrollTo(node.scrollLeft - 5, 0))
    await phone.page.waitForTimeout(100)
    expect(await phone.data('lower')).toBe(1)
  })

  it('WXS handlers move elements and call the page', async () => {
    await phone.page.locator('.track').scrollIntoViewIfNeeded()
    const at = (await phone.page.locator('.track').boundingBox())!
    await phone.page.mouse.move(at.x + 10, at.y + 5)
    await phone.page.mouse.down()
    await phone.page.mouse.move(at.x + 70, at.y + 5, { steps: 3 })
    await phone.page.mouse.up()
    await eventually(() => phone.data('dragged'), 'yes')
    const moved = (await phone.page.locator('.dragged').boundingBox())!
    expect(Math.round(moved.x - at.x)).toBe(60)
  })

  it('rich text loses its scripts, not its words', async () => {
    expect(await phone.page.locator('wx-rich-text').innerText()).toBe('红')
  })
})

describe('for who does not see or touch', () => {
  const named = (role: 'button' | 'checkbox' | 'img', name: string) => phone.page.getByRole(role, { name })

  it('roles, names and states of elements are the browser’s own, live', async () => {
    await phone.open('/pages/covered/covered')
    const box = named('checkbox', '要辣')
    expect(await box.getAttribute('aria-checked')).toBe('false')
    expect(await phone.page.locator('.silent').getAttribute('aria-hidden')).toBe('true')
    expect(await named('img', '看不见的画').count()).toBe(0)
    await phone.tap('.spicy')
    expect(await box.getAttribute('aria-checked')).toBe('true')
  })

  it('what has the role of a control is reached by the keyboard, and Enter and space tap it', async () => {
    await phone.open('/pages/covered/covered')
    await named('checkbox', '要辣').focus()
    await phone.page.keyboard.press('Enter')
    await eventually(() => phone.data('spicy'), true)
    await phone.page.keyboard.press(' ')
    await eventually(() => phone.data('spicy'), false)
  })
})

describe('taps', () => {
  beforeEach(() => phone.open('/pages/covered/covered'))

  it('a test cannot tap what something else lies over', async () => {
    await expect(phone.tap('.under')).rejects.toThrow('lies over it')
    expect(await phone.data('taps')).toBe(0)
  })

  it('a caught tap does not reach the element around it', async () => {
    await phone.tap('.inner')
    expect([await phone.data('inner'), await phone.data('outer')]).toEqual([1, 0])
  })

  it('a disabled button hears nothing', async () => {
    await phone.tap('.off')
    expect(await phone.data('taps')).toBe(0)
  })

  it('what is further down is scrolled to first', async () => {
    await phone.tap('.far')
    expect(await phone.data('taps')).toBe(1)
  })

  it("a finger's tap counts once, and the browser makes no click of it", async () => {
    await phone.page.evaluate(() => {
      window.addEventListener('click', () => (window.name = 'clicked'), { once: true, capture: true })
    })
    await phone.page.locator('.inner').tap()
    await phone.page.waitForTimeout(300)
    expect(await phone.data('inner')).toBe(1)
    expect(await phone.page.evaluate(() => window.name)).toBe('')
  })

  it('a field gets its focus from a tap, and what is around it hears one', async () => {
    await phone.page.locator('.field').tap()
    await phone.page.waitForTimeout(300)
    expect(await phone.data('outer')).toBe(1)
    expect(await phone.page.locator('.field input').evaluate((field) => field.matches(':focus'))).toBe(true)
  })
})

describe('the page stack', () => {
  beforeEach(() => phone.open('/pages/home/home?from=friend'))

  it('tells a page of its life in order', async () => {
    await eventually(() => phone.data('told'), ['load {"from":"friend"}', 'show', 'ready'])
    await phone.run(() => wx.navigateTo!({ url: '/pages/plain/plain?name=%E9%9D%A2%26%E9%A5%AD' }))
    expect(await phone.data('query')).toBe('{"name":"面&饭"}')
    await phone.run(() => wx.navigateBack!())
    expect(await phone.data('told')).toEqual(['load {"from":"friend"}', 'show', 'ready', 'hide', 'show'])
  })

  it.each([
    ['navigateTo', '/pages/me/me', 'navigateTo:fail can not navigateTo a tabbar page'],
    ['navigateTo', '/pages/none/none', 'navigateTo:fail page "pages/none/none" is not found'],
    ['redirectTo', '/pages/me/me', 'redirectTo:fail can not redirectTo a tabbar page'],
    ['switchTab', '/pages/plain/plain', 'switchTab:fail can not switch to no-tabBar page'],
    ['navigateBack', '', 'navigateBack:fail cannot navigate back at first page.'],
  ])('%s to %s fails as in WeChat', async (api, url, message) => {
    expect(await failure(api, { url })).toBe(message)
    expect(await phone.path()).toBe('pages/home/home')
  })

  it('holds ten pages', async () => {
    for (let opened = 1; opened < 10; opened += 1) {
      expect(await failure('navigateTo', { url: '/pages/plain/plain' })).toBe('ok')
    }
    expect(await failure('navigateTo', { url: '/pages/plain/plain' })).toBe(
      'navigateTo:fail webview count limit exceed',
    )
  })

  it('keeps tab pages alive', async () => {
    await phone.page.getByRole('tab', { name: '我的' }).tap()
    await eventually(() => phone.data('shows'), 1)
    await phone.page.getByRole('tab', { name: '首页' }).tap()
    await phone.page.getByRole('tab', { name: '我的' }).tap()
    await eventually(() => phone.data('shows'), 2)
  })

  it('a page comes back with its query when the phone is loaded anew, a second ? in it', async () => {
    await phone.open('/pages/plain/plain?name=100%25&ask=a?b')
    const query = await phone.data('query')
    expect(JSON.parse(String(query))).toEqual({ name: '100%', ask: 'a?b' })
    await phone.page.reload()
    await phone.page.getByRole('button', { name: '回到首页' }).waitFor()
    await eventually(() => phone.data('query').catch(() => ''), query)
  })

  it('a page and the one it opened talk over their channel', async () => {
    await phone.run(async () => {
      const { eventChannel } = await wx.navigateTo!({ url: '/pages/plain/plain' })
      ;(eventChannel as { emit(event: string, word: string): void }).emit('hello', '你好')
    })
    await eventually(() => phone.data('query'), '你好')
  })

  it('the back gesture closes what lies on top, then the page, then the mini-program', async () => {
    await phone.run(() => wx.navigateTo!({ url: '/pages/plain/plain' }))
    void phone.run(() => wx.showActionSheet!({ itemList: ['堂食'] }).catch(() => undefined))
    await phone.page.getByRole('dialog').waitFor()
    const swipeBack = async () => {
      await phone.page.mouse.move(5, 400)
      await phone.page.mouse.down()
      await phone.page.mouse.move(200, 400, { steps: 4 })
      await phone.page.mouse.up()
    }
    await phone.page.keyboard.press('Escape')
    expect(await phone.page.getByRole('dialog').count()).toBe(0)
    expect(await phone.path()).toBe('pages/plain/plain')
    await swipeBack()
    await eventually(() => phone.path(), 'pages/home/home')
    await phone.page.keyboard.press('Escape')
    expect(await phone.run(() => getApp().globalData.told.at(-1))).toBe('hide')
    await button('回到回味').tap()
    expect(await phone.run(() => getApp().globalData.told.at(-1))).toBe('show')
  })

  it("the bar's own buttons go back and home, and share what the page lets be shared", async () => {
    await phone.run(() => wx.navigateTo!({ url: '/pages/plain/plain' }))
    await button('返回').tap()
    await eventually(() => phone.path(), 'pages/home/home')
    await phone.open('/pages/plain/plain')
    await button('更多').tap()
    expect(await button('转发给朋友').count()).toBe(0)
    await button('取消').tap()
    await button('回到首页').tap()
    await eventually(() => phone.path(), 'pages/home/home')
    await button('更多').tap()
    await button('转发给朋友').tap()
    await button('取消').tap()
  })

  it('pulling a page down refreshes it', async () => {
    await phone.page.mouse.move(180, 100)
    await phone.page.mouse.down()
    await phone.page.mouse.move(180, 260, { steps: 5 })
    await phone.page.mouse.up()
    await eventually(() => phone.data('refreshed'), 1)
  })

  it('its end says so once', async () => {
    const scrollTo = (top: number) =>
      phone.page.evaluate(
        (at) => document.querySelector('.phone-page.top .phone-page-scroller').scrollTo(0, at),
        top,
      )
    await scrollTo(10_000)
    await eventually(() => phone.data('bottoms'), 1)
    const end = await phone.drive('Page.getWindowProperties', {
      names: ['document.documentElement.scrollTop'],
    })
    await scrollTo((end.properties as number[])[0]! - 5)
    await phone.page.waitForTimeout(100)
    expect(await phone.data('bottoms')).toBe(1)
  })

  it('a red dot and a number stand on their tab', async () => {
    const bar = phone.page.locator('.phone-tab-bar')
    await phone.run(() => wx.setTabBarBadge!({ index: 1, text: '3' }))
    expect(await bar.getByRole('tab').nth(1).innerText()).toContain('3')
    await phone.run(() => wx.removeTabBarBadge!({ index: 1 }))
    expect(await bar.getByRole('tab').nth(1).innerText()).not.toContain('3')
    expect(await failure('setTabBarBadge', { index: 7, text: '3' })).toBe(
      'setTabBarBadge:fail tabbar item not found',
    )
  })

  it('in the dark its bars take the dark colours of theme.json, live', async () => {
    const colours = () =>
      phone.page.evaluate(() => {
        const bar = getComputedStyle(document.querySelector('.phone-tab-bar'))
        const tab = getComputedStyle(document.querySelector('.phone-tab-bar [aria-selected=true]'))
        const title = getComputedStyle(document.querySelector('.phone-page.top .phone-navigation'))
        return [bar.backgroundColor, tab.color, title.backgroundColor, title.color]
      })
    expect(await colours()).toEqual([
      'rgb(251, 246, 238)',
      'rgb(198, 63, 21)',
      'rgb(251, 246, 238)',
      'rgb(0, 0, 0)',
    ])
    await phone.run(() =>
      (wx.onThemeChange as unknown as (heard: (change: { theme: string }) => void) => void)((change) =>
        getApp().globalData.told.push(change.theme),
      ),
    )
    // A browser tells of a new colour scheme with the next frame it draws.
    const theme = async () => {
      await phone.page.evaluate(() => window.huiweiPhone.settled())
      return phone.run(() => [
        (wx.getAppBaseInfo!() as unknown as { theme: string }).theme,
        getApp().globalData.told.at(-1),
      ])
    }
    await phone.page.emulateMedia({ colorScheme: 'dark' })
    await eventually(theme, ['dark', 'dark'])
    await eventually(colours, [
      'rgb(23, 19, 16)',
      'rgb(255, 122, 77)',
      'rgb(23, 19, 16)',
      'rgb(255, 255, 255)',
    ])
    await phone.page.emulateMedia({ colorScheme: 'light' })
    await eventually(theme, ['light', 'light'])
    await phone.run(() => void wx.offThemeChange!())
  })
})

describe("the cloud's files", () => {
  beforeEach(() => phone.open('/pages/apis/apis'))
  afterEach(() => phone.set({ network: 'normal' }))

  /** One call of `wx.cloud`, or how it fails; a path `of:<fileID>` is the temporary file of a download. */
  const ask = (method: string, options: object) =>
    phone.run(
      async ({ method, options }: { method: string; options: Record<string, unknown> }) => {
        type Cloud = Record<string, (options: object) => Promise<Record<string, unknown>>>
        const { cloud } = wx as unknown as { cloud: Cloud }
        try {
          const [, fileID] = /^of:(.*)$/.exec(String(options.filePath)) ?? []
          const downloaded = fileID === undefined ? null : await cloud.downloadFile!({ fileID })
          return await cloud[method]!({
            ...options,
            ...(downloaded && { filePath: downloaded.tempFilePath }),
          })
        } catch (error) {
          return error as Record<string, unknown>
        }
      },
      { method, options },
    )
  const diner = { openid: 'demo-diner-1' }
  const put = (path: string, user: Parameters<CloudFiles['put']>[2] = diner) =>
    phone.files.put(path, Buffer.from(path), user)

  it('come down to the phone and go up again, as its user’s own', async () => {
    const fileID = put('menu.txt')
    const uploaded = await ask('uploadFile', { cloudPath: 'reviews/我的 1.txt', filePath: `of:${fileID}` })
    expect(uploaded).toMatchObject({ errMsg: 'cloud.uploadFile:ok', statusCode: 204 })
    const file = phone.files.read(String(uploaded.fileID))
    expect(file).toMatchObject({ path: 'reviews/我的 1.txt', owner: 'demo-diner-1' })
    expect(file?.bytes.toString()).toBe('menu.txt')
  })

  it('have links that an image shows', async () => {
    const picture = twoColourPng(7, 3, () => true, { ink: [0, 0, 0], transparent: false })
    const fileID = phone.files.put('bowl.png', picture, diner)
    const { fileList } = (await ask('getTempFileURL', {
      fileList: [{ fileID, maxAge: 60 }, 'cloud://x'],
    })) as {
      fileList: { tempFileURL: string }[]
    }
    expect(fileList).toEqual([
      { fileID, maxAge: 60, status: 0, errMsg: 'ok', tempFileURL: expect.stringContaining('/files/') },
      { fileID: 'cloud://x', maxAge: 86_400, status: -503003, errMsg: expect.any(String), tempFileURL: '' },
    ])
    const { pageId } = await phone.drive('App.getCurrentPage')
    await phone.drive('Page.setData', { pageId, data: { picture: fileList[0]?.tempFileURL } })
    await eventually(() => phone.data('pictureWidth'), 7)
  })

  it('are deleted by whose they are, and by nobody else', async () => {
    const [own, others] = [put('own.txt', diner), put('others.txt', { openid: 'somebody' })]
    expect(await ask('deleteFile', { fileList: [own, others] })).toEqual({
      errMsg: 'cloud.deleteFile:ok',
      fileList: [
        { fileID: own, status: 0, errMsg: 'ok' },
        { fileID: others, status: -503002, errMsg: expect.any(String) },
      ],
    })
    expect([phone.files.read(own), phone.files.read(others)?.owner]).toEqual([null, 'somebody'])
  })

  it('fail as the cloud refuses', async () => {
    put('others.txt', { openid: 'somebody' })
    const fileID = put('own.txt')
    const upload = (cloudPath: string) => ask('uploadFile', { cloudPath, filePath: `of:${fileID}` })
    expect(await upload('others.txt')).toEqual({
      errCode: -503002,
      errMsg: expect.stringMatching(/^cloud\.uploadFile:fail others\.txt is not/),
    })
    expect(await upload('/a')).toMatchObject({ errCode: -501007 })
    expect(await ask('uploadFile', { cloudPath: 'a', filePath: 'blob:none' })).toEqual({
      errCode: -1,
      errMsg: 'cloud.uploadFile:fail no such file blob:none',
    })
    const others = put('others.txt', 'function')
    expect(await ask('downloadFile', { fileID: others })).toMatchObject({ errCode: -503002 })
    expect(await ask('getTempFileURL', { fileList: [others] })).toMatchObject({
      fileList: [{ fileID: others, status: -503002, tempFileURL: '' }],
    })
    expect(await ask('downloadFile', { fileID: 'cloud://gone' })).toMatchObject({ errCode: -503003 })
    expect(await ask('getTempFileURL', { fileList: [] })).toMatchObject({ errCode: -501007 })
    expect(await ask('deleteFile', {})).toMatchObject({ errCode: -501007 })
  })

  it('are out of reach offline', async () => {
    const fileID = put('menu.txt')
    await phone.set({ network: 'offline' })
    const failed = { errCode: -1, errMsg: expect.stringContaining('cloud.downloadFile:fail request:fail') }
    expect(await ask('downloadFile', { fileID })).toEqual(failed)
  })
})

describe('the cloud', () => {
  beforeEach(() => phone.open('/pages/apis/apis'))
  afterEach(() => phone.set({ network: 'normal' }))
  const call = () =>
    phone.run(() =>
      (wx as unknown as { cloud: typeof wx }).cloud.callFunction!({ name: 'orders', data: { id: 1 } }).catch(
        (error: object) => error,
      ),
    ) as Promise<Record<string, unknown>>

  it('answers a call with its result', async () => {
    phone.invoke.mockResolvedValue({ ok: true })
    expect(await call()).toEqual({ errMsg: 'cloud.callFunction:ok', result: { ok: true } })
    expect(phone.invoke).toHaveBeenCalledWith('orders', { id: 1 }, expect.anything())
  })

  it('is out of reach offline, and asked nothing', async () => {
    await phone.set({ network: 'offline' })
    const failed = await call()
    expect(failed.errCode).toBe(-1)
    expect(failed.errMsg).toContain('cloud.callFunction:fail request:fail')
    expect(phone.invoke).not.toHaveBeenCalled()
  })

  it('does what was asked although its reply is lost, once', async () => {
    phone.invoke.mockResolvedValue({ ok: true })
    await phone.set({ network: 'lose-next-reply' })
    expect((await call()).errMsg).toContain('request:fail')
    expect(phone.invoke).toHaveBeenCalledTimes(1)
    expect((await call()).errMsg).toBe('cloud.callFunction:ok')
  })

  it('a reply under way is not heard once the phone is offline', async () => {
    let answer = (_: unknown) => {}
    phone.invoke.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const called = call()
    await eventually(() => Promise.resolve(phone.invoke.mock.calls.length), 1)
    await phone.set({ network: 'offline' })
    answer({ ok: true })
    expect((await called).errMsg).toContain('request:fail')
  })

  it('a stage that refuses is no matter of the network', async () => {
    await intercept(phone.page, '**/call/orders', (route) => route.fulfill({ status: 403, body: '不行' }))
    const { errMsg } = await call()
    await phone.page.unroute('**/call/orders')
    expect(errMsg).toContain('403: 不行')
    expect(errMsg).not.toContain('request:fail')
  })

  it('is there after wx.cloud.init only', async () => {
    expect(await phone.run(() => getApp().globalData.beforeInit)).toBe(
      "cloud.callFunction:fail Cloud API isn't enabled, please call wx.cloud.init first",
    )
  })

  it("says a function's fault as the client sees it", async () => {
    phone.invoke.mockRejectedValue(new Error('坏了'))
    expect(await call()).toMatchObject({ errCode: -404011, errMsg: expect.stringContaining('坏了') })
  })

  it('a phone has settled when no call is under way', async () => {
    let answer = (_: unknown) => {}
    phone.invoke.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const called = call()
    let hasSettled = false
    const settled = phone.page.evaluate(() => window.huiweiPhone.settled()).then(() => (hasSettled = true))
    await phone.page.waitForTimeout(300)
    expect(hasSettled).toBe(false)
    answer({})
    await called
    await settled
  })
})

describe('what a phone keeps', () => {
  it('is its own: another phone of the stage has other storage', async () => {
    await phone.open('/pages/apis/apis')
    await phone.run(() => void wx.setStorageSync!('card'))
    await phone.run(() =>
      (wx.setStorageSync as unknown as (key: string, data: unknown) => void)('card', { no: 7 }),
    )
    expect(await phone.run(() => wx.getStorageSync!('card'))).toEqual({ no: 7 })
    const keys = await phone.page.evaluate(() =>
      Object.keys((globalThis as unknown as { localStorage: object }).localStorage),
    )
    expect(keys).toContain('huiwei:diner:card')
    expect(keys).not.toContain('card')
  })

  it('is bounded', async () => {
    const said = await phone.run(() =>
      wx.setStorage!({ key: 'big', data: 'x'.repeat(1024 * 1024) }).catch((error: object) => error),
    )
    expect(said).toEqual({ errMsg: 'setStorage:fail entry size limit reached' })
  })
})

describe("the phone's own questions", () => {
  beforeEach(() => phone.open('/pages/apis/apis'))
  const asked = (api: string, options: object = {}) => failureOrResult(api, options)
  const failureOrResult = (api: string, options: object) =>
    phone.run(
      ({ api: name, options: given }: { api: string; options: object }) =>
        wx[name]!(given).catch((error: object) => error as Record<string, unknown>),
      { api, options },
    )

  it('a modal answers confirm or cancel, not to the back gesture', async () => {
    const answer = asked('showModal', { title: '兑换这份面？', content: '用 100 分' })
    await phone.page.getByRole('alertdialog', { name: '兑换这份面？' }).waitFor()
    await phone.page.keyboard.press('Escape')
    await button('确定').tap()
    expect(await answer).toMatchObject({ confirm: true, cancel: false })
    const refused = asked('showModal', { title: '兑换这份面？' })
    await button('取消').tap()
    expect(await refused).toMatchObject({ confirm: false, cancel: true })
  })

  it('an action sheet gives the index, or fails when it is closed', async () => {
    const chosen = asked('showActionSheet', { itemList: ['堂食', '外带'] })
    await button('外带').tap()
    expect(await chosen).toMatchObject({ tapIndex: 1 })
    const closed = asked('showActionSheet', { itemList: ['堂食', '外带'] })
    await button('取消').tap()
    expect(await closed).toEqual({ errMsg: 'showActionSheet:fail cancel' })
  })

  it('the camera is aimed at a code in sight', async () => {
    await phone.set({ sights: [{ where: '顾客的手机', text: 'HUIWEI-1' }] })
    const scanned = asked('scanCode')
    await button('对准顾客的手机').tap()
    expect(await scanned).toMatchObject({ result: 'HUIWEI-1', scanType: 'QR_CODE' })
  })

  it('the camera leaves its buttons alone while it sees the same', async () => {
    await phone.set({ sights: [{ where: '顾客的手机', text: 'HUIWEI-1' }] })
    const scanned = asked('scanCode')
    await button('对准顾客的手机').focus()
    await phone.page.waitForTimeout(1200)
    await phone.page.keyboard.press('Enter')
    expect(await scanned).toMatchObject({ result: 'HUIWEI-1' })
  })

  it('a camera that cannot look sees nothing', async () => {
    await phone.page.evaluate(() => {
      window.huiweiPhone.camera = () => Promise.reject(new Error('the stage has gone'))
    })
    const closed = asked('scanCode')
    await phone.page.getByText('镜头里还没有码').waitFor()
    await button('关闭').tap()
    await closed
    expect(await phone.errors()).toEqual([])
  })

  it('the camera may be closed, and a code may be entered by hand', async () => {
    await phone.set({ sights: [] })
    const closed = asked('scanCode')
    await button('关闭').tap()
    expect(await closed).toEqual({ errMsg: 'scanCode:fail cancel' })
    const entered = asked('scanCode')
    await phone.page.getByLabel('码的内容').fill('HUIWEI-2')
    await button('识别').tap()
    expect(await entered).toMatchObject({ result: 'HUIWEI-2' })
  })

  it('the phone number is asked for after the privacy guide, and both may be refused', async () => {
    const told = async () => JSON.parse(String((await phone.data('phone')) || '{}'))
    await phone.tap('.phone-button')
    await button('拒绝').tap()
    await eventually(async () => (await told()).errno, 104)

    await phone.tap('.phone-button')
    await button('同意').tap()
    await button('不允许').tap()
    await eventually(told, { errMsg: 'getPhoneNumber:fail user deny', errno: 103 })

    await phone.tap('.phone-button')
    await button('允许').tap()
    await eventually(async () => (await told()).errMsg, 'getPhoneNumber:ok')
    expect((await told()).code).toMatch(/\w{8,}/)
  })

  it('a share button shows the card the page gives, also when it gives it later', async () => {
    const card = phone.page.getByRole('dialog', { name: '发送给朋友' })
    await phone.tap('.share')
    await card.waitFor()
    expect(await card.innerText()).toMatch(/一起来\s+\/pages\/home\/home\s/)
    await button('发送').tap()
    await phone.page.getByText('已发送').waitFor()
    await button('更多').tap()
    await button('转发给朋友').tap()
    await card.waitFor()
    expect(await card.innerText()).toMatch(/晚一点\s+\/pages\/me\/me\s/)
    expect(await card.locator('img').getAttribute('src')).toBe('/preview/assets/assets/bowl.svg')
    await button('取消').tap()
    expect(await phone.data('shared')).toEqual([
      { from: 'button', target: { id: 'share', dataset: { dish: '面' } } },
      { from: 'menu' },
    ])
  })

  it.each([
    ['showModal', { confirmText: '确定要换这份面' }, 'showModal:fail confirmText length'],
    ['showModal', { cancelText: '还是再想一想' }, 'showModal:fail cancelText length'],
    ['setNavigationBarTitle', {}, 'setNavigationBarTitle:fail parameter error'],
    ['vibrateShort', { type: 'wild' }, 'vibrateShort:fail'],
  ])('%s with %j fails as in WeChat', async (api, options, message) => {
    expect(await failure(api, options)).toContain(message)
  })

  it('a sound tells that it may not be played and that it ended, and refuses what it is not', async () => {
    const said = await phone.run(async () => {
      const make = wx.createInnerAudioContext as unknown as () => Record<string, (given?: unknown) => void>
      const waited = (event: string, prepare: (sound: Record<string, unknown>) => void) =>
        new Promise((resolve) => {
          const sound = make()
          sound[event]!(() => resolve(event))
          prepare(sound)
          sound.play!()
          setTimeout(() => resolve('nothing'), 3000)
        })
      // 50 ms of silence: 8 kHz, 8 bit, mono.
      const bytes =
        'RIFF\xb4\x01\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x90\x01\0\0'
      const silence = `data:audio/wav;base64,${btoa(bytes + '\x80'.repeat(400))}`
      const prototype = (globalThis as unknown as { HTMLMediaElement: { prototype: { play: unknown } } })
        .HTMLMediaElement.prototype
      const play = prototype.play
      const ended = await waited('onEnded', (sound) => (sound.src = silence))
      prototype.play = () =>
        Promise.reject(Object.assign(new Error('no gesture'), { name: 'NotAllowedError' }))
      const refused = await waited('onError', (sound) => (sound.src = silence))
      prototype.play = play
      const unknown = ['read', 'set'].map((how) => {
        try {
          const sound = make()
          if (how === 'read') return sound.onWaiting
          sound.playbackRate = () => undefined
          return 'taken'
        } catch (error) {
          return (error as Error).message
        }
      })
      return { ended, refused, unknown }
    })
    expect(said).toEqual({
      ended: 'onEnded',
      refused: 'onError',
      unknown: [
        'InnerAudioContext.onWaiting is not supported by the preview',
        'InnerAudioContext.playbackRate is not supported by the preview',
      ],
    })
  })

  it('a toast lets the back gesture through to the page, a masked one does not', async () => {
    await phone.run(() => wx.navigateTo!({ url: '/pages/plain/plain' }))
    await phone.run(() => wx.showToast!({ title: '请稍候', mask: true, duration: 5000 }))
    await phone.page.keyboard.press('Escape')
    await phone.page.waitForTimeout(100)
    expect(await phone.path()).toBe('pages/plain/plain')
    await phone.run(() => wx.showToast!({ title: '已到账', duration: 5000 }))
    await phone.page.keyboard.press('Escape')
    await eventually(() => phone.path(), 'pages/apis/apis')
    await phone.run(() => wx.hideToast!())
  })

  it('a toast is said aloud and goes by itself', async () => {
    await phone.run(() => wx.showToast!({ title: '已到账', duration: 60_000 }))
    expect(await phone.page.getByRole('status').innerText()).toContain('已到账')
    // In the place of the first, which stays as long as a slow machine needs to read it.
    await phone.run(() => wx.showToast!({ title: '已到账', duration: 300 }))
    await eventually(() => phone.page.getByRole('status').count(), 0)
  })
})

describe('a page that is wrong', () => {
  afterEach(() => phone.forgetErrors())

  it('is reported with what it threw and where', async () => {
    await phone.open('/pages/broken/broken')
    await eventually(
      async () => (await phone.errors()).map(({ message }) => message).sort(),
      [
        '"maxLines" is not a valid property of <text>: it is not supported by the preview',
        '"scrollTop" is not a valid property of <page-meta>: it is not supported by the preview',
        '"sparkle" is not a valid property of <view>: it is not supported by the preview',
        'canvas type (none) is not supported by the preview: use 2d',
        '坏在 onLoad',
        '没人接住',
        '自己说的错',
      ],
    )
  })
})

describe('TDesign', () => {
  beforeEach(() => phone.open('/pages/home/home'))

  it('its components draw and answer', async () => {
    await phone.page.getByText('优惠券', { exact: true }).tap()
    await eventually(() => phone.data('tab'), 'b')
    await phone.page.locator('.phone input').fill('13800138000')
    await eventually(() => phone.data('phone'), '13800138000')
    await phone.page.locator('.t-stepper__plus').tap()
    await eventually(() => phone.data('count'), 2)
    await phone.page.locator('.t-cell').first().tap()
    await eventually(() => phone.data('clicks'), 1)
    await phone.page.locator('wx-button', { hasText: '不可用' }).tap({ force: true })
    expect(await phone.data('clicks')).toBe(1)
    expect(await phone.errors()).toEqual([])
  })

  it('its layers open over the page and close again', async () => {
    await phone.page.locator('wx-button', { hasText: '弹层' }).tap()
    await phone.page.getByText('弹层里的话').waitFor()
    await phone.page.waitForTimeout(400)
    await phone.page.touchscreen.tap(180, 200)
    await eventually(() => phone.data('popup'), false)
    await phone.page.locator('wx-button', { hasText: '对话' }).tap()
    await phone.page.locator('.t-dialog wx-button', { hasText: '兑换' }).tap()
    await eventually(async () => ((await phone.data('told')) as string[]).includes('confirmed'), true)
    await phone.page.locator('wx-button', { hasText: '提示' }).tap()
    await phone.page.getByText('盖好了').waitFor()
  })

  it('its code is a canvas the other camera can see', async () => {
    await eventually(() => phone.page.evaluate(() => window.huiweiPhone.canvasesOnScreen().length), 1)
    await phone.page.locator('wx-button', { hasText: '对话' }).tap()
    expect(await phone.run(() => getCurrentPages().length)).toBe(1)
  })

  it('a cell swipes open by WXS', async () => {
    const cell = phone.page.locator('.t-swipe-cell')
    const measured = async () => {
      const data = await phone.drive('Element.getData', {
        ...(await phone.find('.swipe')),
        path: 'rightWidth',
      })
      return Number(data.data) > 0
    }
    await eventually(measured, true)
    await cell.scrollIntoViewIfNeeded()
    const at = (await cell.boundingBox())!
    await phone.page.mouse.move(at.x + 300, at.y + 20)
    await phone.page.mouse.down()
    await phone.page.mouse.move(at.x + 180, at.y + 20, { steps: 6 })
    await phone.page.mouse.up()
    await eventually(async () => ((await phone.page.locator('.delete').boundingBox())?.x ?? 999) < 375, true)
  })
})

describe('docs/preview.md', () => {
  const root = path.resolve(__dirname, '../..')
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  /** What the first cells of a section's table name. */
  const named = (section: string) => {
    const text =
      read('docs/preview.md')
        .split(/^## /m)
        .find((part) => part.startsWith(`${section}\n`)) ?? ''
    const cells = text.split('\n').flatMap((line) => /^\| (`.*?) +\|/.exec(line)?.[1] ?? [])
    return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)).sort()
  }
  const installed = async () => {
    const names = await phone.run(() => [
      ...Object.keys(wx).filter((name) => name !== 'cloud'),
      ...Object.keys(wx.cloud!).map((name) => `cloud.${name}`),
    ])
    return names.sort()
  }

  it('names every element there is, and no other', () => {
    expect(named('Elements')).toEqual([...ELEMENTS].sort())
  })

  it('names every API there is, and no other', async () => {
    expect(named('wx')).toEqual(await installed())
  })

  it('has every API the mini-program calls', async () => {
    const sources = readdirSync(path.join(root, 'miniprogram'), { recursive: true, encoding: 'utf8' })
    const called = sources
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(path.join('miniprogram', file)).matchAll(/\bwx\.((?:cloud\.)?\w+)/g)])
      .map(([, name = '']) => name)
    expect(called.length).toBeGreaterThan(30)
    const there = await installed()
    expect(called.filter((name) => !there.includes(name))).toEqual([])
  })
})
