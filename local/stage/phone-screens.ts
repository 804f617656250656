import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Sight } from '../preview/phone'

interface ScreenOptions {
  /** Pixels of the picture for one of CSS, either way. Default 2; fewer are drawn sooner. */
  sharpness?: number
  /** Sees the context of each new screen before its page is open in it. */
  prepare?: (context: BrowserContext) => Promise<void>
}

/** A page of a browser of ours, as large as a phone and driven by touch. */
export interface PhoneScreen {
  page: Page
  /** What the camera of the phone on it sees now. */
  sees: () => Promise<Sight[]>
}

const SIZE = { width: 375, height: 812 }

/**
 * Screens, taken for a phone and put back after it: one that has shown a phone shows the next in half the time, because
 * its process and its fonts are there. Each has a window of its own: a page behind another is drawn once a second.
 */
export class PhoneScreens {
  private readonly free: PhoneScreen[] = []

  constructor(
    private readonly browser: Browser,
    private readonly options: ScreenOptions = {},
  ) {}

  /** A screen with nothing on it. @param cameraScript gives its page `window.huiweiReadCodes`. */
  async take(cameraScript: string): Promise<PhoneScreen> {
    return this.free.pop() ?? (await this.make(cameraScript))
  }

  /** Undoes what was done to the screen. What phones stored stays with the address they had. */
  async putBack(screen: PhoneScreen): Promise<void> {
    const { page } = screen
    screen.sees = seesNothing
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.goto('about:blank')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(SIZE)
    this.free.push(screen)
  }

  private async make(cameraScript: string): Promise<PhoneScreen> {
    const { sharpness = 2, prepare } = this.options
    const context = await this.browser.newContext({
      viewport: SIZE,
      deviceScaleFactor: sharpness,
      hasTouch: true,
      isMobile: true,
      colorScheme: 'light',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    await prepare?.(context)
    await context.addInitScript({ content: `${cameraScript}\n${LOOK_AROUND}` })
    const screen: PhoneScreen = { page: await context.newPage(), sees: seesNothing }
    await screen.page.exposeFunction('huiweiLook', () => screen.sees())
    return screen
  }
}

const seesNothing = async (): Promise<Sight[]> => []

/** The runtime's script has run by then, and the mini-program cannot have opened the camera yet. */
const LOOK_AROUND = `addEventListener('DOMContentLoaded', () => {
  // On the stage's page, in a frame, a phone has the stage's eyes.
  if (window.huiweiPhone && window === window.top) window.huiweiPhone.camera = () => window.huiweiLook()
})`
