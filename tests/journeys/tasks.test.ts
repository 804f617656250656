import { anEveningEach } from './support/evening'

const DAY = 86_400_000
const evening = anEveningEach()

describe('tasks', () => {
  it('are found on home, followed with every bill, and pay at one tap', async () => {
    const guest = await evening.member(150)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.taps('1 餐待评')
    await evening.diner.sees('本周吃够', '本周消费满 ¥200', '+100 回味分', '¥150 / ¥200', '明天截止')
    await evening.behind.pays(guest, 50)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.taps('1 个可领')
    await evening.diner.taps('领取 本周吃够')
    await evening.diner.sees('本周吃够：+100 回味分', '已领取')
    await evening.diner.opens('/pages/home/home')
    await evening.diner.sees('350', '2 餐待评')
    await evening.diner.seesNo('个可领')
    await evening.diner.taps('明细')
    await evening.diner.sees('完成任务：本周吃够', '+100')
  })

  it('of the newcomer lead from the first bill to the first reward', async () => {
    const guest = await evening.member(56)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('新手上路', '先消费一次，再兑换一次', '1/2 步')
    await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('领取 新手上路')
    await evening.diner.sees('新手上路：+100 回味分')
  })

  it('for a whole profile lead to where the phone number is added at one tap', async () => {
    await evening.member(0)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('完善资料', '留下称呼和手机号', '1/2 步')
    await evening.diner.taps('去填写 完善资料')
    await evening.diner.taps('补上手机号')
    await evening.diner.taps('允许')
    await evening.diner.sees('******')
    await evening.diner.seesNo('补上手机号')
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('领取 完善资料')
    await evening.diner.sees('完善资料：+20 回味分', '已领取')
  })

  it('for five visits of a month pay points and a voucher', async () => {
    const guest = await evening.member(0)
    for (let visit = 0; visit < 5; visit++) {
      await evening.behind.pays(guest, 30 + visit)
      await evening.restaurant.advance(DAY)
    }
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('本月来 5 天，每天满 ¥30', '5/5 天')
    await evening.diner.taps('领取 常来坐坐')
    await evening.diner.sees('常来坐坐：+100 回味分，得到小菜券')
    await evening.diner.opens('/pages/vouchers/vouchers')
    await evening.diner.sees('小菜券')
  })

  it('take back what they paid when the bill is voided, and say so to the cashier and the diner', async () => {
    await evening.member(0)
    await evening.diner.opens('/pages/home/home')
    await evening.atTheTill()
    await evening.keys('200')
    await evening.cashier.taps('记账 ¥200')
    await evening.cashier.sees('+200')
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('领取 本周吃够')
    await evening.diner.sees('已领取')
    await evening.cashier.taps('录错了，作废')
    await evening.cashier.taps('金额录错')
    await evening.cashier.sees('收回 300 回味分，不再达成任务：本周吃够')
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('¥0 / ¥200')
    await evening.diner.opens('/pages/history/history')
    await evening.diner.sees('任务不再达成：本周吃够')
  })

  it('claimed on another phone meanwhile, or too late, say so and show how it is', async () => {
    const guest = await evening.member(200)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('¥200 / ¥200')
    const claim = { taskId: 'week-of-200', periodKey: 'week-2025-02-24', round: 1 }
    await guest.must('tasks', 'claim', claim)
    await evening.diner.taps('领取 本周吃够')
    await evening.diner.sees('这个任务的奖励已经领过了。', '已领取')
  })

  it('badges light up with what was eaten', async () => {
    await evening.member(1000)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('徽章', '千元食客', '已点亮', '五千元食客', '¥1,000 / ¥5,000')
  })
})
