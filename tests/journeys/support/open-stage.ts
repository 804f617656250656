import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import automator from 'miniprogram-automator'
import type { Browser, BrowserContext } from 'playwright-core'
import { launchTestBrowser } from '../../support/test-browser'
import type { LocalCloud } from '../../../local/cloud/local-cloud'
import { loadDemoRestaurant } from '../../../local/demo/demo-restaurant'
import type { PreviewBuild } from '../../../local/preview/build'
import { listenOnLoopback, PortTaken, portOf } from '../../../local/stage/loopback'
import { openPhonePages, type PhonePages } from '../../../local/stage/phone-pages'
import { PhoneScreens } from '../../../local/stage/phone-screens'
import type { StagePhone } from '../../../local/stage/phones'
import {
  openRepositoryBuild,
  openRestaurantStage,
  type RestaurantStage,
} from '../../../local/stage/restaurant-stage'
import { NOON, openTestCloud } from '../../support/restaurant'
import { warmFirstScreens } from '../../support/warm-first-screens'
import { Complaints } from '../../../local/stage/complaints'
import { inPageScript } from './in-page-script'
import { PhoneOnScreen } from './phone-on-screen'

export interface OnScreenOptions {
  /** When it is at the beginning, in the cloud and on the phones. Default: noon of 1 March 2025, a Saturday. */
  at?: number
  /** Default: a diner and a cashier, as `npm start` has them. */
  phones?: readonly StagePhone[]
  /** Default: this repository's mini-program. */
  miniprogramDir?: string
}

let browser: Promise<Browser> | undefined
let screens: PhoneScreens | undefined
const complaintsOf = new WeakMap<BrowserContext, Complaints>()
const builds = new Map<string | undefined, Promise<PreviewBuild>>()

/** To be called in `afterAll` of every file that opens restaurants: they share one browser. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
  screens = undefined
}

/** The phones of all restaurants of a test file are shown on the same screens. */
async function screensOfThisFile(): Promise<PhoneScreens> {
  browser ??= launchTestBrowser()
  const launched = await browser
  screens ??= new PhoneScreens(launched, {
    prepare: async (context) => {
      const complaints = new Complaints()
      complaintsOf.set(context, complaints)
      complaints.listenTo(context)
      await context.addInitScript({ content: inPageScript() })
    },
  })
  return screens
}

/** Restaurants one after the other have one address: a browser keeps what it has loaded from it. */
let lastPort = 0
async function listenWhereTheLastDid(): Promise<Server> {
  const server = await listenOnLoopback(lastPort).catch((error: unknown) => {
    if (error instanceof PortTaken) return listenOnLoopback(0)
    throw error
  })
  lastPort = portOf(server)
  return server
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
    await warmFirstScreens(cloud)
    const stage: RestaurantStage = await openRestaurantStage({
      cloud,
      server: await listenWhereTheLastDid(),
      automatorServer: await listenOnLoopback(0),
      dataId: randomUUID(),
      build: await compiled(options.miniprogramDir),
      screenshot: async (name) => (await pages.get(name).screenshot()).toString('base64'),
      ...(options.phones === undefined ? {} : { phones: options.phones }),
    })
    opened.push(stage)
    const pages = await openPhonePages(await screensOfThisFile(), stage)
    opened.push(pages)
    const restaurant = new RestaurantOnScreen(cloud, stage, pages)
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

  /** Lets time pass until it is `at`: for what says a minute, however long it took to get there. */
  async moveTo(at: number): Promise<void> {
    await this.advance(at - this.cloud.clock.now())
  }

  /** Everything the phones complained about: problems of the source, mistakes of pages, errors on the console. */
  async errors(): Promise<string[]> {
    const problems = this.stage.build
      .problems()
      .map(({ file, line, message }) => `${file}:${line ?? ''} ${message}`)
    const mistakes = [...this.phones.values()].map(async (phone) =>
      (await phone.mistakes()).map(({ where, message }) => `${phone.name} ${where}: ${message}`),
    )
    const heard = this.complaints().flatMap((complaints) => complaints.heard)
    return [...problems, ...heard, ...(await Promise.all(mistakes)).flat()]
  }

  /** Addresses asked for that are not this machine's. */
  requestsOutside(): readonly string[] {
    return this.complaints().flatMap(({ outside }) => outside)
  }

  /** Closes everything. Throws when a phone complained or asked for something outside. */
  async close(): Promise<void> {
    const outside = this.requestsOutside().map((address) => `asked for ${address}`)
    const wrong = [...(await this.errors()), ...outside]
    for (const { miniProgram } of this.phones.values()) miniProgram.disconnect()
    const complaints = this.complaints()
    await this.pages.close()
    for (const each of complaints) each.forget()
    await this.stage.close()
    await this.cloud.close()
    if (wrong.length > 0) throw new Error(`the phones complained:\n${wrong.join('\n')}`)
  }

  async pickUpAll(): Promise<void> {
    await Promise.all(this.stage.phones.all().map(({ name }) => this.pickUp(name)))
  }

  private complaints(): Complaints[] {
    return this.pages.all().flatMap((page) => complaintsOf.get(page.context()) ?? [])
  }

  private async pickUp(name: string): Promise<PhoneOnScreen> {
    const miniProgram = await automator.connect({ wsEndpoint: this.stage.relay.endpointOf(name) })
    const phone = new PhoneOnScreen(name, this.pages.get(name), miniProgram)
    this.phones.set(name, phone)
    return phone
  }
}
