import { demoProgramme } from '../../local/demo/demo-programme'
import { programmeDocuments } from '../../storage/programmes'
import { ALBUM } from '../../local/preview/album'
import { anEveningEach } from './support/evening'
import { aPhoto } from './support/a-photo'
import type { PhoneOnScreen } from './support/phone-on-screen'
import { intercept } from '../support/intercept'
import { NOON } from '../support/restaurant'

const [noodles, table, , dark] = ALBUM
const evening = anEveningEach()

/** The manager's phone, at the photos that wait. */
async function atThePhotos(): Promise<PhoneOnScreen> {
  const manager = evening.restaurant.phone('manager')
  await manager.opens('/counter/pages/start/start')
  await manager.taps('滨江店')
  await manager.taps('待审照片')
  return manager
}

describe('a phone that works in no store yet', () => {
  it('is asked for one, and has the question no longer when it has answered', async () => {
    const manager = evening.restaurant.phone('manager')
    await manager.opens('/counter/pages/start/start')
    await manager.taps('待审照片')
    await manager.sees('先选好在哪家店。')
    await manager.taps('滨江店')
    await manager.seesNo('先选好在哪家店。')
  })

  it.each(['reviews', 'submissions'])(
    'that opens %s by its address is asked at the till’s start',
    async (name) => {
      const manager = evening.restaurant.phone('manager')
      await manager.opens(`/counter/pages/${name}/${name}`)
      await manager.sees('待审照片', '滨江店')
    },
  )
})

describe('a photo for a task', () => {
  it('is chosen, handed in, seen, refused with a reason, handed in again, approved and paid', async () => {
    await evening.member(0)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('晒一晒这桌菜', '拍一张这一桌菜，要看得到面碗', '还没有交照片')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.taps('同意')
    await evening.diner.taps(dark)
    await evening.diner.sees('照片已交给店里', '等店里看照片')

    let manager = await atThePhotos()
    await manager.sees('晒一晒这桌菜', '王** · 尾号')
    await manager.page.locator('[aria-label^="放大照片"]').tap()
    await manager.taps('关闭大图')
    await manager.page.locator('[aria-label^="不通过"]').tap()
    await manager.taps('确定不通过')
    await manager.sees('先选一个原因')
    await manager.taps('照片看不清')
    await manager.types('补充一句（可不填），顾客看得到', '太暗了')
    await manager.taps('确定不通过')
    await manager.sees('晒一晒这桌菜：没有通过，原因写在顾客的“任务”里', '没有待审的照片')

    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.sees('没通过：照片看不清，太暗了')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.taps(table)
    await evening.diner.sees('等店里看照片')

    manager = await atThePhotos()
    await manager.sees('第 2 次')
    await manager.page.locator('[aria-label^="通过"]').tap()
    await manager.sees('晒一晒这桌菜：已通过，+30 回味分', '没有待审的照片')
    await evening.diner.opens('/pages/history/history')
    await evening.diner.sees(
      '完成任务：晒一晒这桌菜',
      '+30',
      '照片没通过：晒一晒这桌菜（照片看不清，太暗了）',
    )
  })

  it('is not handed in when the diner thinks better of it, lets nobody see photos, or has no network', async () => {
    await evening.member(0)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.taps('拒绝')
    await evening.diner.sees('同意隐私说明后才能选照片')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.taps('同意')
    await evening.diner.taps('取消')
    await evening.diner.sees('还没有交照片')
    await evening.diner.page.evaluate('window.huiweiPhone.refuses.photos = true')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.sees('请在手机设置里允许微信使用相册和相机')
    await evening.diner.page.evaluate('window.huiweiPhone.refuses.photos = false')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.hasNetwork('offline')
    await evening.diner.taps(noodles)
    await evening.diner.sees('照片没有传上去，请检查网络后再试。')
    await evening.diner.hasNetwork('normal')
    expect(evening.restaurant.cloud.documents('submissions')).toEqual([])
  })

  it('whose reply was lost is handed in with the next tap, without choosing and sending it again', async () => {
    await evening.member(0)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.taps('同意')
    let uploads = 0
    evening.diner.page.on('request', (request) => {
      if (/files/.test(request.url()) && request.method() !== 'GET') uploads += 1
    })
    const networkAgain = await evening.diner.losesNetworkBeforeTheReply()
    await evening.diner.taps(noodles)
    await evening.diner.sees('网络没有回应')
    await networkAgain()
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.sees('照片已交给店里', '等店里看照片')
    expect(uploads).toBe(1)
  })

  it('refused before its reply was heard is not handed in again: the next is chosen', async () => {
    await evening.member(0)
    await evening.diner.opens('/pages/tasks/tasks')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.taps('同意')
    const networkAgain = await evening.diner.losesNetworkBeforeTheReply()
    await evening.diner.taps(noodles)
    await evening.diner.sees('网络没有回应')
    await networkAgain()
    const photos = () => evening.restaurant.cloud.documents('submissions').map(({ photo }) => photo)
    await evening.behind.manager.must('submissions', 'decide', {
      storeId: 'riverside',
      submissionId: String(evening.restaurant.cloud.documents('submissions')[0]?._id),
      verdict: { approved: false, reason: 'not-to-be-seen', note: '' },
    })
    await evening.diner.miniProgram.callWxMethod('startPullDownRefresh')
    await evening.diner.sees('没通过：照片看不清')
    await evening.diner.taps('交照片 晒一晒这桌菜')
    await evening.diner.taps(table)
    await evening.diner.sees('等店里看照片')
    expect(new Set(photos()).size).toBe(2)
  })

  it('among many: the others stay where they are when one is decided about; one that does not open is tried again', async () => {
    const [one, two] = [
      await evening.member(0),
      await evening.behind.joins((await evening.restaurant.newDiner()).name, '李'),
    ]
    const photo = await aPhoto(evening.diner.page)
    await evening.behind.handsIn(one, photo)
    await evening.behind.handsIn(two, photo)
    const manager = evening.restaurant.phone('manager')
    const broken = { status: 200, contentType: 'image/png', body: 'no picture' }
    await intercept(manager.page, /files/, (route) => route.fulfill(broken))
    await atThePhotos()
    await manager.sees('照片没有打开，点一下再试')
    await manager.page.unroute(/files/)
    await manager.page.locator('[aria-label^="照片没有打开"]').first().tap()
    await manager.page.locator('[aria-label^="放大照片 王"]').waitFor()
    const before = evening.restaurant.cloud.calls.all.length
    await manager.page.locator('[aria-label^="通过 王"]').tap()
    await manager.sees('王** · 尾号', '已通过，+30 回味分')
    await manager.page.locator('[aria-label^="通过 李"]').waitFor()
    const since = evening.restaurant.cloud.calls.all.slice(before)
    const asked = since.filter(({ functionName }) => functionName === 'submissions')
    expect(asked.map(({ operation }) => operation)).toEqual(['decide'])
  })

  it('that a colleague has decided about meanwhile says so', async () => {
    const guest = await evening.member(0)
    await evening.behind.handsIn(guest)
    const manager = await atThePhotos()
    await manager.sees('照片已经不在了')
    const [photo] = evening.restaurant.cloud.documents('submissions')
    await evening.behind.manager.must('submissions', 'decide', {
      storeId: 'riverside',
      submissionId: String(photo?._id),
      verdict: { approved: true },
    })
    await manager.page.locator('[aria-label^="不通过"]').tap()
    await manager.taps('照片看不清')
    await manager.taps('确定不通过')
    await manager.sees('这张照片已经有同事看过了。', '没有待审的照片')
  })
})

