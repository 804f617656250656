import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { seeded } from '../seeded'
import { complained, disorder, faults, mistakes, stuck } from './detectors'
import { Hands } from './hands'
import type { MonkeyRestaurant } from './restaurant'
import type { Tally } from './tally'
import type { Copied } from './texts'
import { goesHome } from './way-home'
import { World } from './world'

export interface MonkeyOptions {
  restaurant: MonkeyRestaurant
  tally: Tally
  seed: number
  taps: number
  /** By `performance.now()`; the run ends then, however many taps there were. */
  until?: number
  /** How many taps lie between two looks at everything. */
  checkEvery: number
  /** How long a phone may take to become of use. */
  patienceMs: number
  /** Told now and then how far it is. */
  say?: (taps: number) => void
}

export interface MonkeyOutcome {
  taps: number
  /** Empty when all is well. */
  findings: string[]
  /** The last things done, the newest last, each with the number of its tap. */
  last: string[]
}

const REMEMBERED = 30

/**
 * Lets a pair of seeded hands loose on each phone of a restaurant, all at the same time, and ends with the first
 * findings. One seed makes the same choices among what the screens show; what they show depends on who of several
 * phones reaches the cloud first, on when a reply comes, and on codes that are renewed as real time goes by.
 */
export async function runMonkey(options: MonkeyOptions): Promise<MonkeyOutcome> {
  const monkey = await Monkey.sit(options)
  return monkey.run()
}

class Monkey {
  private taps = 0
  private readonly last: string[] = []
  private readonly findings: string[] = []

  private constructor(
    private readonly options: MonkeyOptions,
    private readonly hands: Hands[],
    private readonly world: World,
  ) {}

  static async sit(options: MonkeyOptions): Promise<Monkey> {
    const { stage, pages, cloud } = options.restaurant
    const hands: Hands[] = []
    for (const [index, phone] of stage.phones.all().entries()) {
      const copied = (): Promise<Copied> => copiedFrom(hands.filter((other) => other.options.phone !== phone))
      const address = stage.addressOf(phone.name)
      const luck = seeded(options.seed * 101 + index + 1)
      hands.push(await Hands.on({ phone, page: pages.get(phone.name), luck, address, copied }))
    }
    const guest = hands.find(({ options: { phone } }) => phone.name === 'guest') ?? (hands[0] as Hands)
    const world = new World(seeded(options.seed * 101), options.restaurant, guest)
    const monkey = new Monkey(options, hands, world)
    cloud.calls.onCall((call) => {
      options.tally.called(call)
      if (!world.askedFor(call)) monkey.findings.push(...faults(call))
    })
    return monkey
  }

  async run(): Promise<MonkeyOutcome> {
    const { taps, checkEvery, until = Infinity } = this.options
    let checkedAt = 0
    while (this.taps < taps && this.findings.length === 0 && performance.now() < until) {
      await this.round()
      if (this.taps >= checkedAt + checkEvery && this.findings.length === 0) {
        checkedAt = this.taps
        await this.check()
      }
    }
    if (this.findings.length === 0 && this.taps > checkedAt) await this.check()
    return { taps: this.taps, findings: this.findings, last: this.last }
  }

  /** Something may happen to all; then every phone is looked at and something done with it. */
  private async round(): Promise<void> {
    const happened = await this.world.turn()
    if (happened !== null) this.remember(happened)
    await Promise.all(
      this.hands.map(async (hands) => {
        const { name } = hands.options.phone
        const glance = await hands.look()
        this.options.tally.saw(glance.route)
        this.findings.push(...mistakes(name, glance))
        const { what, taps } = await hands.act(glance)
        this.taps += taps
        this.remember(`${name} on ${glance.route} ${what}`)
      }),
    )
    this.findings.push(...complained(this.options.restaurant.complaints))
  }

  /** Whether every phone is of use with a good network and finds home, and the documents are in order. */
  private async check(): Promise<void> {
    const { restaurant, patienceMs, say } = this.options
    await Promise.all(
      this.hands.map(async (hands) => {
        await hands.setNetwork('normal')
        const why = (await stuck(hands, patienceMs)) ?? (await goesHome(hands, patienceMs))
        if (why !== null) this.findings.push(why)
      }),
    )
    this.findings.push(...complained(restaurant.complaints))
    this.findings.push(...(await restaurant.door.whileShut(() => disorder(restaurant.cloud))))
    if (this.findings.length > 0) return
    await Promise.all(this.hands.map((hands) => hands.startAgain('start')))
    say?.(this.taps)
  }

  private remember(what: string): void {
    this.last.push(`${this.taps} ${what}`)
    if (this.last.length > REMEMBERED) this.last.shift()
  }
}

/** What others show now; a phone that just starts again shows nothing. */
async function copiedFrom(others: readonly Hands[]): Promise<Copied> {
  const codes = others.map(async ({ page }) => {
    const read = page.evaluate('window.huiweiReadCodes?.() ?? []') as Promise<string[]>
    return read.catch((): string[] => [])
  })
  return {
    codes: (await Promise.all(codes)).flat(),
    numbers: others.flatMap(({ seen }) => seen?.numbers ?? []),
  }
}

/** Pictures of all phones as they are, into a folder. */
export async function takePictures({ stage, pages }: MonkeyRestaurant, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const { name } of stage.phones.all()) {
    await pages.get(name).screenshot({ path: path.join(folder, `${name}.png`) })
  }
}
