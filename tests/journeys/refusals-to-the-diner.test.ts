import { DemoPhone } from '../../local/demo/phone'
import type { Reward } from '../../domain/programme/reward'
import { demoProgramme } from '../../local/demo/demo-programme'
import { programmeDocuments } from '../../storage/programmes'
import { BehindTheScenes } from './support/behind-the-scenes'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from './support/open-stage'
import type { PhoneOnScreen } from './support/phone-on-screen'

const DAY = 86_400_000

let restaurant: RestaurantOnScreen
let behind: BehindTheScenes
let diner: PhoneOnScreen
let guest: DemoPhone
beforeEach(async () => {
  restaurant = await openRestaurantOnScreen()
  behind = new BehindTheScenes(restaurant)
  ;({ diner } = restaurant)
  guest = await behind.joins('diner', '王小明')
})
afterEach(() => restaurant.close())
afterAll(() => closeBrowser())

const accountDocument = () => restaurant.cloud.documents('accounts')[0] as { _id: string }

/** A new version of the programme, with each reward as `change` wants it; null takes it off the shelf. */
function publishes(change: (reward: Reward) => Reward | null): void {
  const rewards = demoProgramme.rewards.map(change).filter((reward) => reward !== null)
  const why = { author: 'owner', reason: 'season', at: restaurant.cloud.clock.now() }
  for (const { id, document } of programmeDocuments(2, { ...demoProgramme, rewards }, why)) {
    restaurant.cloud.put('programmes', { _id: id, ...document })
  }
  restaurant.cloud.coldStart()
}

const redeems = (rewardId: string) => guest.must('points-mall', 'redeem', { rewardId })

describe('a reward', () => {
  it('taken by others meanwhile, or no longer affordable, is refused on its sheet and costs nothing', async () => {
    await behind.pays(guest, 300)
    await diner.taps('商城')
    await diner.taps('限量手绘面碗，300 回味分')
    restaurant.cloud.put('reward_stocks', { _id: 'painted-bowl', left: 0, claims: {} })
    await diner.taps('用 300 回味分兑换')
    await diner.sees('已经兑完了，看看别的兑换品。')
    await diner.taps('关闭')
    await diner.sees('已兑完')
    await diner.taps('一次免排队，200 回味分')
    await redeems('no-queue')
    await diner.taps('用 200 回味分兑换')
    await diner.sees('还差 50 回味分（现有 150）。')
    expect(await behind.entriesOf(guest)).toEqual(['redeem -200', 'earn 300', 'earn 50'])
  })

  it('that has become dearer is asked about again with its new price, and then redeemed for it', async () => {
    await behind.pays(guest, 100)
    await diner.taps('商城')
    await diner.taps('一杯酸梅汤，50 回味分')
    publishes((reward) => (reward.id === 'plum-juice' ? { ...reward, pricePoints: 60 } : reward))
    await diner.taps('用 50 回味分兑换')
    await diner.sees('刚刚调价：现在要 60 回味分，还没有扣。看清价格再决定。')
    expect(await behind.entriesOf(guest)).toEqual(['earn 100', 'earn 50'])
    await diner.taps('用 60 回味分兑换')
    await diner.sees('给收银员扫这个码')
    expect((await behind.entriesOf(guest))[0]).toBe('redeem -60')
  })

  it('of which one has had enough says so', async () => {
    await behind.pays(guest, 200)
    await diner.taps('商城')
    await diner.taps('一颗卤蛋，80 回味分')
    for (let taken = 0; taken < 2; taken++) await redeems('braised-egg')
    await diner.taps('用 80 回味分兑换')
    await diner.sees('每天限兑 2 份，已经兑满。')
    await diner.taps('关闭')
    await diner.sees('今天已兑满')
  })
})

describe('what is not there any more', () => {
  it('a reward taken off the shelf, or not on sale yet, is refused on its sheet', async () => {
    await diner.taps('商城')
    await diner.taps('一杯酸梅汤，50 回味分')
    const later = restaurant.cloud.clock.now() + 10 * DAY
    publishes((reward) =>
      reward.id === 'plum-juice' ? { ...reward, onSale: { from: later, until: null } } : reward,
    )
    await diner.taps('用 50 回味分兑换')
    await diner.sees('3 月 11 日', '开始兑换，到时再来。')
    await diner.taps('关闭')
    await diner.sees('3 月 11 日开始')
    publishes((reward) => (reward.id === 'plum-juice' ? null : reward))
    await diner.taps('一杯酸梅汤，50 回味分，3 月 11 日开始')
    await diner.taps('再想想')
    await diner.taps('首页')
    await diner.taps('商城')
    await diner.seesNo('一杯酸梅汤')
  })

  it('a redemption that is not one’s own does not exist', async () => {
    await diner.opens('/pages/redemption/redemption?id=r00000000')
    await diner.sees('没能打开', '没有这张兑换单。')
  })
})

