import { auditCloud } from '../../local/audit'
import type { DemoPhone } from '../../local/demo/phone'
import { eventually } from '../support/eventually'
import { BehindTheScenes } from './support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { PhoneOnScreen } from './support/phone-on-screen'

let restaurant: RestaurantOnScreen
let behind: BehindTheScenes
let cashier: PhoneOnScreen
let diner: PhoneOnScreen
beforeEach(async () => {
  restaurant = await openRestaurantOnScreen()
  behind = new BehindTheScenes(restaurant)
  ;({ cashier, diner } = restaurant)
})
afterEach(async () => {
  expect(auditCloud(restaurant.cloud)).toEqual([])
  await restaurant.close()
})
afterAll(() => closeBrowser())

/** How a nervous finger or a bad network disturbs one act; each act is to happen once all the same. */
interface Disturbance {
  name: string
  act(phone: PhoneOnScreen, name: string): Promise<void>
}
const disturbances: Disturbance[] = [
  { name: 'tapped twice', act: (phone, name) => phone.tapsTwice(name) },
  {
    name: 'whose reply is lost',
    async act(phone, name) {
      await phone.hasNetwork('lose-next-reply')
      await phone.taps(name)
    },
  },
]

/** A member with so many points, seen by the diner's phone. */
async function member(yuan: number): Promise<DemoPhone> {
  const guest = await behind.joins('diner', '王小明')
  if (yuan > 0) await behind.pays(guest, yuan)
  return guest
}

/** The diner's code in front of the cashier's camera; the till is at the bill. */
async function atTheTill(): Promise<void> {
  await diner.taps('会员码')
  await diner.sees('结账时给收银员扫')
  await cashier.taps('扫顾客的码')
  await cashier.taps('对准顾客的手机')
  await cashier.sees('王** · 尾号')
}

const pays = async (amount: string): Promise<void> => {
  for (const key of amount) await cashier.taps(key)
}

async function redeemsJuice(): Promise<void> {
  await diner.taps('商城')
  await diner.taps('一杯酸梅汤')
}

const redemptions = () => restaurant.cloud.documents('redemptions') as { status: string; events: unknown[] }[]

