import path from 'node:path'
import { closeBrowser, openRestaurantOnScreen } from '../journeys/support/open-stage'
import { BehindTheScenes } from '../journeys/support/behind-the-scenes'
import { scenes, type Scene, type Visit } from '../journeys/scenes/scenes'
import { makeWorld, worlds } from '../journeys/scenes/worlds'
import type { PhoneOnScreen } from '../journeys/support/phone-on-screen'
import { contactSheet, type Shot } from './contact-sheet'

const folder = path.resolve(__dirname, '../../docs/screens')
const sizes = [
  { width: 320, height: 568 },
  { width: 375, height: 812 },
  { width: 430, height: 932 },
]
const titles = {
  guest: 'not a member yet',
  ordinary: 'ordinary',
  empty: 'empty: the first day of a restaurant with nothing in its mall',
  extreme: 'extreme: names as long as they may be, figures as large as they get',
  offline: 'without a network',
}

/** Rows of each scene, filled world by world. */
const rows = new Map<string, { title: string; shots: Shot[] }[]>()

async function shotsOf(phone: PhoneOnScreen, visit: () => Promise<void>): Promise<Shot[]> {
  const shots: Shot[] = []
  for (const size of sizes) {
    await phone.page.setViewportSize(size)
    await visit()
    for (const colorScheme of ['light', 'dark'] as const) {
      await phone.page.emulateMedia({ colorScheme })
      await phone.isStill()
      const png = await phone.page.screenshot()
      shots.push({ png, width: size.width, caption: `${size.width} px, ${colorScheme}` })
    }
    await phone.page.emulateMedia({ colorScheme: 'light' })
  }
  return shots
}

function keep(scene: Scene, title: string, shots: Shot[]): void {
  rows.set(scene.name, [...(rows.get(scene.name) ?? []), { title, shots }])
}

afterAll(() => closeBrowser())

it.each(Object.values(worlds))('screens in $name circumstances', async (world) => {
  const restaurant = await openRestaurantOnScreen()
  const behind = new BehindTheScenes(restaurant)
  const visit: Visit = { world, restaurant, behind, member: await makeWorld(world, restaurant, behind) }
  for (const scene of scenes.filter((one) => one.in.includes(world.name))) {
    const phone = restaurant.phone(scene.who)
    keep(scene, titles[world.name], await shotsOf(phone, () => scene.reach(phone, visit)))
  }
  await restaurant.close()
})

it('screens without a network', async () => {
  const restaurant = await openRestaurantOnScreen()
  const behind = new BehindTheScenes(restaurant)
  const visit: Visit = {
    world: worlds.ordinary,
    restaurant,
    behind,
    member: await makeWorld(worlds.ordinary, restaurant, behind),
  }
  for (const scene of scenes.filter((one) => one.opensWithACall)) {
    const phone = restaurant.phone(scene.who)
    await phone.hasNetwork('offline')
    const lookOffline = async (): Promise<void> => {
      await scene.reach(phone, visit)
      await phone.sees('网络没有回应')
    }
    keep(scene, titles.offline, await shotsOf(phone, lookOffline))
    await phone.hasNetwork('normal')
  }
  await restaurant.close()
})

it('are laid out, one sheet for each screen', async () => {
  const restaurant = await openRestaurantOnScreen()
  for (const [name, sheet] of rows) {
    await contactSheet(restaurant.diner.page.context(), path.join(folder, `${name}.png`), sheet)
  }
  await restaurant.close()
  expect([...rows.keys()].sort()).toEqual(scenes.map(({ name }) => name).sort())
})
