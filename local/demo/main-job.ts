import { randomUUID } from 'node:crypto'
import type { Value } from '../../contract'
import { businessDay, moment } from '../../miniprogram/copy/dates'
import { breakdownLines, distance } from '../../miniprogram/copy/ledger'
import { count, yuan } from '../../miniprogram/copy/money'
import type { LocalCloud } from '../cloud/local-cloud'
import { demoProgramme } from './demo-programme'
import { historyLine } from './history-line'
import { Narrator } from './narrator'
import { DemoPhone } from './phone'
import { redemptionOf } from './redemption-of'

const MINUTE = 60_000
const DAY = 86_400_000
const riverside = { storeId: 'riverside' }
const { pointsName } = demoProgramme.brand
const agreed = { agreedPrivacyVersion: '2025-01' }

/** Who plays; a new diner with new orders each time. */
interface Cast {
  tell: Narrator
  cloud: LocalCloud
  run: string
  diner: DemoPhone
  cashier: DemoPhone
  otherStore: DemoPhone
}

/** Plays the main job through the functions, as different WeChat users, one line at a time. */
export async function playMainJob(cloud: LocalCloud, print: (line: string) => void): Promise<void> {
  const run = randomUUID().slice(0, 8)
  const cast: Cast = {
    tell: new Narrator(cloud, print),
    cloud,
    run,
    diner: new DemoPhone(cloud, `demo-diner-${run}`),
    cashier: new DemoPhone(cloud, 'demo-cashier'),
    otherStore: new DemoPhone(cloud, 'demo-cashier-station'),
  }
  await join(cast)
  const ticket = await identify(cast)
  await settle(cast, ticket)
  const code = await redeem(cast)
  await fulfil(cast, code)
  await readHistory(cast)
}

async function join({ tell, cloud, run, diner }: Cast): Promise<void> {
  tell.chapter('入会')
  const phone = `138${String(Date.now()).slice(-8)}`
  for (const code of ['first', 'second']) cloud.wechat.phoneCodes.set(`${code}-${run}`, phone)
  const joined = await tell.done(diner, 'member', 'join', {
    ...agreed,
    name: '王小明',
    phoneCode: `first-${run}`,
    source: 'p=riverside-8',
  })
  tell.say('顾客', `加入会员，留下手机号，会员号 ${joined.memberNumber}，入会礼 ${joined.giftPoints} 分`)
  await tell.refused('顾客', '再点一次加入', diner, 'member', 'join', agreed)
  const sameHand = new DemoPhone(cloud, `demo-other-wechat-${run}`)
  const second = await tell.done(sameHand, 'member', 'join', { ...agreed, phoneCode: `second-${run}` })
  tell.say('顾客', `换个微信，用同一手机号再加入：入会礼 ${second.giftPoints} 分，这个号码已领过`)
}

/** Answers the ticket that bills are settled with. */
async function identify({ tell, cloud, diner, cashier }: Cast): Promise<string> {
  tell.chapter('出示与识别')
  const shown = await tell.done(diner, 'member', 'showCode', {})
  tell.say('顾客', `打开会员码，60 秒内有效，只能用一次`)
  const seen = await tell.done(cashier, 'counter', 'identify', { ...riverside, shown: { code: shown.code } })
  tell.say('收银员', `扫码认出 ${seen.member.maskedName}，现有 ${seen.balance} 分`)
  const again = { ...riverside, shown: { code: shown.code } }
  await tell.refused('收银员', '同一张码再扫一次', cashier, 'counter', 'identify', again)
  const forged = shown.code.slice(0, -4) + (shown.code.endsWith('0000') ? '1111' : '0000')
  const forgery = { ...riverside, shown: { code: forged } }
  await tell.refused('收银员', '扫一张伪造的码', cashier, 'counter', 'identify', forgery)
  const late = await diner.must('member', 'showCode', {})
  cloud.clock.advance(MINUTE)
  const expired = { ...riverside, shown: { code: late.code } }
  await tell.refused('收银员', '扫一分钟前的码', cashier, 'counter', 'identify', expired)
  cloud.clock.advance(-MINUTE)
  return seen.ticket
}