describe.each(disturbances)('an act $name happens once', ({ act }) => {
  it('joining', async () => {
    await diner.taps('加入会员')
    await act(diner, '同意并加入')
    await diner.sees('欢迎，已经是会员了')
    expect(restaurant.cloud.documents('accounts')).toHaveLength(1)
    expect(await behind.entriesOf(behind.whoseIs('diner'))).toEqual(['earn 50'])
  })

  it('reading a member code', async () => {
    await member(0)
    await diner.taps('会员码')
    await diner.sees('结账时给收银员扫')
    await cashier.taps('扫顾客的码')
    await act(cashier, '对准顾客的手机')
    await cashier.sees('王** · 尾号', '请输入金额')
    expect(restaurant.cloud.documents('used_codes')).toHaveLength(1)
  })

  it('settling a bill', async () => {
    const guest = await member(0)
    await atTheTill()
    await pays('56')
    await act(cashier, '记账 ¥56')
    await cashier.sees('+56', '余 106 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('voiding it', async () => {
    const guest = await member(0)
    await atTheTill()
    await pays('56')
    await cashier.taps('记账 ¥56')
    await cashier.taps('录错了，作废')
    await act(cashier, '金额录错')
    await cashier.sees('已作废', '收回 56 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['reverse -56', 'earn 56', 'earn 50'])
  })

  it('redeeming a reward', async () => {
    const guest = await member(100)
    await redeemsJuice()
    await act(diner, '用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    expect(redemptions()).toHaveLength(1)
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('serving it, and taking the serving back', async () => {
    await member(0)
    await redeemsJuice()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    await cashier.taps('扫顾客的码')
    await act(cashier, '对准顾客的手机')
    await cashier.sees('已核销', '一杯酸梅汤')
    expect(redemptions()).toMatchObject([{ status: 'fulfilled', events: [{ kind: 'fulfilled' }] }])
    await act(cashier, '撤销核销')
    await cashier.sees('已撤销')
    expect(redemptions()).toMatchObject([{ status: 'issued', events: [{}, { kind: 'undone' }] }])
  })

  it('changing a name', async () => {
    await member(0)
    await diner.taps('我的')
    await diner.taps('改称呼')
    await diner.types('怎么称呼您', '明明')
    await act(diner, '保存')
    await diner.sees('明明', '改称呼')
    await diner.seesNo('怎么称呼您')
  })
})

describe('an act that never heard its reply', () => {
  it('is the same act when it is tried again, even after the mini-program was closed', async () => {
    const guest = await member(100)
    await redeemsJuice()
    const networkAgain = await diner.losesNetworkBeforeTheReply()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('网络没有回应。再试一次，不会重复办理。')
    expect(redemptions()).toHaveLength(1)
    await networkAgain()
    await diner.startsAgain()
    await redeemsJuice()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    expect(redemptions()).toHaveLength(1)
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('at the till stays on the screen with its amount, and one more tap books it once', async () => {
    const guest = await member(0)
    await atTheTill()
    await pays('56')
    await cashier.hasNetwork('offline')
    await cashier.taps('记账 ¥56')
    await cashier.sees('网络没有回应。再试一次，不会重复办理。', '记账 ¥56')
    await cashier.hasNetwork('normal')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })
})

describe('what happens while nobody looks', () => {
  it('a bill that came while the diner was away paying it is told when they come back', async () => {
    const guest = await member(0)
    await diner.taps('会员码')
    await diner.sees('结账时给收银员扫')
    await diner.miniProgram.callWxMethod('switchTab', { url: '/pages/home/home' })
    await behind.pays(guest, 56)
    await diner.taps('会员码')
    await diner.sees('本次获得', '+56', '消费 ¥56', '余 106 回味分')
  })

  it('so is one that came after the code was put away', async () => {
    const guest = await member(0)
    await diner.taps('会员码')
    await diner.sees('结账时给收银员扫')
    await restaurant.advance(121_000)
    await diner.sees('会员码已收起')
    await behind.pays(guest, 56)
    await diner.taps('再出示')
    await diner.sees('本次获得', '+56')
  })

  it('a bill that pays off a debt says so on both phones', async () => {
    const guest = await member(0)
    const billId = await behind.pays(guest, 200)
    await guest.must('points-mall', 'redeem', { rewardId: 'no-queue' })
    await behind.manager.must('counter', 'void', { storeId: 'riverside', billId, reason: 'refunded' })
    await atTheTill()
    await pays('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56', '其中 56 回味分抵了之前多用的', '余 0 回味分')
    await diner.sees('+56', '其中 56 回味分抵了之前多用的', '余 0 回味分')
    await diner.taps('首页')
    await diner.sees('之前多用了 94 回味分，下次消费先抵上')
  })

  it('a redemption left before its reply came leaves nothing running behind', async () => {
    const guest = await member(0)
    const { redemptionId } = await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    let arrive = (): void => undefined
    const underWay = new Promise<void>((resolve) => (arrive = resolve))
    await diner.page.route('**/call/points-mall', async (route) => {
      await underWay
      await route.continue()
    })
    await diner.sees('出示会员码')
    const before = await diner.miniProgram.callWxMethod('getScreenBrightness')
    void diner.miniProgram.callWxMethod('navigateTo', {
      url: `/pages/redemption/redemption?id=${redemptionId}`,
    })
    await diner.sees('正在打开')
    await diner.page.keyboard.press('Escape')
    arrive()
    await diner.sees('出示会员码')
    await diner.settles()
    await diner.page.unroute('**/call/points-mall')
    expect(await diner.miniProgram.callWxMethod('getScreenBrightness')).toEqual(before)
    const calls = restaurant.cloud.calls.all.length
    await restaurant.advance(10_000)
    await diner.page.waitForTimeout(2_500)
    expect(restaurant.cloud.calls.all).toHaveLength(calls)
  })

  it('a bill that was another one, and whose replies were lost, is that same bill on the next tap', async () => {
    const guest = await member(56)
    await atTheTill()
    await pays('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('是另一单')
    const networkAgain = await cashier.losesNetworkBeforeTheReply()
    await cashier.taps('是另一单')
    await cashier.sees('网络没有回应')
    await networkAgain()
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56', '余 162 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 56', 'earn 50'])
  })

  it('a bill changed after its reply was lost is not booked twice, and the first can be voided', async () => {
    const guest = await member(0)
    await atTheTill()
    await pays('56')
    const networkAgain = await cashier.losesNetworkBeforeTheReply()
    await cashier.taps('记账 ¥56')
    await cashier.sees('网络没有回应')
    await networkAgain()
    await cashier.taps('0')
    await cashier.taps('记账 ¥560')
    await cashier.sees('这次识别已在', '记过一笔 ¥56')
    await cashier.taps('回到扫码')
    await cashier.taps('最近的单')
    await cashier.taps('作废 ¥56 · +56 回味分')
    await cashier.taps('金额录错')
    await cashier.sees('收回 56 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['reverse -56', 'earn 56', 'earn 50'])
  })
})

describe('a back gesture', () => {
  it('from the bill loses nobody: the till goes on with the customer', async () => {
    const guest = await member(0)
    await atTheTill()
    await pays('5')
    await cashier.goesBack()
    await cashier.sees('扫顾客的码', '继续为 王**')
    await cashier.page.locator('[aria-label^="继续为"]').tap()
    await pays('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('from a result is at the till, not at the settled bill', async () => {
    await member(0)
    await atTheTill()
    await pays('56')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56')
    await cashier.goesBack()
    await cashier.sees('扫顾客的码')
    await cashier.seesNo('继续为')
  })

  it('while a reward is being redeemed ends on a screen that works, with one redemption', async () => {
    const guest = await member(100)
    await redeemsJuice()
    let arrive = (): void => undefined
    const underWay = new Promise<void>((resolve) => (arrive = resolve))
    await diner.page.route('**/call/points-mall', async (route) => {
      await underWay
      await route.continue()
    })
    await diner.touches('用 50 回味分兑换')
    await diner.page.keyboard.press('Escape')
    arrive()
    // Back from a tab is out of the mini-program; the phone offers the way in again.
    await diner.taps('回到回味')
    await diner.sees('给收银员扫这个码')
    await diner.goesBack()
    await diner.sees('可用')
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('while a bill is being settled leaves the till where the cashier went, with the bill booked once', async () => {
    const guest = await member(0)
    await atTheTill()
    await pays('56')
    let arrive = (): void => undefined
    const underWay = new Promise<void>((resolve) => (arrive = resolve))
    await cashier.page.route('**/call/counter', async (route) => {
      await underWay
      await route.continue()
    })
    await cashier.touches('记账 ¥56')
    await cashier.page.keyboard.press('Escape')
    await cashier.sees('扫顾客的码', '继续为')
    arrive()
    await eventually(() => restaurant.cloud.documents('ledger_entries').length === 2)
    await cashier.settles()
    await cashier.page.locator('[aria-label^="继续为"]').tap()
    await cashier.sees('+56', '下一位')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('from a redemption is at the mall, and its code is in the list', async () => {
    await member(100)
    await redeemsJuice()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    await diner.goesBack()
    await diner.sees('可用', '100')
    await diner.taps('我的兑换')
    await diner.sees('一杯酸梅汤', '待领取')
  })
})
