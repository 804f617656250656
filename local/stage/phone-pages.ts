import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Sight } from '../preview/phone'
import type { Stage } from './server'

export interface PhonePagesOptions {
  /** CSS pixels. Default 375 × 812. */
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  /** Pixels of the picture for one of CSS, either way. Default 2; fewer are drawn sooner. */
  sharpness?: number
}

/**
 * Phones as pages of a browser of ours, each as large as its screen, driven by touch. Each has a window of its own: a
 * page behind another is drawn once a second.
 */
export interface PhonePages {
  get(phone: string): Page
  all(): Page[]
  /** Opens the page of one more phone of the stage. */
  open(phone: string): Promise<Page>
  close(): Promise<void>
}

/**
 * Opens a page for each phone of the stage. Cameras work as on the stage: each phone sees the codes on the
 * others' screens.
 * @param prepare sees the context of each phone before its page is open in it.
 */
export async function openPhonePages(
  browser: Browser,
  stage: Stage,
  { width = 375, height = 812, colorScheme = 'light', sharpness = 2 }: PhonePagesOptions = {},
  prepare: (context: BrowserContext) => Promise<void> = async () => {},
): Promise<PhonePages> {
  const pages = new Map<string, Page>()

  const open = async (phone: string): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: sharpness,
      hasTouch: true,
      isMobile: true,
      colorScheme,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    await prepare(context)
    await context.addInitScript({ content: `${stage.cameraScript}\n${LOOK_AROUND}` })
    const page = await context.newPage()
    pages.set(phone, page)
    await page.exposeFunction('huiweiLook', () => codesOnOthers(phone))
    await page.goto(stage.addressOf(phone))
    return page
  }
  const codesOnOthers = async (phone: string): Promise<Sight[]> => {
    const others = [...pages].filter(([name]) => name !== phone)
    const seen = others.map(async ([name, page]) => {
      const texts = await page.evaluate('window.huiweiReadCodes()')
      const where = stage.phones.get(name)?.title ?? name
      return (texts as string[]).map((text) => ({ where, text }))
    })
    return (await Promise.all(seen)).flat()
  }

  await Promise.all(stage.phones.all().map(({ name }) => open(name)))
  return {
    open,
    all: () => [...pages.values()],
    get(phone) {
      const page = pages.get(phone)
      if (!page) throw new Error(`there is no page of ${phone}`)
      return page
    },
    async close() {
      await Promise.all([...pages.values()].map((page) => page.context().close()))
    },
  }
}

/** The runtime's script has run by then, and the mini-program cannot have opened the camera yet. */
const LOOK_AROUND = `addEventListener('DOMContentLoaded', () => {
  // On the stage's page, in a frame, a phone has the stage's eyes.
  if (window.huiweiPhone && window === window.top) window.huiweiPhone.camera = () => window.huiweiLook()
})`
