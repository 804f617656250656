import { auditCloud } from '../../local/audit'
import type { BehindTheScenes } from './support/behind-the-scenes'
import { Evening } from './support/evening'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { PhoneOnScreen } from './support/phone-on-screen'

let evening: Evening
let restaurant: RestaurantOnScreen
let behind: BehindTheScenes
let cashier: PhoneOnScreen
let diner: PhoneOnScreen
beforeEach(async () => {
  restaurant = await openRestaurantOnScreen()
  evening = new Evening(restaurant)
  ;({ cashier, diner, behind } = evening)
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

describe.each(disturbances)('an act $name happens once', ({ act }) => {
  it('joining', async () => {
    await diner.taps('加入会员')
    await act(diner, '同意并加入')
    await diner.sees('欢迎，已经是会员了')
    expect(restaurant.cloud.documents('accounts')).toHaveLength(1)
    expect(await behind.entriesOf(behind.whoseIs('diner'))).toEqual(['earn 50'])
  })

  it('reading a member code', async () => {
    await evening.member(0)
    await diner.taps('会员码')
    await diner.sees('结账时给收银员扫')
    await cashier.taps('扫顾客的码')
    await act(cashier, '对准顾客的手机')
    await cashier.sees('王** · 尾号', '请输入金额')
    expect(restaurant.cloud.documents('used_codes')).toHaveLength(1)
  })

  it('settling a bill', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await act(cashier, '记账 ¥56')
    await cashier.sees('+56', '余 106 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('voiding it', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await cashier.taps('记账 ¥56')
    await cashier.taps('录错了，作废')
    await act(cashier, '金额录错')
    await cashier.sees('已作废', '收回 56 回味分')
    expect(await behind.entriesOf(guest)).toEqual(['reverse -56', 'earn 56', 'earn 50'])
  })

  it('redeeming a reward', async () => {
    const guest = await evening.member(100)
    await evening.looksAtJuice()
    await act(diner, '用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    expect(evening.redemptions()).toHaveLength(1)
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('serving it, and taking the serving back', async () => {
    await evening.member(0)
    await evening.looksAtJuice()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    await cashier.taps('扫顾客的码')
    await act(cashier, '对准顾客的手机')
    await cashier.sees('已核销', '一杯酸梅汤')
    expect(evening.redemptions()).toMatchObject([{ status: 'fulfilled', events: [{ kind: 'fulfilled' }] }])
    await act(cashier, '撤销核销')
    await cashier.sees('已撤销')
    expect(evening.redemptions()).toMatchObject([{ status: 'issued', events: [{}, { kind: 'undone' }] }])
  })

  it('changing a name', async () => {
    await evening.member(0)
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
    const guest = await evening.member(100)
    await evening.looksAtJuice()
    const networkAgain = await diner.losesNetworkBeforeTheReply()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('网络没有回应。再试一次，不会重复办理。')
    expect(evening.redemptions()).toHaveLength(1)
    await networkAgain()
    await diner.startsAgain()
    await evening.looksAtJuice()
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    expect(evening.redemptions()).toHaveLength(1)
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('at the till stays on the screen with its amount, and one more tap books it once', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await cashier.hasNetwork('offline')
    await cashier.taps('记账 ¥56')
    await cashier.sees('网络没有回应。再试一次，不会重复办理。', '记账 ¥56')
    await cashier.hasNetwork('normal')
    await cashier.taps('记账 ¥56')
    await cashier.sees('+56')
    expect(await behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })
})
