import { randomUUID } from 'node:crypto'
import type { FeatureName, Input, OperationName, Value } from '../../contract'
import { businessDay, day } from '../../miniprogram/copy/dates'
import { breakdownLine, distance, historyLine } from '../../miniprogram/copy/ledger'
import { count, yuan } from '../../miniprogram/copy/money'
import { explain } from '../../miniprogram/copy/refusals'
import type { LocalCloud } from '../cloud/local-cloud'
import { DemoPhone } from './phone'

type Print = (line: string) => void

/**
 * Plays the main job through the functions, as different WeChat users, one line at a time: join, show, identify,
 * settle, void, redeem, fulfil, undo, every refusal, history. Each run is a new diner with new orders.
 */
export async function playMainJob(cloud: LocalCloud, print: Print): Promise<void> {
  const run = randomUUID().slice(0, 8)
  const stage = new Stage(cloud, print)
  const diner = new DemoPhone(cloud, `demo-diner-${run}`)
  const cashier = new DemoPhone(cloud, 'demo-cashier')
  const otherStore = new DemoPhone(cloud, 'demo-cashier-station')
  const riverside = { storeId: 'riverside' }

  stage.chapter('入会')
  const phoneCode = `phone-${run}`
  cloud.phoneNumbers.set(phoneCode, `138${String(Date.now()).slice(-8)}`)
  const joined = await stage.done(diner, 'member', 'join', {
    agreedPrivacyVersion: '2025-01',
    name: '王小明',
    phoneCode,
    channel: 'table',
    ...riverside,
  })
  stage.say('顾客', `加入会员,会员号 ${joined.memberNumber},入会礼 ${joined.giftPoints} 分`)
  await stage.refused('顾客', '再点一次加入', diner, 'member', 'join', { agreedPrivacyVersion: '2025-01' })

  stage.chapter('出示与识别')
  const shown = await stage.done(diner, 'member', 'showCode', {})
  stage.say('顾客', `打开会员码,60 秒内有效;收银员也可手输 ${shown.memberNumber} + ${shown.digits}`)
  const seen = await stage.done(cashier, 'counter', 'identify', { ...riverside, shown: { code: shown.code } })
  stage.say('收银', `扫码认出 ${seen.member.maskedName},现有 ${seen.balance} 分`)
  await stage.refused('收银', '同一张码再扫一次', cashier, 'counter', 'identify', {
    ...riverside,
    shown: { code: shown.code },
  })
  const forged = shown.code.slice(0, -4) + (shown.code.endsWith('0000') ? '1111' : '0000')
  await stage.refused('收银', '扫一张伪造的码', cashier, 'counter', 'identify', {
    ...riverside,
    shown: { code: forged },
  })

  stage.chapter('结账')
  const wrong = await stage.done(cashier, 'counter', 'settle', {
    ...riverside,
    ticket: seen.ticket,
    amountFen: 560_000,
    orderNo: `${run}-1`,
  })
  stage.say('收银', `把 ¥56 录成了 ${yuan(wrong.amountFen)},入账 ${count(wrong.pointsEarned)} 分`)
  const voided = await stage.done(cashier, 'counter', 'void', {
    ...riverside,
    billId: wrong.billId,
    reason: 'wrong-amount',
  })
  stage.say('收银', `作废这一单,收回 ${count(voided.pointsTakenBack)} 分,余 ${count(voided.balance)} 分`)
  const bill = { ...riverside, ticket: seen.ticket, amountFen: 5600 }
  const settled = await stage.done(cashier, 'counter', 'settle', {
    ...bill,
    orderNo: `${run}-1`,
    replaces: wrong.billId,
  })
  stage.say('收银', `更正这一单,录入 ${yuan(settled.amountFen)},本单 +${settled.pointsEarned}`)
  for (const line of settled.breakdown) stage.say('　', breakdownLine(line))
  stage.say('顾客', `余 ${settled.balance} 分,${distance(settled.nextReward)}`)
  await stage.refused('收银', '同样金额又录一单', cashier, 'counter', 'settle', {
    ...bill,
    orderNo: `${run}-3`,
  })

  stage.chapter('积分商城')
  const { rewards } = await stage.done(diner, 'points-mall', 'list', {})
  for (const { name, pricePoints, stockLeft, shortBy } of rewards) {
    const stock = stockLeft === null ? '' : `,剩 ${stockLeft} 份`
    stage.say('　', `${name} ${pricePoints} 分${stock}${shortBy > 0 ? `,差 ${shortBy} 分` : ',可兑'}`)
  }
  await stage.refused('顾客', '兑换一碗牛肉面', diner, 'points-mall', 'redeem', { rewardId: 'beef-noodles' })
  const redeemed = await stage.done(diner, 'points-mall', 'redeem', { rewardId: 'plum-juice' })
  stage.say(
    '顾客',
    `兑换${redeemed.rewardName},余 ${redeemed.balance} 分,兑换码 ${day(redeemed.expiresAt, cloud.clock.now())}前有效`,
  )
  const bowls = new DemoPhone(cloud, `demo-collector-${run}`)
  await stage.done(bowls, 'member', 'join', { agreedPrivacyVersion: '2025-01', name: '欧阳' })
  const ticket = await ticketOf(bowls, cashier)
  await bowls.must('points-mall', 'list', {})
  await cashier.must('counter', 'settle', { ...riverside, ticket, amountFen: 28_800, orderNo: `${run}-4` })
  const bowl = await stage.done(bowls, 'points-mall', 'redeem', { rewardId: 'new-year-bowl' })
  stage.say('另一位', `兑换${bowl.rewardName},只在滨江店领`)

  stage.chapter('核销')
  await stage.refused('车站店', '核销滨江店的面碗', otherStore, 'counter', 'fulfil', {
    storeId: 'station',
    code: bowl.code,
  })
  const served = await stage.done(cashier, 'counter', 'fulfil', { ...riverside, code: redeemed.code })
  stage.say('收银', `核销${served.rewardName},5 分钟内可撤销`)
  await stage.refused('收银', '同一张兑换码再核一次', cashier, 'counter', 'fulfil', {
    ...riverside,
    code: redeemed.code,
  })
  const { redemptionId, fulfilledAt } = served
  await stage.done(cashier, 'counter', 'undo', { ...riverside, redemptionId, fulfilledAt })
  stage.say('收银', '发现拿错了杯子,撤销核销,兑换码恢复可用')
  await stage.done(cashier, 'counter', 'fulfil', { ...riverside, code: redeemed.code })
  stage.say('收银', '重新核销')
  await stage.refused('收银', '扫另一家餐厅的码', cashier, 'counter', 'fulfil', {
    ...riverside,
    code: redeemed.code.replace('huiwei-demo', 'other-house'),
  })
  const daysUntilDead = 8
  const privilege = await expiredCode(stage, cloud, cashier, run, daysUntilDead)
  await stage.refused('收银', `核销 ${daysUntilDead} 天前兑的免排队`, cashier, 'counter', 'fulfil', {
    ...riverside,
    code: privilege,
  })
  cloud.clock.advance(-daysUntilDead * 86_400_000)

  stage.chapter('流水')
  const { lines } = await stage.done(diner, 'points', 'history', {})
  for (const line of lines) stage.say('顾客', historyLine(line, cloud.clock.now()))
  const summary = await stage.done(diner, 'points', 'summary', {})
  for (const { lastGoodDay, points } of summary.expiring) {
    stage.say('顾客', `${points} 分有效至 ${businessDay(lastGoodDay, cloud.clock.now())}`)
  }
  stage.say('顾客', `可用 ${summary.spendable} 分,${distance(summary.nextReward)}`)
}

