import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'

let restaurant: RestaurantOnScreen
beforeAll(async () => {
  restaurant = await openRestaurantOnScreen()
})
afterAll(async () => {
  await restaurant.close()
  await closeBrowser()
})

/** One story, told in order: each chapter begins where the one before ended. */
describe('an evening at the noodle bar', () => {
  it('the diner reads what is kept and why, and joins in one tap', async () => {
    const { diner } = restaurant
    await diner.sees('回味面馆', '入会就送 50 回味分')
    await diner.taps('加入会员')
    await diner.sees('我们会保存这些信息', '微信身份', '消费与积分记录', '手机号', '选填')
    await diner.taps('完整的隐私说明')
    await diner.sees('保管多久', '您可以做什么')
    await diner.taps('知道了')
    await diner.taps('同意并加入')
    await diner.sees('欢迎，已经是会员了', '入会礼 50 回味分已到账。')
  })

  it('home shows the balance under its own name, and the distance to the next reward', async () => {
    const { diner } = restaurant
    await diner.taps('去首页')
    await diner.sees('50', '回味分', '再攒 30 回味分换一颗卤蛋', '一杯酸梅汤')
  })

  it('what comes first on home is the first place, where the check-in will be', async () => {
    const { diner } = restaurant
    const topOf = async (part: string): Promise<number> =>
      (await diner.page.locator(`[class*="${part}"]:visible`).first().boundingBox())?.y ?? NaN
    const first = await topOf('first-place')
    for (const part of ['matters', 'entries', 'rewards']) expect(await topOf(part)).toBeGreaterThan(first)
  })

  it("the cashier's camera sees the code on the diner's phone", async () => {
    const { diner, cashier } = restaurant
    await diner.taps('出示会员码')
    await diner.sees('结账时给收银员扫', '秒后换新', '会员号', '动态码')
    await cashier.sees('滨江店', '小林 · 收银员')
    await cashier.taps('扫顾客的码')
    await cashier.taps('对准顾客的手机')
    await cashier.sees('会员尾号', '现有 50 回味分')
  })

  it('the bill is keyed, and both phones say at once what it earned and how far the next reward is', async () => {
    const { diner, cashier } = restaurant
    for (const key of ['5', '6']) await cashier.taps(key)
    await cashier.taps('记账 ¥56')
    await cashier.sees(
      '消费 ¥56',
      '+56',
      '消费 ¥56 · 每 ¥1 得 1 回味分 +56',
      '余 106 回味分',
      '再攒 94 回味分换一次免排队',
    )
    await diner.sees('本次获得', '+56', '消费 ¥56 · 每 ¥1 得 1 回味分 +56', '再攒 94 回味分换一次免排队')
  })

  it('the diner takes a reward from the mall in three taps', async () => {
    const { diner } = restaurant
    await diner.taps('商城')
    await diner.sees('106', '差 94 回味分')
    await diner.taps('一杯酸梅汤，50 回味分')
    await diner.sees('价值 ¥6', '所有门店都可以领', '兑换后还有 56 回味分')
    await diner.taps('用 50 回味分兑换')
    await diner.sees('一杯酸梅汤', '给收银员扫这个码', '有效至 3 月 31 日')
  })

  it('the cashier serves it with the next scan, and the diner sees it served', async () => {
    const { diner, cashier } = restaurant
    await cashier.taps('下一位')
    await cashier.taps('对准顾客的手机')
    await cashier.sees('已核销', '一杯酸梅汤', '前可撤销')
    await diner.sees('已领取', '在滨江店领取', '慢慢享用。')
  })

  it('a serving is undone, the code works again and is served again', async () => {
    const { diner, cashier } = restaurant
    await cashier.taps('撤销核销')
    await cashier.sees('已撤销', '兑换码恢复可用，可以再核销。')
    await diner.sees('给收银员扫这个码')
    await cashier.taps('下一位')
    await cashier.taps('对准顾客的手机')
    await cashier.sees('已核销')
    await diner.sees('已领取')
  })

  it('the history says where every point came from and went', async () => {
    const { diner } = restaurant
    await diner.goesBack()
    await diner.taps('首页')
    await diner.taps('明细')
    await diner.sees(
      '可用',
      '56',
      '2025 年 3 月',
      '兑换一杯酸梅汤',
      '-50',
      '消费 ¥56',
      '+56',
      '入会礼',
      '+50',
    )
    await diner.seesNo('每 ¥1 得 1 回味分')
    await diner.taps('消费 ¥56')
    await diner.sees('滨江店', '消费 ¥56 · 每 ¥1 得 1 回味分 +56', '有效至 9 月 1 日')
  })

  it('the cashier voids a bill that was keyed wrong, and the diner reads why', async () => {
    const { diner, cashier } = restaurant
    await cashier.taps('回收银台')
    await cashier.taps('最近的单')
    await cashier.sees('¥56 · +56 回味分', '核销一杯酸梅汤')
    await cashier.taps('作废 ¥56 · +56 回味分')
    await cashier.taps('金额录错')
    await cashier.sees('收回 56 回味分', '已作废')
    await diner.goesBack()
    await diner.taps('明细')
    await diner.sees('作废 ¥56（金额录错）', '-56')
  })

  it('leaves the ledger in order', async () => {
    const { auditCloud } = await import('../../local/audit')
    expect(auditCloud(restaurant.cloud)).toEqual([])
  })
})
