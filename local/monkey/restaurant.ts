import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import type { LocalCloud } from '../cloud/local-cloud'
import { openDemoCloud } from '../restaurant'
import { Complaints } from '../stage/complaints'
import { listenOnLoopback } from '../stage/loopback'
import { openPhonePages, type PhonePages } from '../stage/phone-pages'
import { PhoneScreens } from '../stage/phone-screens'
import { CASHIER, DINER, MANAGER, type StagePhone } from '../stage/phones'
import { openRepositoryBuild, openRestaurantStage, type RestaurantStage } from '../stage/restaurant-stage'
import { Door } from './door'
import { inPageScript } from './in-page-script'

const GUEST: StagePhone = {
  ...DINER,
  name: 'guest',
  title: '另一位顾客的手机',
  openid: 'demo-guest-1',
  phoneNumber: '13800003391',
}
const PHONES = [DINER, CASHIER, GUEST, MANAGER]
/** Noon of a Saturday: runs of one seed begin on the same day. */
const OPENS_AT = Date.parse('2025-03-01T12:00:00+08:00')

export interface MonkeyRestaurant {
  cloud: LocalCloud
  stage: RestaurantStage
  pages: PhonePages
  complaints: Complaints
  /** Every call of a phone goes through it. */
  door: Door
  /** Lets time pass while nothing is under way: what timers have due on the way is done, the phones' clocks follow. */
  advance(milliseconds: number, thinTo: number): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the demo restaurant with its phones in a browser: two diners, a cashier and the manager, if no others are
 * named. The functions run in this process.
 */
export async function openMonkeyRestaurant(
  dataDir: string,
  browser: Browser,
  { miniprogramDir, phones = PHONES }: { miniprogramDir?: string; phones?: readonly StagePhone[] } = {},
): Promise<MonkeyRestaurant> {
  const cloud = await openDemoCloud(dataDir, { instances: 'in-process', at: OPENS_AT })
  const opened: { close(): Promise<void> }[] = [cloud]
  const closeAll = async (): Promise<void> => {
    for (const one of opened.reverse()) await one.close()
  }
  try {
    const door = new Door()
    const stage = await openRestaurantStage({
      cloud: { ...cloud, invoke: (...call) => door.pass(() => cloud.invoke(...call)) },
      server: await listenOnLoopback(0),
      automatorServer: await listenOnLoopback(0),
      dataId: randomUUID(),
      build: await openRepositoryBuild(false, miniprogramDir),
      phones: phones.map((phone) => ({ ...phone })),
    })
    opened.push(stage)
    const complaints = new Complaints()
    const screens = new PhoneScreens(browser, {
      sharpness: 1,
      prepare: async (context) => {
        complaints.listenTo(context)
        await context.addInitScript({ content: inPageScript() })
      },
    })
    const pages = await openPhonePages(screens, stage)
    opened.push(pages)
    const advance = async (milliseconds: number, thinTo: number): Promise<void> => {
      await door.whileShut(() =>
        cloud.timers.travelTo(
          cloud.clock.now() + milliseconds,
          thinTo === 0 ? undefined : { toMs: thinTo, unless: () => false },
        ),
      )
      // A page that is being loaded is told by the stage.
      const shiftMs = cloud.clock.now() - Date.now()
      for (const page of pages.all())
        await page.evaluate(`if (window.huiweiPhone) window.huiweiPhone.clockShiftMs = ${shiftMs}`)
    }
    return { cloud, stage, pages, complaints, door, advance, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}
