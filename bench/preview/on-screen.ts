import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { CASHIER, DINER } from '../../local/stage/phones'
import { DemoPhone } from '../../local/demo/phone'
import { settlesBill } from '../../local/demo/settles-bill'
import { openDemoCloud } from '../../local/restaurant'
import { listenOnLoopback } from '../../local/stage/loopback'
import { openPhonePages } from '../../local/stage/phone-pages'
import { PhoneScreens } from '../../local/stage/phone-screens'
import { openRepositoryBuild, openRestaurantStage } from '../../local/stage/restaurant-stage'
import { redemptionOf } from '../../local/demo/redemption-of'

/** The demo restaurant on three phones: a diner who has been here before, a cashier, and a manager at work in a store. */
export interface OnScreen {
  diner: Page
  cashier: Page
  manager: Page
  addressOf(phone: 'diner' | 'cashier' | 'manager'): string
  /** A redemption of the diner's that waits to be served. */
  redemptionId: string
  /** What the diner's phone would show to a camera now. */
  memberCode(): Promise<string>
  close(): Promise<void>
}

/** Opens it in a browser; documents are kept in a folder that is lent. */
export async function openOnScreen(browser: Browser, dataDir: string): Promise<OnScreen> {
  const cloud = await openDemoCloud(dataDir, { instances: 'in-process' })
  const diner = new DemoPhone(cloud, DINER.openid)
  const till = new DemoPhone(cloud, CASHIER.openid)
  const memberCode = async (): Promise<string> => (await diner.must('member', 'showCode', {})).code
  await diner.must('member', 'join', { agreedPrivacyVersion: 'bench', name: '王小明' })
  await settlesBill(diner, till, 12_800)
  const { redemptionId } = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))

  const stage = await openRestaurantStage({
    cloud,
    server: await listenOnLoopback(0),
    automatorServer: await listenOnLoopback(0),
    dataId: randomUUID(),
    build: await openRepositoryBuild(false),
  })
  const pages = await openPhonePages(new PhoneScreens(browser), stage)
  // Who may work in several stores says in which, once.
  const manager = pages.get('manager')
  await manager.locator('[role="radio"]').first().tap()
  return {
    diner: pages.get('diner'),
    cashier: pages.get('cashier'),
    manager,
    addressOf: (phone) => stage.addressOf(phone),
    redemptionId,
    memberCode,
    close: async () => {
      await pages.close()
      await stage.close()
      await cloud.close()
    },
  }
}
