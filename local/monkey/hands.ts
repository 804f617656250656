import type { Page } from 'playwright-core'
import type { Network } from '../preview/phone'
import type { StagePhone } from '../stage/phones'
import { Fingers, type Point } from './fingers'
import type { Glance, Target } from './glance'
import { weighted, type Luck } from './luck'
import { aText, type Copied } from './texts'
import { WAYS } from './ways'
import { wishFor } from './wishes'

/** What a hand did: in words, and how often it touched the glass. */
export interface Deed {
  what: string
  taps: number
}

export interface HandsOptions {
  phone: StagePhone
  page: Page
  luck: Luck
  /** The stage's address of the phone, where it starts. */
  address: string
  /** What can be copied from the others' screens now. */
  copied: () => Promise<Copied>
}

/** How long a look waits for a phone that is busy: what comes later is tapped into. */
const LOOK_MS = 400

/** One phone in restless hands. What they do depends on their luck and on what the phone shows, on nothing else. */
export class Hands {
  network: Network = 'normal'
  /** The latest look. */
  seen: Glance | null = null
  private dark = false
  private readonly tapped = new Map<string, number>()

  private constructor(
    readonly options: HandsOptions,
    readonly fingers: Fingers,
  ) {}

  static async on(options: HandsOptions): Promise<Hands> {
    return new Hands(options, await Fingers.on(options.page))
  }

  get page(): Page {
    return this.options.page
  }

  get luck(): Luck {
    return this.options.luck
  }

  async look(): Promise<Glance> {
    this.seen = (await this.page.evaluate(`window.huiweiGlance(${LOOK_MS})`)) as Glance
    return this.seen
  }

  /** Does one thing with what is on the screen. */
  async act(glance: Glance): Promise<Deed> {
    const state = { glance, hands: this }
    const way = weighted(this.luck, WAYS, ({ weight, may }) => (may && !may(state) ? 0 : weight))
    if (way === null) throw new Error('there is always something to do')
    return way.go(state)
  }

  async setNetwork(network: Network): Promise<void> {
    await this.tell(`network = ${JSON.stringify(network)}`)
    // That one mends itself.
    this.network = network === 'lose-next-reply' ? 'normal' : network
  }

  /** Says something to the phone's handle: `putAway()`, `largeFont = true`. */
  async tell(what: string): Promise<void> {
    await this.page.evaluate(`void (window.huiweiPhone.${what})`)
  }

  async turnLights(): Promise<void> {
    this.dark = !this.dark
    await this.page.emulateMedia({ colorScheme: this.dark ? 'dark' : 'light' })
  }

  /** Closes the mini-program and opens it again: where it starts, where it was, or at a place of a link. */
  async startAgain(place: 'start' | 'here' | { link: string }): Promise<void> {
    if (place === 'start') await this.page.goto(this.options.address)
    else {
      if (place !== 'here') await this.page.evaluate(`location.hash = ${JSON.stringify(place.link)}`)
      await this.page.reload()
    }
    // A new document knows nothing of how the one before was connected.
    if (this.network !== 'normal') await this.setNetwork(this.network)
  }

  /** A thing on the screen: what is wished for, what was tapped least, and now and then anything. */
  choose({ route, targets }: Glance): Target | null {
    const weigh = (target: Target): number => {
      const times = this.tapped.get(`${route} ${target.name}`) ?? 0
      const wish = wishFor(target)
      return wish === 1 ? 1 / Math.sqrt(1 + times) : wish
    }
    const chosen = weighted(this.luck, targets, weigh)
    if (chosen !== null) {
      const key = `${route} ${chosen.name}`
      this.tapped.set(key, (this.tapped.get(key) ?? 0) + 1)
    }
    return chosen
  }

  anywhere(): Point {
    const { width, height } = this.page.viewportSize() ?? { width: 320, height: 600 }
    return { x: 1 + this.luck.upTo(width - 2), y: 1 + this.luck.upTo(height - 2) }
  }

  async type(field: Target): Promise<Deed> {
    const text = aText(this.luck, await this.options.copied())
    await this.fingers.tap(field)
    if (this.luck.chance(2)) await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.insertText(text)
    const enter = this.luck.chance(3)
    if (enter) await this.page.keyboard.press('Enter')
    return { what: `types ${shortly(text)}${enter ? ' and Enter' : ''} into “${field.name}”`, taps: 1 }
  }
}

const shortly = (text: string): string =>
  text.length > 40 ? `${JSON.stringify(text.slice(0, 40))}… (${text.length})` : JSON.stringify(text)
