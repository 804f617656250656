import { openOnScreen } from '../../bench/preview/on-screen'
import { openCold, screens } from '../../bench/preview/screens'
import { launchBrowser } from '../../local/browser/launch'
import type { PageWork } from '../../local/preview/phone'
import { inTemporaryFolder } from '../../local/temporary-folder'

/** The page of the member code asks every three seconds whether a bill came. */
it('what a page asks after it is of use is not among what it asked to be of use', async () => {
  const browser = await launchBrowser('packaged')
  try {
    await inTemporaryFolder(async (folder) => {
      const restaurant = await openOnScreen(browser, folder)
      try {
        const code = screens.find(({ page }) => page === 'pages/code/code')
        if (!code) throw new Error('there is no such screen')
        const work = await openCold(restaurant, code)
        expect(work).toMatchObject({ page: 'pages/code/code', calls: 1 })
        expect(work.firstUsableMs).toBeGreaterThan(0)
        await restaurant.diner.waitForFunction('window.huiweiPhone.work.calls > 1')
        const later = (await restaurant.diner.evaluate('window.huiweiPhone.workAtFirstUse')) as PageWork
        expect(later).toEqual(work)
      } finally {
        await restaurant.close()
      }
    })
  } finally {
    await browser.close()
  }
}, 120_000)
