import { randomUUID } from 'node:crypto'
import automator from 'miniprogram-automator'
import type { Browser } from 'playwright-core'
import { launchTestBrowser } from '../../support/test-browser'
import type { LocalCloud } from '../../../local/cloud/local-cloud'
import { loadDemoRestaurant } from '../../../local/demo/demo-restaurant'
import type { PreviewBuild } from '../../../local/preview/build'
import { listenOnLoopback } from '../../../local/stage/loopback'
import { openPhonePages, type PhonePages, type PhonePagesOptions } from '../../../local/stage/phone-pages'
import type { StagePhone } from '../../../local/stage/phones'
import {
  openRepositoryBuild,
  openRestaurantStage,
  type RestaurantStage,
} from '../../../local/stage/restaurant-stage'
import { NOON, openTestCloud } from '../../support/restaurant'
import { Complaints } from '../../../local/stage/complaints'
import { inPageScript } from './in-page-script'
import { PhoneOnScreen } from './phone-on-screen'

export interface OnScreenOptions extends PhonePagesOptions {
  /** When it is at the beginning, in the cloud and on the phones. Default: noon of 1 March 2025, a Saturday. */
  at?: number
  /** Default: a diner and a cashier, as `npm start` has them. */
  phones?: readonly StagePhone[]
  /** Default: this repository's mini-program. */
  miniprogramDir?: string
}

let browser: Promise<Browser> | undefined
const builds = new Map<string | undefined, Promise<PreviewBuild>>()

/** To be called in `afterAll` of every file that opens restaurants: they share one browser. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

/** Compiled once for all restaurants of a test file. */
async function compiled(miniprogramDir: string | undefined): Promise<PreviewBuild> {
  const build = builds.get(miniprogramDir) ?? openRepositoryBuild(false, miniprogramDir)
  builds.set(miniprogramDir, build)
  return { ...(await build), close: async () => {} }
}

/**
 * Opens the demo restaurant in this process (the bundles that deploy, in memory) and shows the mini-program on
 * phones in a headless browser, a page for each. Time starts at `at` and runs.
 */
export async function openRestaurantOnScreen(options: OnScreenOptions = {}): Promise<RestaurantOnScreen> {
  const cloud = await openTestCloud({ time: 'runs' })
  const opened: { close(): Promise<void> }[] = [cloud]
  try {
    cloud.clock.moveTo(options.at ?? NOON)
    loadDemoRestaurant(cloud)
    const stage: RestaurantStage = await openRestaurantStage({
      cloud,
      server: await listenOnLoopback(0),
      automatorServer: await listenOnLoopback(0),
      dataId: randomUUID(),
      build: await compiled(options.miniprogramDir),
      screenshot: async (name) => (await pages.get(name).screenshot()).toString('base64'),
      ...(options.phones === undefined ? {} : { phones: options.phones }),
    })
    opened.push(stage)
    const complaints = new Complaints()
    browser ??= launchTestBrowser()
    const pages = await openPhonePages(await browser, stage, options, async (context) => {
      complaints.listenTo(context)
      await context.addInitScript({ content: inPageScript() })
    })
    opened.push(pages)
    const restaurant = new RestaurantOnScreen(cloud, stage, pages, complaints)
    await restaurant.pickUpAll()
    return restaurant
  } catch (error) {
    for (const one of opened.reverse()) await one.close()
    throw error
  }
}

/** The demo restaurant with its phones in a browser. */
export class RestaurantOnScreen {
  private readonly phones = new Map<string, PhoneOnScreen>()

  constructor(
    readonly cloud: LocalCloud,
    readonly stage: RestaurantStage,
    private readonly pages: PhonePages,
    private readonly complaints: Complaints,
  ) {}

  get diner(): PhoneOnScreen {
    return this.phone('diner')
  }

  get cashier(): PhoneOnScreen {
    return this.phone('cashier')
  }

  phone(name: string): PhoneOnScreen {
    const found = this.phones.get(name)
    if (!found) throw new Error(`there is no phone named ${name}`)
    return found
  }

  /** One more diner, who never was here. */
  async newDiner(): Promise<PhoneOnScreen> {
    const { name } = this.stage.phones.addDiner()
    await this.pages.open(name)
    return this.pickUp(name)
  }

  /** Lets time pass, in the cloud and on all phones. */
  async advance(milliseconds: number): Promise<void> {
    this.cloud.clock.advance(milliseconds)
    const shiftMs = this.cloud.clock.now() - Date.now()
    await Promise.all(
      this.pages.all().map((page) => page.evaluate(`window.huiweiPhone.clockShiftMs = ${shiftMs}`)),
    )
  }

  /** Everything the phones complained about: problems of the source, mistakes of pages, errors on the console. */
  async errors(): Promise<string[]> {
    const problems = this.stage.build
      .problems()
      .map(({ file, line, message }) => `${file}:${line ?? ''} ${message}`)
    const mistakes = [...this.phones.values()].map(async (phone) =>
      (await phone.mistakes()).map(({ where, message }) => `${phone.name} ${where}: ${message}`),
    )
    return [...problems, ...this.complaints.heard, ...(await Promise.all(mistakes)).flat()]
  }

  /** Addresses asked for that are not this machine's. */
  requestsOutside(): readonly string[] {
    return this.complaints.outside
  }

  /** Closes everything. Throws when a phone complained or asked for something outside. */
  async close(): Promise<void> {
    const outside = this.requestsOutside().map((address) => `asked for ${address}`)
    const wrong = [...(await this.errors()), ...outside]
    for (const { miniProgram } of this.phones.values()) miniProgram.disconnect()
    await this.pages.close()
    await this.stage.close()
    await this.cloud.close()
    if (wrong.length > 0) throw new Error(`the phones complained:\n${wrong.join('\n')}`)
  }

  async pickUpAll(): Promise<void> {
    await Promise.all(this.stage.phones.all().map(({ name }) => this.pickUp(name)))
  }

  private async pickUp(name: string): Promise<PhoneOnScreen> {
    const miniProgram = await automator.connect({ wsEndpoint: this.stage.relay.endpointOf(name) })
    const phone = new PhoneOnScreen(name, this.pages.get(name), miniProgram)
    this.phones.set(name, phone)
    return phone
  }
}
