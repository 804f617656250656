import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type { Page } from 'playwright-core'
import type { Network, PhoneError } from '../../../local/preview/phone'
import { intercept } from '../../support/intercept'
import { readByAutomator, tapByAutomator, typeByAutomator } from './automator-hands'
import type { Allowed, LayoutFault, Located, TextSize } from './findings'
import { layoutFaults } from './layout-faults'
import { patiently } from './patience'
import type { PortablePhone } from './portable-phone'

/**
 * A phone in somebody's hands. Each verb waits as long as a person would: journeys need no pauses. Spaces in texts
 * do not count; a name is what a screen reader says, what is written on a thing, or its placeholder.
 */
export class PhoneOnScreen implements PortablePhone {
  constructor(
    readonly name: string,
    /** The phone's page in the browser: for pictures and everything the verbs do not do. */
    readonly page: Page,
    /** The phone as `miniprogram-automator` knows it. */
    readonly miniProgram: MiniProgram,
  ) {}

  /** Waits until each of these can be read on the screen, or could after scrolling. */
  async sees(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await patiently(
        async () => ((await this.canSee(text)) ? true : null),
        async () => `${this.name} does not see “${text}” but: ${await this.ask<string>('shownText()')}`,
      )
    }
  }

  /** Waits until none of these can be read. */
  async seesNo(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await patiently(
        async () => ((await this.canSee(text)) ? null : true),
        async () => `${this.name} still sees “${text}” in: ${await this.ask<string>('shownText()')}`,
      )
    }
  }

  /** Whether a text can be read now. */
  canSee(text: string): Promise<boolean> {
    return this.ask<boolean>(`sees(${JSON.stringify(text)})`)
  }

  /** Everything to be read now. */
  shownText(): Promise<string> {
    return this.ask<string>('shownText()')
  }

  /**
   * Taps the thing of that name, as soon as nothing covers it: through the automator when it is the
   * mini-program's, by touch when the phone itself has drawn it (its bars, its sheets, the camera).
   */
  async taps(name: string): Promise<void> {
    await patiently(
      async () => {
        const there = await this.reach(name)
        try {
          const done = there.drawnBy === 'page' && (await tapByAutomator(this.miniProgram, name))
          if (!done) await this.page.touchscreen.tap(there.x, there.y)
          return true
        } catch (error) {
          // The page was drawn anew between the look and the tap; a person looks again.
          if (String(error).includes('no longer on the page')) return null
          throw error
        }
      },
      async () => `${this.name} cannot tap “${name}”: it is drawn anew all the time`,
    )
    await this.settles()
  }

  /** Taps twice as fast as a nervous finger does, wherever the second tap lands. */
  async tapsTwice(name: string): Promise<void> {
    const { x, y } = await this.reach(name)
    await Promise.all([this.page.touchscreen.tap(x, y), this.page.touchscreen.tap(x, y)])
    await this.settles()
  }

  /** Taps and waits for nothing: for what is done while something else is under way. */
  async touches(name: string): Promise<void> {
    const { x, y } = await this.reach(name)
    await this.page.touchscreen.tap(x, y)
  }

  /** Types into the field of that name, replacing what it holds. */
  async types(name: string, text: string): Promise<void> {
    const there = await this.reach(name)
    if (there.drawnBy === 'phone' || !(await typeByAutomator(this.miniProgram, name, text))) {
      await this.page.touchscreen.tap(there.x, there.y)
      await this.page.keyboard.press('ControlOrMeta+a')
      await this.page.keyboard.insertText(text)
    }
    await this.settles()
  }

  /** Chooses a tab of the tab bar, by its word. */
  choosesTab(word: string): Promise<void> {
    return this.taps(word)
  }

  /** The text the mini-program's page holds under this name, as soon as there is one. */
  reads(field: string): Promise<string> {
    return patiently(
      async () => (await readByAutomator(this.miniProgram, field)) || null,
      async () => `${this.name} cannot read ${field}. On the screen: ${await this.shownText()}`,
    )
  }

  /** Opens a page of the mini-program as the only one, as a link does. */
  async opens(url: string): Promise<void> {
    await this.miniProgram.callWxMethod('reLaunch', { url })
    await this.settles()
  }

  /** The phone's back gesture. */
  async goesBack(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.settles()
  }

  /** Closes the mini-program and opens it where it starts; what it stored stays. */
  async startsAgain(): Promise<void> {
    await this.page.goto(this.page.url().replace(/[#?].*$/, ''))
    await this.settles()
  }

  /** How this phone reaches the cloud from now on. */
  async hasNetwork(network: Network): Promise<void> {
    await this.page.evaluate(`window.huiweiPhone.network = ${JSON.stringify(network)}`)
  }

  /** Whether this person's WeChat has the large font. */
  async hasLargeFont(large: boolean): Promise<void> {
    await this.page.evaluate(`window.huiweiPhone.largeFont = ${String(large)}`)
  }

  /** What this phone asks of a function, of that what `which` names, is on its way until the answer lets it arrive. */
  async holdsBack(feature: string, which = (_body: string): boolean => true): Promise<() => void> {
    let arrive = (): void => undefined
    const underWay = new Promise<void>((resolve) => (arrive = resolve))
    await intercept(this.page, `**/call/${feature}`, async (route) => {
      if (which(route.request().postData() ?? '')) await underWay
      await route.continue()
    })
    return arrive
  }

  /** The next request arrives, its reply does not, and then there is no network; the answer ends it. */
  async losesNetworkBeforeTheReply(): Promise<() => Promise<void>> {
    const calls = /\/phone\/[^/]+\/call\//
    await intercept(this.page, calls, async (route) => {
      const response = await route.fetch()
      await this.hasNetwork('offline')
      await route.fulfill({ response })
    })
    return async () => {
      await this.page.unroute(calls)
      await this.hasNetwork('normal')
    }
  }

  /** The mini-program's page on the screen: `pages/home/home`. */
  async path(): Promise<string> {
    return (await this.miniProgram.currentPage())?.path ?? ''
  }

  /** Resolves when no call is under way and everything is drawn. */
  async settles(): Promise<void> {
    await this.page.evaluate('window.huiweiPhone.settled()')
  }

  /** Lets every movement come to its end: no transition, no sheet on its way. What never ends goes on. */
  async isStill(): Promise<void> {
    await this.settles()
    await this.ask('stillness()')
  }

  /** What is wrong with the layout now; see `layoutFaults`. */
  layoutFaults(allowed?: Allowed): Promise<LayoutFault[]> {
    return layoutFaults(this.page, allowed)
  }

  /** How large every text of the mini-program is now. */
  textSizes(): Promise<TextSize[]> {
    return this.ask('textSizes()')
  }

  /** The mini-program's own mistakes so far, since the page was loaded. */
  mistakes(): Promise<PhoneError[]> {
    return this.page.evaluate('window.huiweiPhone?.errors ?? []') as Promise<PhoneError[]>
  }

  private async reach(name: string): Promise<Extract<Located, { found: true }>> {
    let why = ''
    return patiently(
      async () => {
        const there = await this.ask<Located>(`locate(${JSON.stringify(name)})`)
        if (there.found) return there
        why = there.why
        return null
      },
      async () => `${this.name} cannot tap “${name}”: ${why}. On the screen: ${await this.shownText()}`,
    )
  }

  private async ask<T>(question: string): Promise<T> {
    return (await this.page.evaluate(`window.huiweiTestEyes.${question}`)) as T
  }
}
