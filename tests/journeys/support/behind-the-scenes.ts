import { randomUUID } from 'node:crypto'
import { calendarOf } from '../../../local/demo/calendar-of'
import { demoStaff } from '../../../local/demo/demo-restaurant'
import { DemoPhone } from '../../../local/demo/phone'
import { settlesBill } from '../../../local/demo/settles-bill'
import type { RestaurantOnScreen } from './open-stage'

const DAY = 86_400_000
const agreed = { agreedPrivacyVersion: 'journey' }

/** What happened before a journey begins, or on a phone nobody looks at: the same functions, without a screen. */
export class BehindTheScenes {
  readonly cashier: DemoPhone
  readonly manager: DemoPhone

  constructor(private readonly restaurant: RestaurantOnScreen) {
    this.cashier = this.staff('demo-cashier')
    this.manager = this.staff('demo-manager')
  }

  /** The WeChat user behind a phone of the stage. */
  whoseIs(phone: string): DemoPhone {
    const found = this.restaurant.stage.phones.get(phone)
    if (!found) throw new Error(`there is no phone named ${phone}`)
    return new DemoPhone(this.restaurant.cloud, found.openid)
  }

  /** Makes a phone's owner a member. */
  async joins(phone: string, name = ''): Promise<DemoPhone> {
    const diner = this.whoseIs(phone)
    await diner.must('member', 'join', { ...agreed, name })
    return diner
  }

  /** A bill of so many yuan, perhaps with a voucher that takes off so many fen; its id. */
  async pays(
    diner: DemoPhone,
    yuan: number,
    voucher?: { voucherId: string; offFen: number },
  ): Promise<string> {
    return (await settlesBill(diner, this.cashier, yuan * 100, voucher)).billId
  }

  /** The cashier is a manager from now on. */
  promotesCashier(): void {
    const { cloud } = this.restaurant
    for (const staff of cloud.documents('staff')) {
      if (staff.staffId === 'staff-lin')
        cloud.put('staff', { ...staff, _id: String(staff._id), role: 'manager' })
    }
  }

  /** A ten-yuan voucher from the mall, for 500 points. */
  async buysVoucher(diner: DemoPhone): Promise<string> {
    const taken = await diner.must('points-mall', 'redeem', { rewardId: 'ten-off' })
    if (taken.kind !== 'voucher') throw new Error(`${taken.rewardName} is no voucher`)
    return taken.voucherId
  }

  /** Checks in on so many days in a row; then it is the day after. */
  async checksIn(diner: DemoPhone, days: number): Promise<void> {
    for (let done = 0; done < days; done++) {
      await diner.must('check-in', 'checkIn', { day: (await calendarOf(diner)).today })
      await this.restaurant.advance(DAY)
    }
  }

  /** A photo of the diner's that waits for a colleague; without one that anybody could see, its file is not there. */
  async handsIn(diner: DemoPhone, photo?: Buffer): Promise<void> {
    const { tasks } = await diner.must('tasks', 'list', {})
    const asking = tasks.find((task) => task.photo !== null && task.state === 'under-way')
    if (!asking?.photo) throw new Error('no task asks for a photo')
    const path = `task-photos/${randomUUID().replaceAll('-', '')}.png`
    const { openid } = diner
    const file =
      photo === undefined
        ? `cloud://nobody.nowhere/${path}`
        : this.restaurant.cloud.files.put(path, photo, { openid })
    const { taskId, periodKey } = asking
    await diner.must('submissions', 'submit', { taskId, periodKey, nth: asking.photo.nth, photo: file })
  }

  /** What the diner thinks of the latest meal. */
  async reviews(diner: DemoPhone, rating: number, text: string): Promise<void> {
    const [meal] = (await diner.must('tasks', 'list', {})).meals
    if (!meal) throw new Error('there is no meal to write about')
    await diner.must('reviews', 'write', { billId: meal.billId, rating, text })
  }

  /** How many entries the diner's ledger has, by verb. */
  async entriesOf(diner: DemoPhone): Promise<string[]> {
    const { lines } = await diner.must('points', 'history', { limit: 50 })
    return lines.map(({ verb, points }) => `${verb} ${points}`)
  }

  private staff(openid: string): DemoPhone {
    if (!demoStaff.some((one) => one.openid === openid)) throw new Error(`${openid} does not work here`)
    return new DemoPhone(this.restaurant.cloud, openid)
  }
}