async function settle({ tell, cloud, run, diner, cashier }: Cast, ticket: string): Promise<void> {
  tell.chapter('结账')
  const bill = { ...riverside, ticket, orderNo: `${run}-1` }
  const wrong = await tell.done(cashier, 'counter', 'settle', { ...bill, amountFen: 560_000 })
  tell.say('收银员', `把 ¥56 录成了 ${yuan(wrong.amountFen)}，入账 ${count(wrong.pointsEarned)} 分`)
  const { billId } = wrong
  const slip = { ...riverside, billId, reason: 'wrong-amount' as const }
  const voided = await tell.done(cashier, 'counter', 'void', slip)
  tell.say('收银员', `作废这一单，收回 ${count(voided.pointsTakenBack)} 分，余 ${count(voided.balance)} 分`)
  const correction = { ...bill, amountFen: 5600, replaces: billId }
  tellReceipt(tell, '更正这一单', await tell.done(cashier, 'counter', 'settle', correction))
  const next = { ...bill, orderNo: `${run}-2`, amountFen: 5600 }
  await tell.refused('收银员', '同样金额又录一单', cashier, 'counter', 'settle', next)

  const keyed = await diner.must('member', 'showCode', {})
  const { memberNumber, digits } = keyed
  tell.say('顾客', `扫码枪坏了，报会员号 ${memberNumber} 和六位数字 ${digits}`)
  const wrongDigits = {
    ...riverside,
    shown: { memberNumber, digits: digits === '000000' ? '000001' : '000000' },
  }
  await tell.refused('收银员', '输错六位数字', cashier, 'counter', 'identify', wrongDigits)
  const seen = await tell.done(cashier, 'counter', 'identify', {
    ...riverside,
    shown: { memberNumber, digits },
  })
  const byHand = { ...riverside, ticket: seen.ticket, amountFen: 2400 }
  tellReceipt(tell, '没有单号，手工录一单', await tell.done(cashier, 'counter', 'settle', byHand))
  await tell.refused('收银员', '同一次识别再录一单', cashier, 'counter', 'settle', {
    ...byHand,
    amountFen: 900,
  })
  cloud.clock.advance(MINUTE)
}

function tellReceipt(tell: Narrator, what: string, settled: Value<'counter', 'settle'>): void {
  tell.say('收银员', `${what}，${yuan(settled.amountFen)}，本单 +${settled.pointsEarned}`)
  for (const line of breakdownLines(settled.breakdown, pointsName)) tell.say('', line)
  tell.say('顾客', `余 ${settled.balance} 分，${distance(settled.nextReward, pointsName)}`)
}

/** Answers the code of the redeemed juice. */
async function redeem({ tell, diner }: Cast): Promise<string> {
  tell.chapter('积分商城')
  const { rewards } = await tell.done(diner, 'points-mall', 'list', {})
  for (const reward of rewards) tell.say('', shelfLine(reward))
  await tell.refused('顾客', '兑换一碗牛肉面', diner, 'points-mall', 'redeem', { rewardId: 'beef-noodles' })
  const redeemed = redemptionOf(await tell.done(diner, 'points-mall', 'redeem', { rewardId: 'plum-juice' }))
  const until = moment(redeemed.expiresAt, tell.now())
  tell.say('顾客', `兑换${redeemed.rewardName}，余 ${redeemed.balance} 分，兑换码有效至 ${until}`)
  return redeemed.code
}

const kinds = { item: '实物', voucher: '代金券', privilege: '特权' }

function shelfLine(reward: Value<'points-mall', 'list'>['rewards'][number]): string {
  const { kind, name, pricePoints, stockLeft, leftForMember, shortBy } = reward
  const reach =
    stockLeft === 0 ? '已兑完' : leftForMember === 0 ? '已兑满' : shortBy > 0 ? `差 ${shortBy} 分` : '可兑'
  return [
    `${name}（${kinds[kind]}）${pricePoints} 分`,
    ...(stockLeft === null ? [] : [`剩 ${stockLeft} 份`]),
    ...(leftForMember === null ? [] : [`还可兑 ${leftForMember} 份`]),
    ...(reward.storeNames.length === 0 ? [] : [`限${reward.storeNames.join('、')}`]),
    reach,
  ].join('，')
}

