import { onePhone } from '../support/one-phone'

const hand = onePhone()

/**
 * One story of one person, told in order: a diner who is also the cashier, so that one account goes every way. Staff
 * may serve themselves.
 */
describe('a regular who works here', () => {
  it('joins in one tap', async () => {
    const { phone } = hand
    await phone.sees('回味面馆', '入会就送 50 回味分')
    await phone.taps('加入会员')
    await phone.sees('我们会保存这些信息', '微信身份', '手机号', '选填')
    await phone.taps('同意并加入')
    await phone.sees('欢迎，已经是会员了', '入会礼 50 回味分已到账。')
  })

  it('sees at home the balance and the distance to the next reward', async () => {
    const { phone } = hand
    await phone.taps('去首页')
    await phone.sees('50', '回味分', '再攒 30 回味分换一颗卤蛋', '一杯酸梅汤')
  })

  it('says how to be called', async () => {
    const { phone } = hand
    await phone.choosesTab('我的')
    await phone.sees('还没有称呼')
    await phone.taps('改称呼')
    await phone.types('怎么称呼您', '王小明')
    await phone.taps('保存')
    await phone.sees('王小明')
    await phone.seesNo('还没有称呼')
  })

  it('pastes the own member code at the till, and is known', async () => {
    const { phone } = hand
    await phone.choosesTab('会员码')
    await phone.sees('结账时给收银员扫', '会员号', '动态码')
    await pasted(await phone.reads('code'))
    await phone.sees('王** · 尾号', '现有 50 回味分')
  })

  it('keys the bill, and sees at once what it earned', async () => {
    const { phone } = hand
    await phone.taps('5')
    await phone.taps('6')
    await phone.taps('记账 ¥56')
    await phone.sees('消费 ¥56', '+56', '每 ¥1 得 1 回味分', '余 106 回味分', '再攒 94 回味分换一次免排队')
  })

  it('is known by the two numbers as well, and may be let go without a bill', async () => {
    const { phone } = hand
    await phone.opens('/pages/code/code')
    await phone.sees('结账时给收银员扫')
    const [number, digits] = [await phone.reads('memberNumber'), await phone.reads('digits')]
    await atTheTill()
    await phone.taps('手动输入')
    await phone.types('会员号（十位）', number.replaceAll(' ', ''))
    await phone.types('动态码（六位）', digits.replaceAll(' ', ''))
    await phone.taps('确认')
    await phone.sees('王** · 尾号', '现有 106 回味分')
    await phone.taps('换一位顾客')
    await phone.sees('扫顾客的码')
  })

  it('reads in the history where the points came from', async () => {
    const { phone } = hand
    await phone.opens('/pages/home/home')
    await phone.taps('明细')
    await phone.sees('可用', '106', '消费 ¥56', '+56', '入会礼', '+50')
    await phone.seesNo('每 ¥1 得 1 回味分')
    await phone.taps('消费 ¥56')
    await phone.sees('滨江店', '每 ¥1 得 1 回味分')
    await phone.goesBack()
    await phone.sees('看看能换什么')
  })

  it('is refused a reward the points do not suffice for', async () => {
    const { phone } = hand
    await phone.choosesTab('商城')
    await phone.taps('一次免排队，200 回味分，差 94 回味分')
    await phone.sees('再想想')
    await phone.seesNo('用 200 回味分兑换')
    await phone.taps('再想想')
    await phone.seesNo('再想想')
  })

  let redemptionCode = ''
  it('redeems a dish, and has its code', async () => {
    const { phone } = hand
    await phone.taps('一杯酸梅汤，50 回味分')
    await phone.sees('价值 ¥6', '兑换后还有 56 回味分')
    await phone.taps('用 50 回味分兑换')
    await phone.sees('给收银员扫这个码')
    redemptionCode = await phone.reads('code')
  })

  it('serves it by pasting the code, undoes that, and serves it again', async () => {
    const { phone } = hand
    await pasted(redemptionCode)
    await phone.sees('已核销', '一杯酸梅汤', '前可撤销')
    await phone.taps('撤销核销')
    await phone.sees('已撤销', '兑换码恢复可用，可以再核销。')
    await pasted(redemptionCode)
    await phone.sees('已核销', '前可撤销')
  })

  it('is refused the same dish a second time', async () => {
    const { phone } = hand
    await pasted(redemptionCode)
    await phone.sees('已在滨江店用过，不能再用。')
  })

  it('voids the bill that was keyed wrong', async () => {
    const { phone } = hand
    await atTheTill()
    await phone.taps('最近的单')
    await phone.sees('¥56 · +56 回味分', '核销一杯酸梅汤')
    await phone.taps('作废 ¥56 · +56 回味分')
    await phone.taps('金额录错')
    await phone.sees('收回 56 回味分', '已作废')
  })

  it('reads in the history why points went', async () => {
    const { phone } = hand
    await phone.opens('/pages/home/home')
    await phone.taps('明细')
    await phone.sees('作废 ¥56（金额录错）', '-56', '兑换一杯酸梅汤', '-50')
  })
})

async function atTheTill(): Promise<void> {
  const { phone } = hand
  await phone.opens('/pages/me/me')
  await phone.sees('收银员 · 滨江店')
  await phone.taps('收银台')
  await phone.sees('扫顾客的码', '滨江店')
}

/** A code that came by another way than the camera. */
async function pasted(code: string): Promise<void> {
  const { phone } = hand
  await atTheTill()
  await phone.taps('手动输入')
  await phone.taps('粘贴码')
  await phone.types('会员码或兑换码', code)
  await phone.taps('确认')
}
