import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../local/browser/launch'

/**
 * The browser the tests look at screens with: the one that comes with the npm packages, the same version on every
 * machine. Where that does not run, or where HUIWEI_CHROME names one, another.
 */
export const launchTestBrowser = (): Promise<Browser> => launchBrowser('packaged')
