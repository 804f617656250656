import type { Page } from 'playwright-core'
import type { Sight } from '../preview/phone'
import type { PhoneScreen, PhoneScreens } from './phone-screens'
import type { Stage } from './server'

/** Phones as pages of a browser of ours. */
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
 */
export async function openPhonePages(screens: PhoneScreens, stage: Stage): Promise<PhonePages> {
  const shown = new Map<string, PhoneScreen>()

  const open = async (phone: string): Promise<Page> => {
    const screen = await screens.take(stage.cameraScript)
    shown.set(phone, screen)
    screen.sees = () => codesOnOthers(phone)
    await screen.page.goto(stage.addressOf(phone))
    return screen.page
  }
  const codesOnOthers = async (phone: string): Promise<Sight[]> => {
    const others = [...shown].filter(([name]) => name !== phone)
    const seen = others.map(async ([name, { page }]) => {
      const texts = await page.evaluate('window.huiweiReadCodes()')
      const where = stage.phones.get(name)?.title ?? name
      return (texts as string[]).map((text) => ({ where, text }))
    })
    return (await Promise.all(seen)).flat()
  }

  await Promise.all(stage.phones.all().map(({ name }) => open(name)))
  return {
    open,
    all: () => [...shown.values()].map(({ page }) => page),
    get(phone) {
      const screen = shown.get(phone)
      if (!screen) throw new Error(`there is no page of ${phone}`)
      return screen.page
    },
    async close() {
      await Promise.all([...shown.values()].map((screen) => screens.putBack(screen)))
      shown.clear()
    },
  }
}
