import type { CallRecord } from '../cloud/call-log'
import type { Hands } from './hands'
import type { Luck } from './luck'
import type { MonkeyRestaurant } from './restaurant'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const PHONE_NUMBER = 'phonenumber.getPhoneNumber'
/** What the function has an answer for, and what it can only call a fault. */
const REJECTED = [40029, 40013]
const BROKEN = [-1, 45011]

/** What happens around the phones: time, WeChat's moods, new instances, another person's phone. */
export class World {
  private expectedFaults = 0
  private people = 1

  constructor(
    private readonly luck: Luck,
    private readonly restaurant: MonkeyRestaurant,
    /** The phone that changes hands. */
    private readonly guest: Hands,
  ) {}

  /** Lets happen what happens now; in words. Mostly nothing does. */
  async turn(): Promise<string | null> {
    const { luck } = this
    if (luck.chance(50)) return this.timePasses()
    if (luck.chance(60)) return this.wechatRefuses()
    if (luck.chance(120)) return this.somebodyElse()
    if (luck.chance(150)) {
      this.restaurant.cloud.coldStart()
      return 'the functions start cold'
    }
    return null
  }

  /** Whether a call's fault is one that this world has asked for. Each counts once. */
  askedFor({ refusal, requests }: CallRecord): boolean {
    const asked = requests.some(({ action }) => action.endsWith(PHONE_NUMBER))
    if (refusal !== 'fault' || !asked || this.expectedFaults === 0) return false
    this.expectedFaults -= 1
    return true
  }

  private async timePasses(): Promise<string> {
    const { luck } = this
    const kind = luck.upTo(100)
    const [milliseconds, thinTo] =
      kind < 60
        ? [(1 + luck.upTo(40)) * MINUTE_MS, 0]
        : kind < 85
          ? [(1 + luck.upTo(30)) * HOUR_MS, HOUR_MS]
          : kind < 98
            ? [(1 + luck.upTo(45)) * DAY_MS, 6 * HOUR_MS]
            : [(1 + luck.upTo(400)) * DAY_MS, 10 * DAY_MS]
    await this.restaurant.advance(milliseconds, thinTo)
    return `${Math.round(milliseconds / MINUTE_MS)} minutes pass`
  }

  private wechatRefuses(): string {
    const code = this.luck.pick([...REJECTED, ...BROKEN])
    if (BROKEN.includes(code)) this.expectedFaults += 1
    this.restaurant.cloud.wechat.refuseNext(PHONE_NUMBER, code)
    return `WeChat will refuse ${PHONE_NUMBER} with ${code}`
  }

  /** Another WeChat user, whose phone remembers nothing; now and then with a number that a member has. */
  private async somebodyElse(): Promise<string> {
    const { phone, page } = this.guest.options
    this.people += 1
    await page.evaluate('localStorage.clear()')
    await page.goto('about:blank')
    phone.openid = `demo-guest-${this.people}`
    if (!this.luck.chance(4)) phone.phoneNumber = `138${String(10_000_000 + this.luck.upTo(89_999_999))}`
    await this.guest.startAgain('start')
    return `${phone.name} belongs to ${phone.openid} now`
  }
}
