import type { DemoPhone } from '../../local/demo/phone'
import { CASHIER, DINER } from '../../local/stage/phones'
import { BehindTheScenes } from './support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { PhoneOnScreen } from './support/phone-on-screen'
import { redemptionOf } from '../../local/demo/redemption-of'

const MINUTE = 60_000
const DAY = 86_400_000
const STATION = { ...CASHIER, name: 'station', title: '车站店的手机', openid: 'demo-cashier-station' }
const riverside = { storeId: 'riverside' }

let restaurant: RestaurantOnScreen
let behind: BehindTheScenes
let cashier: PhoneOnScreen
let diner: PhoneOnScreen
let guest: DemoPhone
beforeEach(async () => {
  restaurant = await openRestaurantOnScreen({ phones: [DINER, CASHIER, STATION] })
  behind = new BehindTheScenes(restaurant)
  ;({ cashier, diner } = restaurant)
  guest = await behind.joins('diner', '王小明')
})
afterEach(() => restaurant.close())
afterAll(() => closeBrowser())

/** Hands a code to a till whose camera is not to see it: it is pasted. */
async function reads(till: PhoneOnScreen, code: string): Promise<void> {
  await till.taps('手动输入')
  await till.taps('粘贴码')
  await till.types('会员码或兑换码', code)
  await till.taps('确认')
}

async function keys(memberNumber: string, digits: string): Promise<void> {
  await cashier.types('会员号（十位）', memberNumber)
  await cashier.types('动态码（六位）', digits)
  await cashier.taps('确认')
}

const showsCode = async (): Promise<string> => (await guest.must('member', 'showCode', {})).code
const redeems = async (rewardId: string) =>
  redemptionOf(await guest.must('points-mall', 'redeem', { rewardId }))

function dismissed(): void {
  const staff = restaurant.cloud.documents('staff').find(({ staffId }) => staffId === 'staff-lin')
  restaurant.cloud.put('staff', { ...(staff as { _id: string }), active: false })
}

describe('a member code at the till', () => {
  it('of something else altogether, forged, of another restaurant, too old or used is refused, and the till goes on', async () => {
    const code = await showsCode()
    await reads(cashier, 'https://example.com/menu')
    await cashier.sees('这不是本店会员系统的码')
    const refused: [string, string][] = [
      [`${code.slice(0, -4)}${code.endsWith('beef') ? 'cafe' : 'beef'}`, '这张码不是本系统签发的'],
      [code.replace('huiwei-demo', 'other-house'), '这张码属于另一家餐厅'],
    ]
    for (const [text, sentence] of refused) {
      await cashier.types('会员码或兑换码', text)
      await cashier.taps('确认')
      await cashier.sees(sentence)
    }
    await behind.cashier.must('counter', 'identify', { ...riverside, shown: { code } })
    await cashier.types('会员码或兑换码', code)
    await cashier.taps('确认')
    await cashier.sees('这张会员码已用过', '请让顾客刷新后再试。')
    const late = await showsCode()
    await restaurant.advance(MINUTE)
    await cashier.types('会员码或兑换码', late)
    await cashier.taps('确认')
    await cashier.sees('这张会员码已在', '过期')
    await cashier.types('会员码或兑换码', await showsCode())
    await cashier.taps('确认')
    await cashier.sees('王** · 尾号', '现有 50 回味分')
  })

  it('seen by the camera after it was used says so in the same place, and the next scan works', async () => {
    await diner.taps('会员码')
    await diner.sees('结账时给收银员扫')
    for (const phone of [cashier, restaurant.phone('station')]) {
      await phone.taps('扫顾客的码')
      await phone.taps('对准顾客的手机')
    }
    await cashier.sees('王** · 尾号')
    await restaurant.phone('station').sees('这张会员码已用过', '扫顾客的码')
  })

  it('keyed wrong says how many tries are left, and locks for the rest of the minute', async () => {
    const { memberNumber, digits } = await guest.must('member', 'showCode', {})
    await cashier.taps('手动输入')
    await keys('1234', '12')
    await cashier.sees('会员号十位、动态码六位，都要输完。')
    await keys('1234567890', digits)
    await cashier.sees('没有这个会员号')
    const wrong = Array.from({ length: 6 }, (_, i) =>
      String((Number(digits) + i + 1) % 1_000_000).padStart(6, '0'),
    )
    // Tries are counted minute by minute: all of these fall into one.
    await restaurant.advance(MINUTE - (restaurant.cloud.clock.now() % MINUTE))
    await keys(memberNumber, wrong[0] ?? '')
    await cashier.sees('六位数字不对，还可再试 4 次。')
    for (const digit of wrong.slice(1)) await keys(memberNumber, digit)
    await cashier.sees('输错次数太多')
    await restaurant.advance(MINUTE)
    const fresh = await guest.must('member', 'showCode', {})
    await keys(memberNumber, fresh.digits)
    await cashier.sees('王** · 尾号')
  })
})