async function fulfil(cast: Cast, code: string): Promise<void> {
  const { tell, cloud, cashier, otherStore } = cast
  tell.chapter('核销')
  const bowl = await redeemByAnother(cast, {
    name: '欧阳',
    who: '另一位',
    yuan: 288,
    rewardId: 'painted-bowl',
  })
  if (bowl !== null) {
    const elsewhere = { storeId: 'station', code: bowl }
    await tell.refused('车站店', '核销滨江店的面碗', otherStore, 'counter', 'fulfil', elsewhere)
  }
  const served = await tell.done(cashier, 'counter', 'fulfil', { ...riverside, code })
  tell.say('收银员', `核销${served.rewardName}，5 分钟内可撤销`)
  await tell.refused('收银员', '同一张兑换码再核一次', cashier, 'counter', 'fulfil', { ...riverside, code })
  const { redemptionId, fulfilledAt } = served
  await tell.done(cashier, 'counter', 'undo', { ...riverside, redemptionId, fulfilledAt })
  tell.say('收银员', '发现拿错了杯子，撤销核销，兑换码恢复可用')
  const again = await tell.done(cashier, 'counter', 'fulfil', { ...riverside, code })
  tell.say('收银员', '重新核销')
  cloud.clock.advance(6 * MINUTE)
  const late = { ...riverside, redemptionId, fulfilledAt: again.fulfilledAt }
  await tell.refused('收银员', '6 分钟后又想撤销', cashier, 'counter', 'undo', late)
  cloud.clock.advance(-6 * MINUTE)
  const foreign = { ...riverside, code: code.replace('huiwei-demo', 'other-house') }
  await tell.refused('收银员', '扫另一家餐厅的码', cashier, 'counter', 'fulfil', foreign)
  const forged = { ...riverside, code: `${code.slice(0, -4)}${code.endsWith('beef') ? 'cafe' : 'beef'}` }
  await tell.refused('收银员', '扫一张伪造的兑换码', cashier, 'counter', 'fulfil', forged)

  const pass = await redeemByAnother(cast, { name: '李', who: '第三位', yuan: 199, rewardId: 'no-queue' })
  if (pass === null) return
  cloud.clock.advance(8 * DAY)
  const expired = { ...riverside, code: pass }
  await tell.refused('收银员', '核销 8 天前兑的特权', cashier, 'counter', 'fulfil', expired)
  cloud.clock.advance(-8 * DAY)
}

/** Another diner joins, pays a bill and redeems; their code, or null when it is sold out. */
async function redeemByAnother(
  { tell, cloud, run, cashier }: Cast,
  guest: { name: string; who: string; yuan: number; rewardId: string },
): Promise<string | null> {
  const phone = new DemoPhone(cloud, `demo-${guest.rewardId}-${run}`)
  await phone.must('member', 'join', { ...agreed, name: guest.name })
  const { code } = await phone.must('member', 'showCode', {})
  const { ticket } = await cashier.must('counter', 'identify', { ...riverside, shown: { code } })
  const bill = { ...riverside, ticket, amountFen: guest.yuan * 100 }
  const { balance, pointsEarned } = await cashier.must('counter', 'settle', bill)
  tell.say(
    guest.who,
    `入会 +${balance - pointsEarned}，消费 ${yuan(bill.amountFen)} +${pointsEarned}，共 ${balance} 分`,
  )
  const reply = await phone.call('points-mall', 'redeem', { rewardId: guest.rewardId })
  if (!reply.ok && reply.reason === 'sold-out') {
    tell.say(guest.who, '想换的已经兑完了（用 --fresh 重新开始）')
    return null
  }
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  const { rewardName, expiresAt, code: redemptionCode } = redemptionOf(reply.value)
  tell.say(guest.who, `兑换${rewardName}，兑换码有效至 ${moment(expiresAt, tell.now())}`)
  return redemptionCode
}

async function readHistory({ tell, diner }: Cast): Promise<void> {
  tell.chapter('流水')
  const { lines } = await tell.done(diner, 'points', 'history', {})
  for (const line of lines) tell.say('顾客', historyLine(line, tell.now()))
  const summary = await tell.done(diner, 'points', 'summary', {})
  for (const { lastGoodDay, points } of summary.expiring) {
    tell.say('顾客', `${points} 分有效至 ${businessDay(lastGoodDay, tell.now())}`)
  }
  tell.say('顾客', `可用 ${summary.spendable} 分，${distance(summary.nextReward, pointsName)}`)
}
