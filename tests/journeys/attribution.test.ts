import { anEveningEach } from './support/evening'

const evening = anEveningEach()
const through = () => {
  const [account] = evening.restaurant.cloud.documents('accounts')
  return (account?.profile as { joinedThrough: object } | undefined)?.joinedThrough
}

describe('where members come from', () => {
  it('a table’s code leads to joining, and the member is the table’s', async () => {
    await evening.diner.opens('/pages/join/join?scene=p%3Driverside-8')
    await evening.diner.taps('同意并加入')
    await evening.diner.sees('50 回味分')
    expect(through()).toMatchObject({ channel: 'table', storeId: 'riverside', placementId: 'riverside-8' })
  })

  it('who leaves before joining is still the table’s, and a code that says nothing keeps nobody out', async () => {
    await evening.diner.opens('/pages/join/join?scene=p%3Driverside-8')
    await evening.diner.sees('同意并加入')
    await evening.diner.opens('/pages/join/join?scene=%25')
    await evening.diner.taps('同意并加入')
    await evening.diner.sees('50 回味分')
    expect(through()).toMatchObject({ placementId: 'riverside-8' })
  })

  it('a member who scans a table’s code again is told what it brings, and is paid after the bill', async () => {
    const guest = await evening.member(0)
    await evening.diner.opens('/pages/join/join?scene=p%3Driverside-8')
    await evening.diner.sees('滨江店 8 号桌。今天结账后，可以去“任务”领 10 回味分。')
    await evening.behind.pays(guest, 56)
    await evening.diner.opens('/pages/join/join?scene=p%3Driverside-8')
    await evening.diner.sees('滨江店 8 号桌。今天已消费，可以去“任务”领 10 回味分。')
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('领取 到店扫桌码')
    await evening.diner.sees('到店扫桌码：+10 回味分')
  })

  it('a colleague’s code is shown at the till, and pays after the first bill, not before', async () => {
    await evening.cashier.opens('/counter/pages/start/start')
    await evening.cashier.taps('推荐码')
    await evening.cashier.sees(
      '我的推荐码',
      '小林',
      '3 月：0 位新会员已消费',
      '每位 ¥5',
      '还没有新会员完成首笔消费',
    )
    await evening.cashier.taps('出示推荐码')
    await evening.cashier.page.locator('[role="img"][aria-label="我的推荐码"]').waitFor()
    await evening.cashier.taps('关闭')
    await evening.diner.opens('/pages/join/join?scene=s%3Dstaff-lin')
    await evening.diner.taps('同意并加入')
    await evening.diner.sees('50 回味分')
    await evening.cashier.opens('/counter/pages/source/source')
    await evening.cashier.sees('3 月：0 位新会员已消费')
    await evening.behind.pays(evening.behind.whoseIs('diner'), 56)
    await evening.cashier.opens('/counter/pages/source/source')
    await evening.cashier.sees('3 月：1 位新会员已消费，待发放 ¥5', '3 月 1 日 · 新会员首笔消费', '+¥5')
    await evening.cashier.seesNo('物料码')
    await evening.cashier.taps('看上个月')
    await evening.cashier.sees('2 月：0 位新会员已消费', '看这个月')
  })

  it('a manager sees the ranking, and the codes to print', async () => {
    evening.behind.promotesCashier()
    const guest = evening.behind.whoseIs('diner')
    await guest.must('member', 'join', { agreedPrivacyVersion: 'journey', source: 's=staff-lin' })
    await evening.behind.pays(guest, 30)
    await evening.cashier.opens('/counter/pages/source/source')
    await evening.cashier.sees('推荐榜', '1. 小林', '1 位新会员已消费，待发放 ¥5', '8 号桌', '桌码 · 滨江店')
    // It hangs in a store they do not work in.
    await evening.cashier.seesNo('门口海报')
    await evening.cashier.taps('看码 8 号桌')
    await evening.cashier.page.locator('[role="img"][aria-label="8 号桌"]').waitFor()
    await evening.cashier.sees('长按图片，保存或转发打印。')
  })
})
