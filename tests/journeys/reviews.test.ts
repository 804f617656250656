import { anEveningEach } from './support/evening'

const HOUR = 3_600_000
const evening = anEveningEach()

const writes = async (stars: string, text: string): Promise<void> => {
  await evening.diner.taps(stars)
  await evening.diner.types('好吃的、不足的，都可以说。只有店里看得到。', text)
  await evening.diner.taps('交给店里')
}

describe('a meal', () => {
  it('is written about from home, pays at once, and a manager of the store reads it', async () => {
    await evening.member(56)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.taps('1 餐待评')
    await evening.diner.sees('这餐怎么样', '滨江店 · ¥56', '+10 回味分，明天')
    await evening.diner.taps('写评价 滨江店 · ¥56')
    await writes('4 星，不错', '面很劲道，汤再热一点就更好了')
    await evening.diner.sees('谢谢，滨江店收到了。+10 回味分')
    await evening.diner.seesNo('这餐怎么样')
    await evening.diner.opens('/pages/history/history')
    await evening.diner.sees('评价 · 4 星', '+10')

    const manager = evening.restaurant.phone('manager')
    await manager.opens('/counter/pages/start/start')
    await manager.taps('滨江店')
    await manager.taps('顾客评价')
    await manager.sees('滨江店', '面很劲道，汤再热一点就更好了', '王** · 尾号')
    await manager.seesNo('王小明')
  })

  it('is not written about without stars, nor in two words, nor in words WeChat forbids', async () => {
    await evening.member(56)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('写评价 滨江店 · ¥56')
    await evening.diner.taps('交给店里')
    await evening.diner.sees('先点几颗星')
    await writes('1 星，很失望', '不好')
    await evening.diner.sees('还差 3 个字')
    await writes('1 星，很失望', '老板是傻瓜吧')
    await evening.diner.sees('这段话没有通过微信的内容检查，请换个说法。')
    await writes('1 星，很失望', '等了四十分钟，面坨了')
    await evening.diner.sees('谢谢，滨江店收到了')
  })

  it('half written about is still there when its sheet was put away', async () => {
    await evening.member(56)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('写评价 滨江店 · ¥56')
    await evening.diner.taps('2 星，不太好')
    await evening.diner.types('好吃的、不足的，都可以说。只有店里看得到。', '面有点咸，别的都好')
    await evening.diner.taps('关闭')
    await evening.diner.taps('写评价 滨江店 · ¥56')
    await evening.diner.taps('交给店里')
    await evening.diner.sees('谢谢，滨江店收到了')
    expect(evening.restaurant.cloud.documents('reviews')).toMatchObject([
      { rating: 2, text: '面有点咸，别的都好' },
    ])
  })

  it('that is voided or too old meanwhile is told so, and is not on the list any more', async () => {
    const guest = await evening.member(0)
    const billId = await evening.behind.pays(guest, 56)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('写评价 滨江店 · ¥56')
    await evening.behind.cashier.must('counter', 'void', { storeId: 'riverside', billId, reason: 'refunded' })
    await writes('5 星，很喜欢', '还会再来的')
    await evening.diner.sees('没有找到这一餐，可能已经作废。')
    await evening.diner.taps('关闭')
    await evening.diner.seesNo('写评价')
    await evening.behind.pays(guest, 30)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('写评价 滨江店 · ¥30')
    await evening.restaurant.advance(25 * HOUR)
    await writes('5 星，很喜欢', '还会再来的')
    await evening.diner.sees('这一餐的评价已在', '截止。')
    await evening.diner.taps('关闭')
    await evening.diner.seesNo('写评价')
  })
})
