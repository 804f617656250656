import { calendarOf } from '../../local/demo/calendar-of'
import { anEveningEach } from './support/evening'

const DAY = 86_400_000
const evening = anEveningEach()

async function memberAtHome(yuan: number) {
  const guest = await evening.member(yuan)
  await evening.diner.opens('/pages/home/home')
  return guest
}

describe('checking in', () => {
  it('is one tap on home: the day’s coin, the streak and the points are there at once', async () => {
    const guest = await memberAtHome(0)
    await evening.diner.sees('从今天开始连签', '今天')
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('+1 回味分，已连签 1 天', '今天已签到', '51 回味分')
    await evening.diner.seesNo('签到 +1')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 1', 'earn 50'])
    await evening.diner.taps('明细')
    await evening.diner.sees('签到 · 连签 1 天')
  })

  it('goes on the next day', async () => {
    await memberAtHome(0)
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('今天已签到')
    await evening.restaurant.advance(DAY)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.sees('已连签 1 天')
    await evening.diner.taps('签到 +2')
    await evening.diner.sees('+2 回味分，已连签 2 天')
  })

  it('on a page of yesterday says so, and shows today', async () => {
    await memberAtHome(0)
    await evening.diner.sees('签到 +1')
    await evening.restaurant.advance(DAY)
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('已经是新的一天了，刷新后再签到。')
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('+1 回味分，已连签 1 天')
    await evening.diner.seesNo('已经是新的一天了')
  })

  it('on two phones of one person pays once, and tells the other', async () => {
    const guest = await memberAtHome(0)
    await evening.diner.sees('签到 +1')
    await guest.must('check-in', 'checkIn', { day: (await calendarOf(guest)).today })
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('今天已经签到过了，明天再来。', '今天已签到')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 1', 'earn 50'])
  })

  it('without a network can be tried again, and is one check-in', async () => {
    const guest = await memberAtHome(0)
    await evening.diner.sees('签到 +1')
    const networkAgain = await evening.diner.losesNetworkBeforeTheReply()
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('网络没有回应。再试一次，不会重复办理。')
    await networkAgain()
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('今天已签到')
    expect(await evening.behind.entriesOf(guest)).toEqual(['earn 1', 'earn 50'])
  })
})

describe('making up a missed day', () => {
  it('joins the days before and after, for the price on the button', async () => {
    const guest = await memberAtHome(100)
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('今天已签到')
    await evening.restaurant.advance(2 * DAY)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.taps('签到 +1')
    await evening.diner.sees('今天已签到')
    await evening.diner.taps('补签漏掉的天')
    await evening.diner.sees('3 月 2 日', '补上后连签 3 天', '得 4 回味分和小菜券')
    await evening.diner.taps('用 50 回味分补签 3 月 2 日')
    await evening.diner.sees('+4 回味分，得到小菜券，已连签 3 天')
    await evening.diner.seesNo('补上后连签')
    await evening.diner.taps('关闭')
    await evening.diner.sees('已连签 3 天')
    await evening.diner.seesNo('补签漏掉的天')
    expect((await evening.behind.entriesOf(guest)).slice(0, 2)).toEqual(['earn 4', 'redeem -50'])
  })

  it('leaves no other day chosen under the thumb: the next one is chosen first', async () => {
    const guest = await memberAtHome(200)
    await evening.restaurant.advance(3 * DAY)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.taps('补签漏掉的天')
    await evening.diner.taps('用 50 回味分补签 3 月 3 日')
    await evening.diner.sees('选一天补签')
    await evening.diner.touches('选一天补签')
    await evening.diner.touches('选一天补签')
    await evening.diner.settles()
    const made = async () => (await evening.behind.entriesOf(guest)).filter((one) => one === 'redeem -50')
    expect(await made()).toHaveLength(1)
    await evening.diner.taps('3 月 2 日')
    await evening.diner.taps('用 50 回味分补签 3 月 2 日')
    await evening.diner.sees('+2 回味分，已连签 2 天')
    expect(await made()).toHaveLength(2)
  })

  it('with too few points says how many are missing', async () => {
    const guest = await memberAtHome(0)
    await guest.must('points-mall', 'redeem', { rewardId: 'plum-juice' })
    await evening.restaurant.advance(DAY)
    await evening.diner.opens('/pages/home/home')
    await evening.diner.taps('补签漏掉的天')
    await evening.diner.sees('补一天要再攒 50 回味分')
    await evening.diner.taps('先不补')
    await evening.diner.seesNo('补上后连签')
  })
})
