import path from 'node:path'
import { ALBUM } from '../../local/preview/album'
import type { Network } from '../../local/preview/phone'
import { openTestPhone, type TestPhone } from './a-phone'

/** What the browser gives functions that run in it; the tests themselves run in Node. */
declare const window: Window
declare const wx: Record<string, (...given: unknown[]) => Promise<Record<string, unknown>>>
type Answer = Record<string, unknown>

let phone: TestPhone
beforeAll(async () => {
  phone = await openTestPhone(path.join(__dirname, 'runtime-fixture'))
})
afterAll(() => phone.close())
beforeEach(() => phone.open('/pages/apis/apis'))
afterEach(() => phone.set({ network: 'normal' }))

const button = (name: string) => phone.page.getByRole('button', { name, exact: true })
const settled = () => phone.page.evaluate(() => window.huiweiPhone.settled())
/** What an API answers with, or how it fails. */
const ask = (api: string, options: object): Promise<Answer> =>
  phone.run(
    ({ api: name, options: given }: { api: string; options: object }) =>
      wx[name]!(given).catch((error: object) => error as Answer),
    { api, options },
  )
const onePhoto = { count: 1, mediaType: ['image'], sizeType: ['compressed'], sourceType: ['album', 'camera'] }
const choose = () => ask('chooseMedia', onePhoto)

/** Somebody who has read the privacy guide takes a picture of the album: its temporary path. */
async function takes(name: string): Promise<string> {
  const chosen = choose()
  await button(name).tap()
  const { tempFiles } = (await chosen) as { tempFiles: { tempFilePath: string }[] }
  return tempFiles[0]!.tempFilePath
}

async function shows(picture: string): Promise<void> {
  const { pageId } = await phone.drive('App.getCurrentPage')
  const data = { picture, pictureWidth: 0, pictureFailed: false }
  await phone.drive('Page.setData', { pageId, data })
}

/** Waits until the page holds this. */
async function tells(field: string, value: unknown): Promise<void> {
  const until = Date.now() + 10_000
  while ((await phone.data(field)) !== value && Date.now() < until) await phone.page.waitForTimeout(20)
  expect(await phone.data(field)).toBe(value)
}

describe('choosing a photo', () => {
  it('is asked for after the privacy guide; refused, it fails by that name', async () => {
    const refused = choose()
    await button('拒绝').tap()
    const errMsg = 'chooseMedia:fail privacy permission is not authorized'
    expect(await refused).toEqual({ errMsg, errno: 104 })
    const chosen = choose()
    await button('同意').tap()
    await button('取消').tap()
    await chosen
  })

  it('gives a temporary file of the platform’s shape, which the page shows', async () => {
    const chosen = choose()
    await phone.page.getByRole('dialog', { name: '选一张照片' }).waitFor()
    for (const name of ALBUM) expect(await button(name).count()).toBe(1)
    await button('活动海报').tap()
    const { tempFiles, ...rest } = (await chosen) as { tempFiles: { tempFilePath: string }[] }
    expect(rest).toEqual({ errMsg: 'chooseMedia:ok', type: 'image' })
    const tempFilePath = expect.stringMatching(/^http:\/\/tmp\/[0-9a-f]{32}\.jpg$/)
    expect(tempFiles).toEqual([{ tempFilePath, size: expect.any(Number), fileType: 'image' }])
    await shows(tempFiles[0]!.tempFilePath)
    await tells('pictureWidth', 720)
  })

  it.each([
    ['取消', () => button('取消').tap()],
    ['a tap beside the sheet', () => phone.page.touchscreen.tap(180, 40)],
    ['the back gesture', () => phone.page.keyboard.press('Escape')],
  ])('ended by %s fails as cancelled', async (_what, ends) => {
    const chosen = choose()
    await button('一桌菜').waitFor()
    await ends()
    expect(await chosen).toEqual({ errMsg: 'chooseMedia:fail cancel' })
    expect(await phone.page.getByRole('dialog').count()).toBe(0)
  })

  it('of a person who lets nobody see their photos fails before any sheet', async () => {
    await phone.page.evaluate(() => void (window.huiweiPhone.refuses.photos = true))
    expect(await choose()).toEqual({ errMsg: 'chooseMedia:fail auth deny' })
    expect(await phone.page.getByRole('dialog').count()).toBe(0)
    await phone.page.evaluate(() => void (window.huiweiPhone.refuses.photos = false))
  })

  it('answers callbacks as well', async () => {
    const told = phone.run(
      (options: object) =>
        new Promise<unknown[]>((resolve) => {
          const heard: unknown[] = []
          const success = ({ type }: Answer) => heard.push(type)
          const complete = () => resolve(heard)
          void wx.chooseMedia!({ ...options, success, fail: () => heard.push('failed'), complete })
        }),
      onePhoto,
    )
    await button('一碗牛肉面').tap()
    expect(await told).toEqual(['image'])
  })

  it('from the camera alone is called so, and its four sights are the album’s', async () => {
    const chosen = ask('chooseMedia', { ...onePhoto, sourceType: ['camera'] })
    await phone.page.getByRole('dialog', { name: '拍一张照片' }).waitFor()
    await button('取消').tap()
    await chosen
  })

  it.each([
    ['count', 0],
    ['count', 21],
    ['sourceType', ['moon']],
    ['sizeType', []],
  ])('with %s %j fails as a parameter error', async (name, value) => {
    const { errMsg } = await ask('chooseMedia', { ...onePhoto, [name]: value })
    expect(errMsg).toContain(`chooseMedia:fail parameter error: ${name}`)
  })

  it.each([[['video']], [['image', 'video']], [undefined]])(
    'of mediaType %j is refused by name, as an error of the page, too',
    async (mediaType) => {
      const { errMsg } = await ask('chooseMedia', { ...onePhoto, mediaType })
      expect(errMsg).toMatch(/^chooseMedia:fail mediaType .* is not supported by the preview$/)
      expect((await phone.errors()).map(({ where }) => where)).toEqual(['wx.chooseMedia'])
      await phone.forgetErrors()
    },
  )

  it('is over with the visit: after a reload its path shows nothing and sends nothing', async () => {
    const before = await takes('一桌菜')
    await phone.page.reload()
    await settled()
    await phone.open('/pages/apis/apis')
    await shows(before)
    await tells('pictureFailed', true)
    const sent = await sends('late.jpg', before)
    expect(sent.errMsg).toBe(`cloud.uploadFile:fail no such file ${before}`)
  })
})

