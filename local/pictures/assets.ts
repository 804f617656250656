import path from 'node:path'
import { launchBrowser } from '../browser/launch'
import { repository } from '../options'
import { writeSounds } from './sounds'
import { drawTabIcons } from './tab-icons'

/** What the mini-program carries that nobody draws by hand: tab icons and the till's sounds. */
async function main(): Promise<void> {
  const miniprogram = path.join(repository(), 'miniprogram')
  const browser = await launchBrowser()
  await drawTabIcons(browser, path.join(miniprogram, 'assets/tab-bar'))
  await browser.close()
  writeSounds(path.join(miniprogram, 'counter/sounds'))
}

void main()
