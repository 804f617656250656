import { auditCloud } from '../../../local/audit'
import type { DemoPhone } from '../../../local/demo/phone'
import { BehindTheScenes } from './behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './open-stage'

/** One diner, one cashier, and the few things they do again and again. */
export class Evening {
  private opened: { restaurant: RestaurantOnScreen; behind: BehindTheScenes } | undefined

  async begins(): Promise<void> {
    const restaurant = await openRestaurantOnScreen()
    this.opened = { restaurant, behind: new BehindTheScenes(restaurant) }
  }
  /** Every evening ends with the ledger in order and no complaint. */
  async ends(): Promise<void> {
    expect(auditCloud(this.restaurant.cloud)).toEqual([])
    await this.restaurant.close()
  }

  get restaurant(): RestaurantOnScreen {
    if (!this.opened) throw new Error('the evening has not begun')
    return this.opened.restaurant
  }
  get behind(): BehindTheScenes {
    if (!this.opened) throw new Error('the evening has not begun')
    return this.opened.behind
  }
  get diner() {
    return this.restaurant.diner
  }
  get cashier() {
    return this.restaurant.cashier
  }

  /** The diner's phone belongs to a member who has spent so many yuan. */
  async member(yuan: number): Promise<DemoPhone> {
    const guest = await this.behind.joins('diner', '王小明')
    if (yuan > 0) await this.behind.pays(guest, yuan)
    return guest
  }

  /** The diner's code in front of the cashier's camera; the till is at the bill. */
  async atTheTill(): Promise<void> {
    await this.diner.taps('会员码')
    await this.diner.sees('结账时给收银员扫')
    await this.cashier.taps('扫顾客的码')
    await this.cashier.taps('对准顾客的手机')
    await this.cashier.sees('王** · 尾号')
  }

  async keys(amount: string): Promise<void> {
    for (const key of amount) await this.cashier.taps(key)
  }

  /** The juice lies on its sheet, to be redeemed. */
  async looksAtJuice(): Promise<void> {
    await this.diner.taps('商城')
    await this.diner.taps('一杯酸梅汤')
  }

  redemptions(): { status: string; events: unknown[] }[] {
    return this.restaurant.cloud.documents('redemptions') as never
  }

  entries(): number {
    return this.restaurant.cloud.documents('ledger_entries').length
  }
}

/** A new evening for every test of the file. */
export function anEveningEach(): Evening {
  const evening = new Evening()
  beforeEach(() => evening.begins())
  afterEach(() => evening.ends())
  afterAll(() => closeBrowser())
  return evening
}
