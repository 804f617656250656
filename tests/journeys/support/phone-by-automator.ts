import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import app from '../../../miniprogram/app.json'
import {
  readByAutomator,
  saidByAutomator,
  saysByAutomator,
  tapByAutomator,
  typeByAutomator,
} from './automator-hands'
import { patiently } from './patience'
import type { PortablePhone } from './portable-phone'

/** The simulator of somebody's laptop, over the network, with functions that start cold. */
const PATIENCE_MS = 30_000

/**
 * A phone known by `miniprogram-automator` alone. It cannot ask whether the mini-program is at rest: what is not there
 * yet, or covered still, is looked for again.
 */
export class PhoneByAutomator implements PortablePhone {
  private readonly thrown: string[] = []

  constructor(private readonly miniProgram: MiniProgram) {
    miniProgram.on('exception', (exception: unknown) => this.thrown.push(JSON.stringify(exception)))
  }

  async sees(...texts: string[]): Promise<void> {
    for (const text of texts)
      await this.tries(`see “${text}”`, async () => saysByAutomator(this.miniProgram, text))
  }

  async seesNo(...texts: string[]): Promise<void> {
    for (const text of texts)
      await this.tries(`lose “${text}”`, async () => !(await saysByAutomator(this.miniProgram, text)))
  }

  taps(name: string): Promise<void> {
    return this.tries(`tap “${name}”`, () => tapByAutomator(this.miniProgram, name))
  }

  types(name: string, text: string): Promise<void> {
    return this.tries(`type into “${name}”`, () => typeByAutomator(this.miniProgram, name, text))
  }

  async choosesTab(word: string): Promise<void> {
    const tab = app.tabBar.list.find(({ text }) => text === word)
    if (!tab) throw new Error(`the tab bar has no “${word}”`)
    await this.miniProgram.callWxMethod('switchTab', { url: `/${tab.pagePath}` })
  }

  async opens(url: string): Promise<void> {
    await this.miniProgram.callWxMethod('reLaunch', { url })
  }

  async goesBack(): Promise<void> {
    await this.miniProgram.callWxMethod('navigateBack')
  }

  async reads(field: string): Promise<string> {
    let text = ''
    await this.tries(`read ${field}`, async () => {
      text = await readByAutomator(this.miniProgram, field)
      return text !== ''
    })
    return text
  }

  /** The phone of somebody who never was here: nothing stored, at the mini-program's beginning. */
  async isNew(): Promise<void> {
    await this.miniProgram.callWxMethod('clearStorageSync')
    await this.opens(`/${app.pages[0]}`)
  }

  /** The mini-program's own mistakes so far. */
  mistakes(): readonly string[] {
    return this.thrown
  }

  /** Until it is done. What fails on the way may be on its way out, or under something that is. */
  private async tries(what: string, attempt: () => Promise<boolean>): Promise<void> {
    let why = ''
    await patiently(
      async () => {
        try {
          return (await attempt()) ? true : null
        } catch (error) {
          why = error instanceof Error ? `${error.message}. ` : ''
          return null
        }
      },
      async () => `the phone cannot ${what}. ${why}On the page: ${await saidByAutomator(this.miniProgram)}`,
      PATIENCE_MS,
    )
  }
}