const sends = (cloudPath: string, filePath: string): Promise<Answer> =>
  phone.run(
    (options: object) => {
      type Cloud = Record<string, (options: object) => Promise<Answer>>
      const { cloud } = wx as unknown as { cloud: Cloud }
      return cloud.uploadFile!(options).catch((error: object) => error as Answer)
    },
    { cloudPath, filePath },
  )
const fileAt = (cloudPath: string) =>
  phone.files.read(`cloud://local-env.6c6f-local-env-1250000000/${cloudPath}`)

describe('sending a photo', () => {
  it('keeps the very picture, a JPEG each, as its user’s own', async () => {
    const sizes = new Set<number>()
    for (const [index, name] of ALBUM.entries()) {
      const { fileID, ...rest } = await sends(`reviews/${index}.jpg`, await takes(name))
      expect(rest).toEqual({ errMsg: 'cloud.uploadFile:ok', statusCode: 204 })
      const file = phone.files.read(String(fileID))
      expect(file).toMatchObject({ path: `reviews/${index}.jpg`, owner: 'demo-diner-1' })
      expect(file?.bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff')
      sizes.add(file!.bytes.length)
    }
    expect(sizes.size).toBe(ALBUM.length)
    expect(Math.max(...sizes)).toBeLessThan(300 * 1024)
  })

  it.each<[string, Network, string, boolean]>([
    ['without a network fails, and nothing arrives', 'offline', 'net::ERR_INTERNET_DISCONNECTED', false],
    ['whose reply is lost fails, and has arrived', 'lose-next-reply', 'net::ERR_CONNECTION_RESET', true],
  ])('%s', async (_what, network, why, arrives) => {
    const photo = await takes('一碗牛肉面')
    await phone.set({ network })
    expect(await sends(`${network}.jpg`, photo)).toEqual({
      errCode: -1,
      errMsg: `cloud.uploadFile:fail request:fail ${why}`,
    })
    expect(fileAt(`${network}.jpg`) !== null).toBe(arrives)
  })

  it('over a slow network takes two seconds longer', async () => {
    const photo = await takes('一碗牛肉面')
    await phone.set({ network: 'slow' })
    const before = Date.now()
    expect(await sends('slow.jpg', photo)).toMatchObject({ statusCode: 204 })
    expect(Date.now() - before).toBeGreaterThan(1_990)
  })

  it('may be shown to others by a link that a function gives, until the file is gone', async () => {
    const { fileID } = await sends('shown.jpg', await takes('一桌菜'))
    // A browser keeps what it has shown, so each link is shown once.
    const [link, later] = [1, 2].map(() => phone.files.linkTo(String(fileID), 60, 'function'))
    await shows(link!)
    await tells('pictureWidth', 960)
    phone.files.delete(String(fileID), 'function')
    await shows(later!)
    await tells('pictureFailed', true)
  })
})

describe('a picture over the whole screen', () => {
  const opens = (urls: unknown, current?: string) => ask('previewImage', { urls, current })
  const picture = () => phone.page.getByRole('dialog', { name: '大图' })

  it.each([
    ['a tap', () => button('关闭大图').tap()],
    ['the back gesture', () => phone.page.keyboard.press('Escape')],
  ])('covers the page until %s', async (_what, ends) => {
    const photo = await takes('一碗牛肉面')
    expect(await opens([photo])).toEqual({ errMsg: 'previewImage:ok' })
    const box = await picture().boundingBox()
    expect(box).toEqual({ x: 0, y: 0, width: 375, height: 812 })
    await ends()
    expect(await picture().count()).toBe(0)
    expect(await phone.path()).toBe('pages/apis/apis')
  })

  it('begins with the current one of several, and says which it is', async () => {
    const photo = await takes('一桌菜')
    await opens(['/assets/bowl.svg', photo], photo)
    await phone.page.getByText('2 / 2').waitFor()
    await phone.page.keyboard.press('Escape')
    await opens(['/assets/bowl.svg', photo], 'of another list')
    await phone.page.getByText('1 / 2').waitFor()
    await phone.page.keyboard.press('Escape')
  })

  it('that cannot be loaded says so, and closes as any other', async () => {
    await opens(['http://tmp/gone.jpg'])
    await phone.page.getByText('图片加载失败').tap()
    expect(await picture().count()).toBe(0)
  })

  it.each([[undefined], [[]], [[7]]])('of %j fails as a parameter error', async (urls) => {
    expect((await opens(urls)).errMsg).toContain('previewImage:fail parameter error')
    expect(await picture().count()).toBe(0)
  })

  it('of a file id is refused by name: pages get a link for it', async () => {
    expect((await opens(['cloud://a/b.jpg'])).errMsg).toContain('is not supported by the preview')
    expect((await phone.errors()).map(({ where }) => where)).toEqual(['wx.previewImage'])
    await phone.forgetErrors()
  })
})