it('a task that WeChat forbids is turned on by whoever has read that, and then runs', async () => {
  await evening.member(0)
  const manager = await atThePhotos()
  await manager.sees('高风险任务', '朋友圈海报', '未开启')
  await manager.taps('开启 朋友圈海报')
  await manager.sees('微信《小程序运营规范》不允许')
  await manager.taps('不开启')
  await manager.sees('未开启')
  await manager.taps('开启 朋友圈海报')
  await evening.restaurant.moveTo(NOON + 5 * 60_000)
  await manager.taps('我已了解，仍要开启')
  await manager.sees('今天 12:05 开启')
  // An instance may remember the programme for fifteen seconds.
  await evening.restaurant.advance(16_000)
  await evening.diner.opens('/pages/tasks/tasks')
  await evening.diner.sees('朋友圈海报', '+20 回味分')
  await manager.taps('关闭 朋友圈海报')
  await manager.sees('未开启')
})

it('of several new dishes those in the bill are ticked, and both are in it', async () => {
  const { cloud } = evening.restaurant
  const dishes = [
    { sku: 'spring', name: '春笋面' },
    { sku: 'river', name: '河虾面' },
  ]
  const list = demoProgramme.tasks.list.map((task) =>
    task.goal.kind === 'new-dish' ? { ...task, goal: { ...task.goal, dishes, least: 2 } } : task,
  )
  const programme = { ...demoProgramme, tasks: { ...demoProgramme.tasks, list } }
  for (const { id, document } of programmeDocuments(2, programme, { author: 'test', reason: 'test', at: 0 }))
    cloud.put('programmes', { _id: id, ...document })
  cloud.coldStart()
  await evening.member(0)
  await evening.atTheTill()
  await evening.keys('56')
  await evening.cashier.page.locator('[aria-label*="新品"]').first().tap()
  await evening.cashier.taps('春笋面')
  await evening.cashier.taps('河虾面')
  await evening.cashier.taps('选好了')
  await evening.cashier.sees('新品 2 道')
  await evening.cashier.taps('记账 ¥56')
  await evening.cashier.sees('+56')
  await evening.diner.opens('/pages/tasks/tasks')
  await evening.diner.sees('尝 2 道新品：春笋面、河虾面', '2/2 道')
})

it('a new dish is ticked at the till with one tap, and its task can be claimed', async () => {
  await evening.member(0)
  await evening.atTheTill()
  await evening.keys('56')
  await evening.cashier.taps('新品 春笋牛肉面')
  await evening.cashier.taps('记账 ¥56')
  await evening.cashier.sees('+56')
  await evening.diner.opens('/pages/tasks/tasks')
  await evening.diner.sees('尝一道新品：春笋牛肉面', '1/1 道')
  await evening.diner.taps('领取 新品尝鲜')
  await evening.diner.sees('新品尝鲜：+30 回味分')
})
