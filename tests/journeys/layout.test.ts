import { scenes } from './scenes/scenes'
import { makeWorld, worlds } from './scenes/worlds'
import { BehindTheScenes } from './support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { TextSize } from './support/findings'
import type { DemoPhone } from '../../local/demo/phone'

const sizes = [
  { width: 320, height: 568 },
  { width: 375, height: 812 },
  { width: 430, height: 932 },
]
/** The dark changes colours only, and a larger font changes sizes only. */
const looks = [
  { name: 'light', colorScheme: 'light', largeFont: false, sizes },
  { name: 'dark', colorScheme: 'dark', largeFont: false, sizes },
  { name: 'large font', colorScheme: 'light', largeFont: true, sizes: sizes.slice(0, 2) },
] as const

/** What a rule cannot judge, and why it is well all the same. */
const allowed = {
  // The library keeps an empty place for a close button in every popup; nothing is drawn there.
  'touch-target': '.t-popup__close',
  name: '.t-popup__close',
  // The phone ends a long title in its bar with an ellipsis, as WeChat does; the page shows the name in full.
  'cut-text': '[data-drawn-by="phone"], .phone-title',
  // Words on the lacquer's drawing: lines of one sixth strength on its dark end leave 6:1 and more.
  contrast: '[class*="member-card"], [class*="hero"], [class*="standing"]',
}

/** 56rpx on a phone of 375 px: a figure, read from afar whatever the font is. */
const LARGE_PX = 28

/** What is read and is not about a quarter larger in the large font than it was. */
function stayedSmall(before: TextSize[], after: TextSize[]): string[] {
  if (after.length !== before.length) return [`there are ${after.length} texts, not ${before.length}`]
  return before.flatMap(({ where, px }, index) => {
    const now = after[index]?.px ?? 0
    const grown = now / px
    const well = px >= LARGE_PX ? grown >= 1 : grown > 1.2 && grown < 1.3
    return well ? [] : [`${where} is ${now} px, was ${px}`]
  })
}

afterAll(() => closeBrowser())

describe.each(Object.values(worlds))('in $name circumstances', (world) => {
  let restaurant: RestaurantOnScreen
  let behind: BehindTheScenes
  let member: DemoPhone | null
  beforeAll(async () => {
    restaurant = await openRestaurantOnScreen()
    behind = new BehindTheScenes(restaurant)
    member = await makeWorld(world, restaurant, behind)
  })
  afterAll(() => restaurant.close())

  it.each(scenes.filter((scene) => scene.in.includes(world.name)))(
    '$name fits 320, 375 and 430 px, by day and by night, and in the large font',
    async ({ who, reach }) => {
      const phone = restaurant.phone(who)
      await phone.page.setViewportSize({ width: 320, height: 568 })
      await reach(phone, { world, restaurant, behind, member })
      const faults: string[] = []
      const atOneWidth: TextSize[][] = []
      for (const look of looks) {
        await phone.page.emulateMedia({ colorScheme: look.colorScheme })
        await phone.hasLargeFont(look.largeFont)
        for (const size of look.sizes) {
          await phone.page.setViewportSize(size)
          await phone.isStill()
          if (size.width === 375 && look.colorScheme === 'light') atOneWidth.push(await phone.textSizes())
          for (const { rule, where, what } of await phone.layoutFaults(allowed)) {
            faults.push(`${size.width} ${look.name} ${rule}: ${where}: ${what}`)
          }
        }
      }
      await phone.hasLargeFont(false)
      const [before = [], after = []] = atOneWidth
      faults.push(...stayedSmall(before, after))
      expect(faults).toEqual([])
    },
  )
})
