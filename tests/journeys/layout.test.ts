import { scenes } from './scenes/scenes'
import { makeWorld, worlds } from './scenes/worlds'
import { BehindTheScenes } from './support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { DemoPhone } from '../../local/demo/phone'

const sizes = [
  { width: 320, height: 568 },
  { width: 375, height: 812 },
  { width: 430, height: 932 },
]
const schemes = ['light', 'dark'] as const

/** What a rule cannot judge, and why it is well all the same. */
const allowed = {
  // The library keeps an empty place for a close button in every popup; nothing is drawn there.
  'touch-target': '.t-popup__close',
  name: '.t-popup__close',
  // The phone ends a long title in its bar with an ellipsis, as WeChat does; the page shows the name in full.
  'cut-text': '[data-drawn-by="phone"], .phone-title',
  // Words on the lacquer's drawing: lines of one sixth strength on its dark end leave 6:1 and more.
  contrast: '[class*="member-card"], [class*="hero"]',
}

afterAll(() => closeBrowser())

describe.each(Object.values(worlds))('in $name circumstances', (world) => {
  let restaurant: RestaurantOnScreen
  let behind: BehindTheScenes
  let member: DemoPhone | null
  beforeAll(async () => {
    restaurant = await openRestaurantOnScreen({ width: 320, height: 568 })
    behind = new BehindTheScenes(restaurant)
    member = await makeWorld(world, restaurant, behind)
  })
  afterAll(() => restaurant.close())

  it.each(scenes.filter((scene) => scene.in.includes(world.name)))(
    '$name fits 320, 375 and 430 px, by day and by night',
    async ({ who, reach }) => {
      const phone = restaurant[who]
      await phone.page.setViewportSize({ width: 320, height: 568 })
      await reach(phone, { world, restaurant, behind, member })
      const faults: string[] = []
      for (const size of sizes) {
        await phone.page.setViewportSize(size)
        for (const colorScheme of schemes) {
          await phone.page.emulateMedia({ colorScheme })
          await phone.isStill()
          for (const { rule, where, what } of await phone.layoutFaults(allowed)) {
            faults.push(`${size.width} ${colorScheme} ${rule}: ${where}: ${what}`)
          }
        }
      }
      expect(faults).toEqual([])
    },
  )
})
