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
    await diner.taps('看看会留下什么，再加入')
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
    await cashier.sees('王** · 尾号', '先按金额')
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
    // The request arrives, its reply does not, and then there is no network at all.
    await diner.hasNetwork('lose-next-reply')
    await diner.touches('用 50 回味分兑换')
    await eventually(() => redemptions().length === 1)
    await diner.hasNetwork('offline')
    await diner.sees('网络没有回应。再试一次不会重复入账。')
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
    await cashier.sees('网络没有回应。再试一次不会重复入账。', '记账 ¥56')
    await cashier.hasNetwork('normal')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
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
