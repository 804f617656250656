import { anEveningEach } from './support/evening'
import { aPhoto } from './support/a-photo'
import type { PhoneOnScreen } from './support/phone-on-screen'

const evening = anEveningEach()

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
    await evening.diner.taps('加入会员')
    await act(evening.diner, '同意并加入')
    await evening.diner.sees('欢迎，已经是会员了')
    expect(evening.restaurant.cloud.documents('accounts')).toHaveLength(1)
    expect(await evening.behind.entriesOf(evening.behind.whoseIs('diner'))).toEqual(['earn 50'])
  })

  it('reading a member code', async () => {
    await evening.member(0)
    await evening.diner.taps('会员码')
    await evening.diner.sees('结账时给收银员扫')
    await evening.cashier.taps('扫顾客的码')
    await act(evening.cashier, '对准顾客的手机')
    await evening.cashier.sees('王** · 尾号', '请输入金额')
    expect(evening.restaurant.cloud.documents('used_codes')).toHaveLength(1)
  })

  it('settling a bill', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await act(evening.cashier, '记账 ¥56')
    await evening.cashier.sees('+56', '余 106 回味分')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('claiming a task', async () => {
    const guest = await evening.member(200)
    await evening.diner.opens('/pages/tasks/tasks')
    await act(evening.diner, '领取 本周吃够')
    await evening.diner.sees('本周吃够：+100 回味分', '已领取')
    expect((await evening.behind.entriesOf(guest)).slice(0, 2)).toEqual(['earn 100', 'earn 200'])
  })

  it('writing about a meal', async () => {
    const guest = await evening.member(56)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('写评价 滨江店 · ¥56')
    await evening.diner.taps('5 星，很喜欢')
    await evening.diner.types('好吃的、不足的，都可以说。只有店里看得到。', '还会再来的')
    await act(evening.diner, '交给店里')
    await evening.diner.sees('谢谢，滨江店收到了。+10 回味分')
    expect((await evening.behind.entriesOf(guest))[0]).toBe('earn 10')
    expect(evening.restaurant.cloud.documents('reviews')).toHaveLength(1)
  })

  it('letting a photo count', async () => {
    const guest = await evening.member(0)
    await evening.behind.handsIn(guest, await aPhoto(evening.diner.page))
    const manager = evening.restaurant.phone('manager')
    await manager.opens('/counter/pages/start/start')
    await manager.taps('滨江店')
    await manager.taps('待审照片')
    const label = await manager.page.locator('[aria-label^="通过"]').getAttribute('aria-label')
    await act(manager, label ?? '')
    await manager.sees('已通过，+30 回味分', '没有待审的照片')
    expect((await evening.behind.entriesOf(guest))[0]).toBe('earn 30')
  })

  it('turning a risky task on', async () => {
    const manager = evening.restaurant.phone('manager')
    await manager.opens('/counter/pages/start/start')
    await manager.taps('滨江店')
    await manager.taps('待审照片')
    await manager.taps('开启 朋友圈海报')
    await act(manager, '我已了解，仍要开启')
    await manager.sees('关闭')
    expect(
      evening.restaurant.cloud
        .documents('programmes')
        .map(({ _id }) => _id)
        .sort(),
    ).toEqual(['current', expect.stringMatching(/^request:/), 'v1', 'v2'])
  })

  it('taking a voucher', async () => {
    const guest = await evening.member(500)
    await evening.diner.opens('/pages/mall/mall')
    await evening.diner.taps('十元代金券，500 回味分')
    await act(evening.diner, '用 500 回味分兑换')
    await evening.diner.sees('出示用券')
    expect(evening.restaurant.cloud.documents('vouchers')).toHaveLength(1)
    expect((await evening.behind.entriesOf(guest))[0]).toBe('redeem -500')
  })

  it('using it', async () => {
    const guest = await evening.member(500)
    await evening.behind.buysVoucher(guest)
    await evening.diner.opens('/pages/vouchers/vouchers')
    await evening.diner.taps('出示用券 十元代金券')
    await evening.diner.sees('这次用券')
    await evening.cashier.taps('扫顾客的码')
    await evening.cashier.taps('对准顾客的手机')
    await evening.keys('56')
    await evening.cashier.sees('应收 ¥46')
    await act(evening.cashier, '记账 ¥46')
    await evening.cashier.sees('+55', '原价 ¥56，十元代金券减 ¥10')
    expect((await evening.behind.entriesOf(guest))[0]).toBe('earn 55')
  })

  it('voiding it', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.taps('录错了，作废')
    await act(evening.cashier, '金额录错')
    await evening.cashier.sees('已作废', '收回 56 回味分')
    expect(await evening.behind.entriesOf(guest)).toEqual(['reverse -56', 'earn 56', 'earn 50'])
  })

  it('redeeming a reward', async () => {
    const guest = await evening.member(100)
    await evening.looksAtJuice()
    await act(evening.diner, '用 50 回味分兑换')
    await evening.diner.sees('给收银员扫这个码')
    expect(evening.redemptions()).toHaveLength(1)
    expect(await evening.behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('serving it, and taking the serving back', async () => {
    await evening.member(0)
    await evening.looksAtJuice()
    await evening.diner.taps('用 50 回味分兑换')
    await evening.diner.sees('给收银员扫这个码')
    await evening.cashier.taps('扫顾客的码')
    await act(evening.cashier, '对准顾客的手机')
    await evening.cashier.sees('已核销', '一杯酸梅汤')
    expect(evening.redemptions()).toMatchObject([{ status: 'fulfilled', events: [{ kind: 'fulfilled' }] }])
    await act(evening.cashier, '撤销核销')
    await evening.cashier.sees('已撤销')
    expect(evening.redemptions()).toMatchObject([{ status: 'issued', events: [{}, { kind: 'undone' }] }])
  })

  it('checking in', async () => {
    const guest = await evening.member(0)
    await evening.diner.opens('/pages/home/home')
    await act(evening.diner, '签到 +1')
    await evening.diner.sees('今天已签到')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 1', 'earn 50'])
  })

  it('making up a missed day', async () => {
    const guest = await evening.member(56)
    await evening.restaurant.advance(86_400_000)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.taps('补签漏掉的天')
    await act(evening.diner, '用 50 回味分补签 3 月 1 日')
    await evening.diner.sees('已连签 1 天')
    expect((await evening.behind.entriesOf(guest)).slice(0, 2)).toEqual(['earn 1', 'redeem -50'])
  })

  it('changing a name', async () => {
    await evening.member(0)
    await evening.diner.taps('我的')
    await evening.diner.taps('改称呼')
    await evening.diner.types('怎么称呼您', '明明')
    await act(evening.diner, '保存')
    await evening.diner.sees('明明', '改称呼')
    await evening.diner.seesNo('怎么称呼您')
  })
})

describe('an act that never heard its reply', () => {
  it('is the same act when it is tried again, even after the mini-program was closed', async () => {
    const guest = await evening.member(100)
    await evening.looksAtJuice()
    const networkAgain = await evening.diner.losesNetworkBeforeTheReply()
    await evening.diner.taps('用 50 回味分兑换')
    await evening.diner.sees('网络没有回应。再试一次，不会重复办理。')
    expect(evening.redemptions()).toHaveLength(1)
    await networkAgain()
    await evening.diner.startsAgain()
    await evening.looksAtJuice()
    await evening.diner.taps('用 50 回味分兑换')
    await evening.diner.sees('给收银员扫这个码')
    expect(evening.redemptions()).toHaveLength(1)
    expect(await evening.behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('at the till stays on the screen with its amount, and one more tap books it once', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await evening.cashier.hasNetwork('offline')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('网络没有回应。再试一次，不会重复办理。', '记账 ¥56')
    await evening.cashier.hasNetwork('normal')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('+56')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })
})