describe('a system in trouble', () => {
  it('says so with a number to quote, loses nothing, and works when it is well again', async () => {
    await diner.taps('商城')
    await diner.taps('一杯酸梅汤，50 回味分')
    restaurant.cloud.put('accounts', { ...accountDocument(), bills: 'broken' })
    await diner.taps('用 50 回味分兑换')
    await diner.sees('系统出了点问题，数据没有丢失。请稍后再试（编号')
    restaurant.cloud.put('accounts', { ...accountDocument(), bills: { recent: [], count: 0 } })
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 50'])
  })
})

describe('an account that somebody’s dead call still holds', () => {
  it('is busy, says so after its own tries, and the same tap half a minute later is booked once', async () => {
    await diner.taps('商城')
    await diner.taps('一杯酸梅汤，50 回味分')
    // The first try dies after it has written the account; its transaction is open until its time is over.
    restaurant.cloud.faults.arm({ operation: 'redeem', request: 4, kind: 'killed' })
    await diner.taps('用 50 回味分兑换')
    await diner.sees('系统正忙，这次没有办成。请稍后再试，不会重复入账。')
    expect(restaurant.cloud.faults.fired).toBe(true)
    expect(await behind.entriesOf(guest)).toEqual(['earn 50'])
    await restaurant.advance(31_000)
    await diner.taps('用 50 回味分兑换')
    await diner.sees('给收银员扫这个码')
    expect(await behind.entriesOf(guest)).toEqual(['redeem -50', 'earn 50'])
  })
})

describe('adding a phone number', () => {
  const openMe = async (): Promise<void> => {
    await diner.opens('/pages/me/me')
    await diner.taps('补上手机号')
  }
  const phones = (): number => restaurant.cloud.documents('phones').length

  it('may be refused by the diner, and stays to be done', async () => {
    await openMe()
    await diner.taps('不允许')
    await diner.sees('没有取得手机号，想好了随时可以补上。', '补上手机号')
    expect(phones()).toBe(0)
  })

  it('whose code WeChat does not take says so, and the next tap brings another code', async () => {
    restaurant.cloud.wechat.refuseNext('phonenumber.getPhoneNumber', 40029)
    await openMe()
    await diner.taps('允许')
    await diner.sees('手机号授权已失效，请重新点按授权，或先不留手机号。')
    await diner.taps('补上手机号')
    await diner.taps('允许')
    await diner.seesNo('补上手机号', '手机号授权已失效')
    expect(phones()).toBe(1)
  })

  it('that is another member’s says so', async () => {
    const { phoneNumber } = restaurant.stage.phones.get(diner.name) ?? { phoneNumber: '' }
    restaurant.cloud.wechat.phoneCodes.set('earlier', phoneNumber)
    const earlier = new DemoPhone(restaurant.cloud, 'someone-earlier')
    await earlier.must('member', 'join', { agreedPrivacyVersion: 'journey', phoneCode: 'earlier' })
    await openMe()
    await diner.taps('允许')
    await diner.sees('这个手机号是另一位会员的，没有绑定到您这里。', '补上手机号')
  })

  it('while another was added on another phone says so, and shows that one', async () => {
    await diner.opens('/pages/me/me')
    await diner.sees('补上手机号')
    restaurant.cloud.wechat.phoneCodes.set('meanwhile', '13900001278')
    await guest.must('member', 'bindPhone', { phoneCode: 'meanwhile' })
    await diner.taps('补上手机号')
    await diner.taps('允许')
    await diner.sees('您已留过手机号，这次没有更换。', '139******78')
  })
})

describe('joining', () => {
  it('with a phone may be refused by the diner, and goes on without', async () => {
    const other = await restaurant.newDiner()
    await other.taps('加入会员')
    await other.taps('用手机号加入')
    await other.taps('不允许')
    await other.sees('没有取得手机号。不留手机号也可以加入。')
    await other.taps('同意并加入')
    await other.sees('入会礼 50 回味分已到账。')
  })

  it('with a phone whose code WeChat does not take says so, and the next tap brings another code', async () => {
    const other = await restaurant.newDiner()
    await other.taps('加入会员')
    restaurant.cloud.wechat.refuseNext('phonenumber.getPhoneNumber', 40029)
    await other.taps('用手机号加入')
    await other.taps('允许')
    await other.sees('手机号授权已失效，请重新点按授权，或先不留手机号。')
    expect(restaurant.cloud.documents('accounts')).toHaveLength(1) // the guest's
    await other.taps('用手机号加入')
    await other.taps('允许')
    await other.sees('入会礼 50 回味分已到账。')
    expect(restaurant.cloud.documents('accounts')).toHaveLength(2)
  })

  it('with a phone that has had its gift says so', async () => {
    const other = await restaurant.newDiner()
    const { phoneNumber } = restaurant.stage.phones.get(other.name) ?? { phoneNumber: '' }
    restaurant.cloud.wechat.phoneCodes.set('earlier', phoneNumber)
    const earlier = new DemoPhone(restaurant.cloud, 'someone-earlier')
    await earlier.must('member', 'join', { agreedPrivacyVersion: 'journey', phoneCode: 'earlier' })
    await other.taps('加入会员')
    await other.taps('用手机号加入')
    await other.taps('允许')
    await other.sees('这个手机号已领过入会礼', '手机号已绑定另一位会员，这里没有绑定。')
  })
})
