import { eventually } from '../support/eventually'
import { anEveningEach } from './support/evening'
import { redemptionOf } from '../../local/demo/redemption-of'

const evening = anEveningEach()

describe('what happens while nobody looks', () => {
  it('a bill that came while the diner was away paying it is told when they come back', async () => {
    const guest = await evening.member(0)
    await evening.diner.taps('会员码')
    await evening.diner.sees('结账时给收银员扫')
    await evening.diner.miniProgram.callWxMethod('switchTab', { url: '/pages/home/home' })
    await evening.behind.pays(guest, 56)
    await evening.diner.taps('会员码')
    await evening.diner.sees('本次获得', '+56', '消费 ¥56', '余 106 回味分')
  })

  it('so is one that came after the code was put away', async () => {
    const guest = await evening.member(0)
    await evening.diner.taps('会员码')
    await evening.diner.sees('结账时给收银员扫')
    await evening.restaurant.advance(121_000)
    await evening.diner.sees('会员码已收起')
    await evening.behind.pays(guest, 56)
    await evening.diner.taps('再出示')
    await evening.diner.sees('本次获得', '+56')
  })

  it('a bill that pays off a debt says so on both phones', async () => {
    const guest = await evening.member(0)
    const billId = await evening.behind.pays(guest, 200)
    await guest.must('points-mall', 'redeem', { rewardId: 'no-queue' })
    await evening.behind.manager.must('counter', 'void', { storeId: 'riverside', billId, reason: 'refunded' })
    await evening.atTheTill()
    await evening.keys('56')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('+56', '其中 56 回味分抵了之前多用的', '余 0 回味分')
    await evening.diner.sees('+56', '其中 56 回味分抵了之前多用的', '余 0 回味分')
    await evening.diner.taps('首页')
    await evening.diner.sees('之前多用了 94 回味分，下次消费先抵上')
  })

  it('a page pulled down and left before its refresh ended is closed again when the diner comes back', async () => {
    const guest = await evening.member(0)
    await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    await evening.diner.opens('/pages/redemptions/redemptions')
    await evening.diner.sees('待领取')
    const arrive = await evening.diner.holdsBack('points-mall', (body) => body.includes('"redemptions"'))
    void evening.diner.miniProgram.callWxMethod('startPullDownRefresh')
    await evening.diner.page.locator('.phone-page-area.refreshing').waitFor()
    await evening.diner.page.locator('[aria-label^="一杯酸梅汤"]').first().tap()
    await evening.diner.sees('给收银员扫这个码')
    arrive()
    await evening.diner.settles()
    await evening.diner.goesBack()
    await evening.diner.sees('待领取')
    expect(await evening.diner.page.locator('.phone-page-area.refreshing').count()).toBe(0)
  })

  it('a redemption left before its reply came leaves nothing running behind', async () => {
    const guest = await evening.member(0)
    const { redemptionId } = redemptionOf(
      await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' }),
    )
    const arrive = await evening.diner.holdsBack('points-mall')
    await evening.diner.sees('出示会员码')
    const before = await evening.diner.miniProgram.callWxMethod('getScreenBrightness')
    void evening.diner.miniProgram.callWxMethod('navigateTo', {
      url: `/pages/redemption/redemption?id=${redemptionId}`,
    })
    await evening.diner.sees('正在打开')
    await evening.diner.page.keyboard.press('Escape')
    arrive()
    await evening.diner.sees('出示会员码')
    await evening.diner.settles()
    expect(await evening.diner.miniProgram.callWxMethod('getScreenBrightness')).toEqual(before)
    const calls = evening.restaurant.cloud.calls.all.length
    await evening.restaurant.advance(10_000)
    await evening.diner.page.waitForTimeout(2_500)
    expect(evening.restaurant.cloud.calls.all).toHaveLength(calls)
  })

  it('a bill that was another one, and whose replies were lost, is that same bill on the next tap', async () => {
    const guest = await evening.member(56)
    await evening.atTheTill()
    await evening.keys('56')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('是另一单')
    const networkAgain = await evening.cashier.losesNetworkBeforeTheReply()
    await evening.cashier.taps('是另一单')
    await evening.cashier.sees('网络没有回应')
    await networkAgain()
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('+56', '余 162 回味分')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 56', 'earn 56', 'earn 50'])
  })

  it('a bill changed after its reply was lost is not booked twice, and the first can be voided', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    const networkAgain = await evening.cashier.losesNetworkBeforeTheReply()
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('网络没有回应')
    await networkAgain()
    await evening.cashier.taps('0')
    await evening.cashier.taps('记账 ¥560')
    await evening.cashier.sees('这次识别已在', '记过一笔 ¥56')
    await evening.cashier.taps('回到扫码')
    await evening.cashier.taps('最近的单')
    await evening.cashier.taps('作废 ¥56 · +56 回味分')
    await evening.cashier.taps('金额录错')
    await evening.cashier.sees('收回 56 回味分')
    expect(await evening.behind.entriesOf(guest)).toEqual(['reverse -56', 'earn 56', 'earn 50'])
  })
})

