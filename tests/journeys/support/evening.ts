import type { DemoPhone } from '../../../local/demo/phone'
import { BehindTheScenes } from './behind-the-scenes'
import type { RestaurantOnScreen } from './open-stage'

/** One diner, one cashier, and the few things they do again and again. */
export class Evening {
  readonly behind: BehindTheScenes

  constructor(readonly restaurant: RestaurantOnScreen) {
    this.behind = new BehindTheScenes(restaurant)
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