async function ticketOf(diner: DemoPhone, cashier: DemoPhone): Promise<string> {
  const { code } = await diner.must('member', 'showCode', {})
  return (await cashier.must('counter', 'identify', { storeId: 'riverside', shown: { code } })).ticket
}

/** A privilege whose code lives a week, redeemed by a third diner; then the clock goes on past its end. */
async function expiredCode(
  stage: Stage,
  cloud: LocalCloud,
  cashier: DemoPhone,
  run: string,
  days: number,
): Promise<string> {
  const guest = new DemoPhone(cloud, `demo-guest-${run}`)
  await guest.must('member', 'join', { agreedPrivacyVersion: '2025-01', name: '李' })
  const ticket = await ticketOf(guest, cashier)
  const bill = { storeId: 'riverside', ticket, amountFen: 19_900, orderNo: `${run}-5` }
  await cashier.must('counter', 'settle', bill)
  const { code, rewardName } = await guest.must('points-mall', 'redeem', { rewardId: 'no-queue' })
  stage.say('第三位', `兑换${rewardName},${days} 天后才来`)
  cloud.clock.advance(days * 86_400_000)
  return code
}

/** Prints what was done and what it cost. */
class Stage {
  constructor(
    private readonly cloud: LocalCloud,
    private readonly print: Print,
  ) {}

  chapter(title: string): void {
    this.print(`\n  ${title}`)
  }

  say(who: string, what: string): void {
    const padding = '　'.repeat(Math.max(0, 3 - [...who].length))
    this.print(`    ${who}${padding}  ${what}`)
  }

  async done<F extends FeatureName, O extends OperationName<F>>(
    phone: DemoPhone,
    feature: F,
    operation: O,
    input: Input<F, O>,
  ): Promise<Value<F, O>> {
    const value = await phone.must(feature, operation, input)
    const { databaseRequests } = this.cloud.calls.last()
    this.print(`    · ${feature}.${operation}  ${databaseRequests} 次数据库请求`)
    return value
  }

  async refused<F extends FeatureName, O extends OperationName<F>>(
    who: string,
    what: string,
    phone: DemoPhone,
    feature: F,
    operation: O,
    input: Input<F, O>,
  ): Promise<void> {
    const reply = await phone.call(feature, operation, input)
    if (reply.ok) throw new Error(`${feature}.${operation} should have been refused`)
    this.say(who, `${what} → ${explain(reply as never, this.cloud.clock.now())}`)
  }
}