describe('a back gesture', () => {
  it('from the bill loses nobody: the till goes on with the customer', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('5')
    await evening.cashier.goesBack()
    await evening.cashier.sees('扫顾客的码', '继续为 王**')
    await evening.cashier.page.locator('[aria-label^="继续为"]').tap()
    await evening.keys('56')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('+56')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('from a bill nobody came back to in time asks for the code again, and shows no earlier result', async () => {
    await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.taps('回收银台')
    await evening.diner.taps('好的')
    await evening.diner.sees('结账时给收银员扫')
    await evening.cashier.taps('扫顾客的码')
    await evening.cashier.taps('对准顾客的手机')
    await evening.cashier.sees('现有 106 回味分')
    const kept = await evening.cashier.miniProgram.callWxMethod(
      'getStorageSync',
      'counter:customer-with-new-dishes',
    )
    expect(Object.keys(kept as object).sort()).toEqual(
      [
        'balance',
        'brand',
        'entitlements',
        'goodUntil',
        'member',
        'newDishes',
        'storeId',
        'storeName',
        'ticket',
        'tier',
        'tiersToGive',
        'voucherId',
      ].sort(),
    )
    await evening.cashier.goesBack()
    await evening.restaurant.advance(31 * 60_000)
    await evening.cashier.page.locator('[aria-label^="继续为"]').tap()
    await evening.cashier.sees('识别已过时，请重新扫会员码。')
    await evening.cashier.seesNo('继续为', '+56')
  })

  it('from a result is at the till, not at the settled bill', async () => {
    await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    await evening.cashier.taps('记账 ¥56')
    await evening.cashier.sees('+56')
    await evening.cashier.goesBack()
    await evening.cashier.sees('扫顾客的码')
    await evening.cashier.seesNo('继续为')
  })

  it('while a reward is being redeemed ends on a screen that works, with one redemption', async () => {
    const guest = await evening.member(100)
    await evening.looksAtJuice()
    const arrive = await evening.diner.holdsBack('points-mall')
    await evening.diner.touches('用 50 回味分兑换')
    await evening.diner.page.keyboard.press('Escape')
    arrive()
    // Back from a tab is out of the mini-program; the phone offers the way in again.
    await evening.diner.taps('回到回味')
    await evening.diner.sees('给收银员扫这个码')
    await evening.diner.goesBack()
    await evening.diner.sees('可用')
    expect(await evening.behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 100', 'earn 50'])
  })

  it('while a bill is being settled leaves the till where the cashier went, with the bill booked once', async () => {
    const guest = await evening.member(0)
    await evening.atTheTill()
    await evening.keys('56')
    const arrive = await evening.cashier.holdsBack('counter')
    await evening.cashier.touches('记账 ¥56')
    await evening.cashier.page.keyboard.press('Escape')
    await evening.cashier.sees('扫顾客的码', '继续为')
    arrive()
    await eventually(() => evening.entries() === 2)
    await evening.cashier.seesNo('继续为')
    await evening.cashier.taps('刚才那一笔办好了，看结果')
    await evening.cashier.sees('+56', '下一位')
    await evening.cashier.goesBack()
    await evening.cashier.sees('扫顾客的码')
    await evening.cashier.seesNo('刚才那一笔办好了')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 56', 'earn 50'])
  })

  it('while a dish is being served, or a customer looked up, loses neither: the till says what waits', async () => {
    const guest = await evening.member(50)
    const reply = redemptionOf(await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' }))
    const { memberNumber, digits } = await guest.must('member', 'showCode', {})
    const keyed = async (fields: Record<string, string>, also?: string) => {
      await evening.cashier.taps('手动输入')
      if (also) await evening.cashier.taps(also)
      for (const [label, text] of Object.entries(fields)) await evening.cashier.types(label, text)
      const arrive = await evening.cashier.holdsBack('counter')
      await evening.cashier.touches('确认')
      await evening.cashier.page.keyboard.press('Escape')
      await evening.cashier.sees('扫顾客的码')
      await evening.cashier.seesNo('继续为', '刚才那一笔')
      arrive()
    }
    await keyed({ 会员码或兑换码: reply.code }, '粘贴码')
    await evening.cashier.taps('刚才那一笔办好了，看结果')
    await evening.cashier.sees('一杯酸梅汤')
    await evening.cashier.goesBack()
    await keyed({ '会员号（十位）': memberNumber, '动态码（六位）': digits })
    await evening.cashier.page.locator('[aria-label^="继续为"]').tap()
    await evening.cashier.sees('王** · 尾号')
  })

  it('from a redemption is at the mall, and its code is in the list', async () => {
    await evening.member(100)
    await evening.looksAtJuice()
    await evening.diner.taps('用 50 回味分兑换')
    await evening.diner.sees('给收银员扫这个码')
    await evening.diner.goesBack()
    await evening.diner.sees('可用', '100')
    await evening.diner.taps('我的兑换')
    await evening.diner.sees('一杯酸梅汤', '待领取')
  })
})