describe('a bill', () => {
  const bill = async (amount: string): Promise<void> => {
    for (const key of amount) await cashier.taps(key)
    await cashier.taps(`记账 ¥${amount}`)
  }

  it('of the same amount a moment later is asked about, and booked only when it is another one', async () => {
    await behind.pays(guest, 56)
    await reads(cashier, await showsCode())
    await bill('56')
    await cashier.sees('刚为这位会员记过一笔 ¥56。确认是另一单吗？')
    await cashier.taps('不是，返回')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
    await cashier.taps('记账 ¥56')
    await cashier.taps('是另一单')
    await cashier.sees('+56', '余 162 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 56', 'earn 50'])
  })

  it('without a customer there leads back to the scan and says why', async () => {
    await cashier.opens('/counter/pages/bill/bill')
    await cashier.sees('扫顾客的码', '识别已过时，请重新扫会员码。')
  })

  it.each([
    { width: 320, height: 568 },
    { width: 375, height: 667 },
  ])('keeps its button in sight on a phone of $width × $height, whatever there is to say', async (size) => {
    await cashier.page.setViewportSize(size)
    await behind.pays(guest, 5_000)
    await reads(cashier, await showsCode())
    await cashier.taps('9')
    await cashier.sees('白金卡优惠 ¥0.45，应收 ¥8.55', '春笋牛肉面')
    await cashier.hasNetwork('offline')
    await cashier.taps('记账 ¥8.55')
    await cashier.sees('网络没有回应。再试一次，不会重复办理。', '用券')
    const button = await cashier.page.locator('[aria-label="记账 ¥8.55"]').boundingBox()
    expect((button?.y ?? NaN) + (button?.height ?? NaN)).toBeLessThanOrEqual(size.height)
  })

  it('of nothing cannot be sent', async () => {
    await reads(cashier, await showsCode())
    for (const key of ['0', '小数点', '0']) await cashier.taps(key)
    await cashier.sees('0.0', '请输入金额')
    const button = cashier.page.locator('[aria-label="请输入金额"]')
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.tap({ force: true })
    await cashier.settles()
    const operations = restaurant.cloud.calls.all.map(({ operation }) => operation)
    expect(operations).toContain('identify')
    expect(operations).not.toContain('settle')
  })

  it('keyed half an hour after the scan asks for the code again', async () => {
    await reads(cashier, await showsCode())
    await cashier.taps('7')
    await restaurant.advance(31 * MINUTE)
    await cashier.taps('记账 ¥7')
    await cashier.sees('识别结果已在', '请重新扫会员码。')
    await cashier.taps('回到扫码')
    await cashier.sees('扫顾客的码')
    await cashier.seesNo('继续为')
  })

  it('can be voided by the cashier for a day, then by the manager, and once', async () => {
    await reads(cashier, await showsCode())
    await bill('56')
    await cashier.sees('+56')
    await restaurant.advance(DAY + MINUTE)
    await cashier.taps('录错了，作废')
    await cashier.taps('金额录错')
    await cashier.sees('结账已超过 24 小时，请店长处理。')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('voided on another phone meanwhile says so, and is shown as voided from then on', async () => {
    await reads(cashier, await showsCode())
    await bill('56')
    await cashier.sees('+56')
    const billId = String(
      (
        restaurant.cloud
          .documents('ledger_entries')
          .find(({ verb, points }) => verb === 'earn' && points === 56) ?? {}
      )._id,
    )
    await behind.manager.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })
    await cashier.taps('录错了，作废')
    await cashier.taps('金额录错')
    await cashier.sees('已作废', '这张消费单已经作废过了。')
    await cashier.taps('回收银台')
    await cashier.taps('最近的单')
    await cashier.sees('已作废')
  })
})

describe('a redemption code at the till', () => {
  it('served already, expired or forged is refused', async () => {
    await behind.pays(guest, 100)
    const served = await redeems('plum-juice')
    await behind.cashier.must('counter', 'fulfil', { ...riverside, code: served.code })
    await reads(cashier, served.code)
    await cashier.sees('这张兑换码今天', '已在滨江店用过，不能再用。')
    const pending = await redeems('plum-juice')
    await cashier.types(
      '会员码或兑换码',
      `${pending.code.slice(0, -4)}${pending.code.endsWith('beef') ? 'cafe' : 'beef'}`,
    )
    await cashier.taps('确认')
    await cashier.sees('这张码不是本系统签发的')
    await restaurant.advance(31 * DAY)
    await cashier.types('会员码或兑换码', pending.code)
    await cashier.taps('确认')
    await cashier.sees('这张兑换码已在', '过期，不能再用。')
  })

  it('of a reward that another store serves names that store', async () => {
    await behind.pays(guest, 300)
    const { code } = await redeems('painted-bowl')
    await reads(restaurant.phone('station'), code)
    await restaurant.phone('station').sees('这份不在本店领取，请到滨江店。')
  })

  it('can be taken back for five minutes', async () => {
    const { code } = await redeems('plum-juice')
    await reads(cashier, code)
    await cashier.sees('已核销', '一杯酸梅汤')
    await restaurant.advance(6 * MINUTE)
    await cashier.taps('撤销核销')
    await cashier.sees('核销已超过 5 分钟，不能撤销。')
    await cashier.taps('回收银台')
    await cashier.taps('最近的单')
    await cashier.sees('核销一杯酸梅汤')
    await cashier.seesNo('撤销')
  })
})

describe('the counter', () => {
  it('is closed to who does not work here', async () => {
    await diner.opens('/counter/pages/start/start')
    await diner.sees('这里是收银台', '这个微信没有绑定员工身份')
    await diner.taps('回首页')
    await diner.sees('出示会员码')
  })

  it('is closed the moment a cashier is dismissed', async () => {
    await reads(cashier, await showsCode())
    dismissed()
    await cashier.taps('8')
    await cashier.taps('记账 ¥8')
    await cashier.sees('这个微信没有绑定员工身份，请联系店长。')
    expect(await behind.entriesOf(guest)).toEqual(['earn 50'])
  })
})
