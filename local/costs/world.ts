import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import limits from '../../cloudfunctions/limits.json'
import type { Envelope, FeatureName, Value } from '../../contract'
import { openLocalCloud, type LocalCloud } from '../cloud/local-cloud'
import { DEMO_APPID, loadDemoRestaurant } from '../demo/demo-restaurant'
import { calendarOf } from '../demo/calendar-of'
import { DemoPhone } from '../demo/phone'
import { repository } from '../options'
import { redemptionOf } from '../demo/redemption-of'

const A_DAY = 86_400_000
const key = (): string => randomBytes(32).toString('hex')

/** Lunch on a Monday: what falls due at an hour or on a day is the same in every report. */
export const LUNCH = Date.parse('2026-03-02T12:00:00+08:00')

/**
 * The demo restaurant in memory, its clock standing still, always at the same instant: codes last, what is cached stays
 * so, and every report is as the one before.
 */
export async function openCostsCloud(): Promise<LocalCloud> {
  const root = repository()
  const cloud = await openLocalCloud({
    dataDir: null,
    instances: 'in-process',
    functionsDir: path.join(root, 'dist/cloudfunctions'),
    rulesDir: path.join(root, 'database-rules'),
    environment: { HUIWEI_SEAL_KEY: key(), HUIWEI_PHONE_KEY: key() },
    functionLimits: limits,
  })
  cloud.clock.hold()
  cloud.clock.moveTo(LUNCH)
  loadDemoRestaurant(cloud)
  return cloud
}

export const riverside = { storeId: 'riverside' }
export const agreed = { agreedPrivacyVersion: '2025-01' }
export const CASHIER = 'demo-cashier'
export const MANAGER = 'demo-manager'

/** A photo as it is handed in; nobody looks whether the file is there before a colleague does. */
export const somePhoto = `cloud://costs.costs/task-photos/${'0'.repeat(32)}.jpg`

/** Brings about what operations need before they can be counted. */
export class World {
  readonly cashier: DemoPhone

  constructor(readonly cloud: LocalCloud) {
    this.cashier = new DemoPhone(cloud, CASHIER)
  }

  /** A WeChat user who never was here. */
  stranger(): DemoPhone {
    return new DemoPhone(this.cloud, `costs-${randomUUID()}`)
  }

  /** A code of the phone-number button, as a phone gets it. */
  phoneCode(): string {
    const code = randomUUID()
    this.cloud.wechat.phoneCodes.set(code, `138${String(parseInt(code.slice(0, 6), 16)).padStart(8, '0')}`)
    return code
  }

  async member(): Promise<DemoPhone> {
    const diner = this.stranger()
    await diner.must('member', 'join', agreed)
    return diner
  }

  /** A member who came by a colleague's code and has eaten, for whom the colleague is owed something. */
  async invited(): Promise<void> {
    const diner = this.stranger()
    await diner.must('member', 'join', { ...agreed, source: 's=staff-lin' })
    await this.settled(diner)
  }

  async ticketOf(diner: DemoPhone): Promise<string> {
    const { code } = await diner.must('member', 'showCode', {})
    return (await this.cashier.must('counter', 'identify', { ...riverside, shown: { code } })).ticket
  }

  async settled(diner: DemoPhone): Promise<Value<'counter', 'settle'>> {
    const bill = { ...riverside, ticket: await this.ticketOf(diner), amountFen: 50_000 }
    return this.cashier.must('counter', 'settle', bill)
  }

  /** A member with points to spend: the gift's 50 and a bill's 500. */
  async guest(): Promise<DemoPhone> {
    const diner = await this.member()
    await this.settled(diner)
    return diner
  }

  async redeemed(diner: DemoPhone) {
    return redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
  }

  /** A member with a voucher. */
  async holder(): Promise<{ diner: DemoPhone; voucherId: string }> {
    const diner = await this.guest()
    const taken = await diner.must('points-mall', 'redeem', { rewardId: 'ten-off' })
    if (taken.kind !== 'voucher') throw new Error(`${taken.rewardName} is no voucher`)
    return { diner, voucherId: taken.voucherId }
  }

  /** A bill in which somebody's voucher is used, not settled yet. */
  async billWithVoucher() {
    const { diner, voucherId } = await this.holder()
    const ticket = await this.ticketOf(diner)
    return { ...riverside, ticket, amountFen: 5600, voucher: { voucherId, payableFen: 4600 } }
  }

  /** What a member sends with the next photo for the task that asks for one. */
  async photoFor(diner: DemoPhone) {
    const { tasks } = await diner.must('tasks', 'list', {})
    const asking = tasks.find(({ photo, state }) => photo !== null && state === 'under-way')
    if (!asking?.photo) throw new Error('the demo programme asks for no photo')
    const { taskId, periodKey } = asking
    return { taskId, periodKey, nth: asking.photo.nth, photo: somePhoto }
  }

  /** A photo that waits for a word. */
  async handedIn(diner: DemoPhone): Promise<string> {
    await diner.must('submissions', 'submit', await this.photoFor(diner))
    const newest = this.cloud.documents('submissions').at(-1)
    return String(newest?._id)
  }

  /** Has checked in on so many days in a row; the clock stands on the day after. */
  async checkedIn(diner: DemoPhone, days: number): Promise<void> {
    for (let done = 0; done < days; done++) {
      await diner.must('check-in', 'checkIn', { day: (await calendarOf(diner)).today })
      this.cloud.clock.advance(A_DAY)
    }
  }

  /** One delivery of one call. Throws when it is refused: what a refusal costs is not what the operation costs. */
  async deliver(
    openid: string,
    feature: FeatureName,
    envelope: Omit<Envelope, 'requestId'> & { requestId?: string },
  ): Promise<void> {
    const reply = await this.ask(openid, feature, envelope)
    if ((reply as { ok?: unknown }).ok !== true)
      throw new Error(`${feature}.${envelope.operation} was refused: ${JSON.stringify(reply)}`)
  }

  /** The reply to one call, whatever it is. */
  async ask(
    openid: string,
    feature: FeatureName,
    { requestId = randomUUID(), ...envelope }: Omit<Envelope, 'requestId'> & { requestId?: string },
  ): Promise<unknown> {
    return this.cloud.invoke(feature, { ...envelope, requestId }, { openid, appid: DEMO_APPID })
  }
}
