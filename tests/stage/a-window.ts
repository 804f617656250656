import type { Browser, Page } from 'playwright-core'
import { launchTestBrowser } from '../support/test-browser'

const SIZE = { width: 1440, height: 900 }
const BLANK = 'about:blank'

/** One window for all tests of a file: what a browser keeps of a page it has shown makes the next look cheap. */
export interface TestWindow {
  page: Page
  /** As large and bright as at first, empty, and without anything its pages have stored. */
  makeAnew(): Promise<void>
  close(): Promise<void>
}

export async function openWindow(): Promise<TestWindow> {
  const browser: Browser = await launchTestBrowser()
  const page = await browser.newPage({ viewport: SIZE })
  return {
    page,
    async makeAnew() {
      if (page.url() !== BLANK) await page.evaluate('localStorage.clear()')
      await page.goto(BLANK)
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(SIZE)
    },
    close: () => browser.close(),
  }
}
