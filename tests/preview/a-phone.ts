import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchTestBrowser } from '../support/test-browser'
import type { CloudFiles } from '../../local/cloud/storage/cloud-files'
import { openPreviewBuild } from '../../local/preview/build'
import type { Network, PhoneError, Sight } from '../../local/preview/phone'
import { listenOnLoopback } from '../../local/stage/loopback'
import { openPhonePages } from '../../local/stage/phone-pages'
import { PhoneScreens } from '../../local/stage/phone-screens'
import { DINER } from '../../local/stage/phones'
import type { StagedCloud } from '../../local/stage/routes'
import { openStage } from '../../local/stage/server'
import { plainCloud } from '../stage/plain-cloud'

/** In the phone's page; the tests themselves run in Node. */
declare const window: Window

const root = path.resolve(__dirname, '../..')
const nodeModulesDir = path.join(root, 'node_modules')

interface ElementId {
  elementId: string
  pageId: number
  nodeId?: string
}

/** One phone with the fixture on its screen, in a headless browser. */
export interface TestPhone {
  browser: Browser
  page: Page
  /** The functions behind `wx.cloud.callFunction`. */
  invoke: jest.Mock<Promise<unknown>, [string, object, object]>
  /** Who was granted which messages, behind `wx.requestSubscribeMessage`. */
  wechat: StagedCloud['wechat']
  /** The files behind `wx.cloud.uploadFile` and its like. */
  files: CloudFiles
  /** One request of `miniprogram-automator`. */
  drive(method: string, params?: object): Promise<Record<string, unknown>>
  /** Runs in the phone with what a page sees: `wx`, `getApp`, `getCurrentPages`. */
  run<T>(code: (given: never) => T | Promise<T>, given?: unknown): Promise<T>
  open(url: string): Promise<void>
  find(selector: string): Promise<ElementId>
  tap(selector: string): Promise<void>
  type(selector: string, text: string): Promise<void>
  data(name: string): Promise<unknown>
  path(): Promise<string>
  set(change: { network?: Network; sights?: Sight[] }): Promise<void>
  errors(): Promise<PhoneError[]>
  forgetErrors(): Promise<void>
  close(): Promise<void>
}

/** Opens the stage with one phone on it. `miniprogramDir` is compiled first; it must have no problems. */
export async function openTestPhone(miniprogramDir: string): Promise<TestPhone> {
  const runtimeDir = path.join(root, 'local/preview/runtime')
  const build = await openPreviewBuild({ miniprogramDir, nodeModulesDir, runtimeDir, watch: false })
  if (build.problems().length > 0) throw new Error(JSON.stringify(build.problems()))
  const invoke = jest.fn<Promise<unknown>, [string, object, object]>()
  const cloud = plainCloud(invoke)
  const stage = await openStage({
    server: await listenOnLoopback(0),
    cloud,
    build,
    nodeModulesDir,
    pageDir: path.join(root, 'local/stage/page'),
    phones: [DINER],
    dataId: 'runtime-test',
  })
  const browser = await launchTestBrowser()
  const pages = await openPhonePages(new PhoneScreens(browser), stage)
  const page = pages.get('diner')
  const drive: TestPhone['drive'] = async (method, params = {}) =>
    ((await stage.connections.request('diner', method, params)) ?? {}) as Record<string, unknown>

  const top = async () => (await drive('App.getCurrentPage')) as { pageId: number; path: string }
  const find: TestPhone['find'] = async (selector) => {
    const { pageId } = await top()
    const element = await drive('Page.getElement', { pageId, selector })
    return { ...(element as unknown as ElementId), pageId }
  }
  const run: TestPhone['run'] = async <T>(code: (given: never) => T | Promise<T>, given?: unknown) =>
    (await drive('App.callFunction', { functionDeclaration: String(code), args: [given] })).result as T

  return {
    browser,
    page,
    invoke,
    wechat: cloud.wechat,
    files: cloud.files,
    drive,
    run,
    find,
    open: async (url) => {
      await drive('App.callWxMethod', { method: 'reLaunch', args: [{ url }] })
      await page.evaluate(() => window.huiweiPhone.settled())
    },
    tap: async (selector) => {
      await drive('Element.tap', await find(selector))
    },
    type: async (selector, text) => {
      const element = await find(selector)
      await drive('Element.callFunction', { ...element, functionName: 'input.input', args: [text] })
    },
    data: async (name) => (await drive('Page.getData', { ...(await top()), path: name })).data,
    path: async () => (await top()).path,
    set: ({ network, sights }) =>
      page.evaluate(
        (given) => {
          if (given.network) window.huiweiPhone.network = given.network
          const { sights: seen } = given
          if (seen) window.huiweiPhone.camera = () => Promise.resolve(seen)
        },
        { network, sights },
      ),
    errors: () => page.evaluate(() => window.huiweiPhone.errors),
    forgetErrors: async () => {
      await page.evaluate(() => window.huiweiPhone.errors.splice(0))
    },
    close: async () => {
      await browser.close()
      await stage.close()
      await build.close()
    },
  }
}
