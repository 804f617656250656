import type { AnyRefusal } from '../../contract'
import type { NoReply } from '../cloud/repeat'
import { after, clock, moment, monthAndDay } from './dates'
import { count, yuan } from './money'
import { quotaLine } from './tiers'

type Spoken = AnyRefusal | NoReply
type Sentences = {
  [R in Spoken['reason']]: (
    details: Extract<Spoken, { reason: R }>['details'],
    now: number,
    pointsName: string,
  ) => string
}

/** `每天限兑 2 份`: over what a limit counts. */
export const perWhat = { day: '每天', month: '每月', ever: '每人' }

/** Why a day cannot be made up. */
const notMissed = {
  'today-or-later': '今天还没过完，直接签到就好。',
  'checked-in': '这一天已经签到过了，不用补签。',
  'too-long-ago': '这一天隔得太久，不能补签了。',
  'before-joining': '这一天还没有入会，不能补签。',
}

/** What happened, what it means, what to do next. A refusal without a sentence does not compile. */
const sentences: Sentences = {
  'invalid-input': () => '填写的内容有误，请检查后再试。',
  'unknown-operation': () => '当前版本不支持这个操作，请更新小程序后再试。',
  'request-too-large': () => '提交的内容太多，请精简后再试。',
  'no-identity': () => '没有取得微信身份，请从微信重新打开小程序。',
  'not-a-member': () => '还不是会员。花几秒加入后即可使用。',
  'not-staff': () => '这个微信没有绑定员工身份，请联系店长。',
  'not-allowed': () => '当前岗位没有这项权限，请找店长处理。',
  'not-your-store': () => '您没有绑定这家门店，请切换到所在门店。',
  busy: () => '系统正忙，这次没有办成。请稍后再试，不会重复入账。',
  'different-request': () => '这个单号已记过另一笔账，请核对单号。',
  fault: ({ requestId }) => `系统出了点问题，数据没有丢失。请稍后再试（编号 ${requestId.slice(0, 8)}）。`,
  'no-reply': () => '网络没有回应。再试一次，不会重复办理。',

  'already-a-member': () => '已经是会员了，直接使用即可。',
  'phone-code-rejected': () => '手机号授权已失效，请重新点按授权，或先不留手机号。',
  'phone-of-another-member': () => '这个手机号是另一位会员的，没有绑定到您这里。',
  'has-another-phone': () => '您已留过手机号，这次没有更换。',
  'no-such-placement': () => '没有这张物料码，可能已经撤下。',

  'not-a-table': () => '这不是桌码，不用扫。',

  'not-a-code': () => '这不是本店会员系统的码。请让顾客打开会员码或兑换码。',
  'forged-code': () => '这张码不是本系统签发的，不能使用。',
  'code-of-another-restaurant': () => '这张码属于另一家餐厅，本店不能使用。',
  'code-expired': ({ expiredAt }, now) =>
    `${after('这张会员码已在', moment(expiredAt, now))} 过期。请让顾客刷新后再试。`,
  'code-used': ({ usedAt }, now) => `这张会员码已用过（${moment(usedAt, now)}）。请让顾客刷新后再试。`,
  'no-such-member-number': () => '没有这个会员号，请核对十位数字。',
  'wrong-keyed-code': ({ triesLeft }) =>
    triesLeft > 0 ? `六位数字不对，还可再试 ${triesLeft} 次。` : '六位数字不对，这一分钟内不能再试。',
  'keyed-code-locked': ({ until }) => `输错次数太多，${clock(until)} 后可以再试，或改用扫码。`,

  'ticket-expired': ({ expiredAt }, now) =>
    `${after('识别结果已在', moment(expiredAt, now))} 失效，请重新扫会员码。`,
  'ticket-of-another-store': () => '这位会员是在另一家门店识别的，请重新扫会员码。',
  'looks-like-the-same-bill': ({ amountFen, settledAt }) =>
    `${clock(settledAt)} 刚为这位会员记过一笔 ${yuan(amountFen)}。确认是另一单吗？`,
  'ticket-already-settled': ({ amountFen, payableFen, settledAt }) => {
    const withVoucher = payableFen < amountFen ? `，优惠后应收 ${yuan(payableFen)}` : ''
    return `这次识别已在 ${clock(settledAt)} 记过一笔 ${yuan(amountFen)}${withVoucher}。另一单请重新扫会员码。`
  },
  'bill-was-voided': () => '这个单号的消费单已作废。要更正，请从作废的那一单重新录入。',
  'nothing-to-replace': () => '没有找到可以更正的作废单，请核对单号。',
  'no-such-bill': () => '本店没有这张消费单，请核对单号。',
  'void-window-passed': ({ hours }) => `结账已超过 ${hours} 小时，请店长处理。`,
  'points-already-spent': ({ missing }, _now, pointsName) =>
    `这单得的${pointsName}已用掉 ${count(missing)}，按规则不能作废。`,
  'already-voided': () => '这张消费单已经作废过了。',

  'already-served': ({ servedAt, storeName }, now) =>
    `${after('这张兑换码', moment(servedAt, now))} 已在${storeName}用过，不能再用。`,
  'redemption-expired': ({ expiredAt }, now) =>
    `${after('这张兑换码已在', moment(expiredAt, now))} 过期，不能再用。`,
  'not-served-here': ({ storeNames }) => `这份不在本店领取，请到${storeNames.join('、')}。`,
  'no-such-redemption': () => '没有这张兑换单。',
  'not-fulfilled': () => '这张兑换单还没有核销，不用撤销。',
  'fulfilled-elsewhere': ({ storeName }) => `这张兑换单是在${storeName}核销的，请由那家店撤销。`,
  'undone-too-often': () => '这张兑换单撤销的次数太多，请店长处理。',
  'undo-window-passed': ({ minutes }) => `核销已超过 ${minutes} 分钟，不能撤销。`,

  'no-such-voucher': () => '没有找到这张券，请在“我的券”里重新选择。',
  'voucher-used': ({ usedAt, storeName }, now) =>
    `${after('这张券', moment(usedAt, now))} 已在${storeName}用过，不能再用。`,
  // A business day lasts into the night: it is named by its date, not by the calendar's today.
  'voucher-ended': ({ lastGoodDay }) => `这张券有效至 ${monthAndDay(lastGoodDay)}，已经过期。`,
  'voucher-not-yet': ({ validFrom }) => `这张券从 ${monthAndDay(validFrom)}起才能用。`,
  'voucher-not-here': ({ storeNames }) => `这张券不在本店用，请到${storeNames.join('、')}。`,
  'below-threshold': ({ thresholdFen, amountFen }) =>
    `满 ${yuan(thresholdFen)} 可用，还差 ${yuan(thresholdFen - amountFen)}。`,
  'item-not-in-bill': ({ itemName }) => `这一单里没有${itemName}，不能用这张券。`,
  'another-amount-due': ({ payableFen }) => `优惠后应收 ${yuan(payableFen)}，请核对后再记账。`,

  'no-such-task': () => '这个任务已经下线了。',
  'task-over': () => '这个任务已经过了领取的时间。',
  'task-not-reached': () => '这个任务还没有完成，再加把劲。',
  'already-claimed': () => '这个任务的奖励已经领过了。',

  'no-photo-asked': () => '这个任务不用交照片，做到了就能领。',
  'photo-waits': () => '照片已在店里，结果会写在“任务”里。',
  'photo-not-next': () => '情况有变化，请看一眼任务再交。',
  'tried-too-often': ({ most }) => `这个任务已经交过 ${most} 次照片，有疑问请问店员。`,
  'no-such-submission': () => '没有找到这张照片。',
  'already-decided': () => '这张照片已经有同事看过了。',
  'own-photo': () => '自己交的照片，要请别的同事来看。',

  'no-such-meal': () => '没有找到这一餐，可能已经作废。',
  'already-reviewed': () => '这一餐已经评价过了。',
  'review-too-late': ({ until }, now) => `${after('这一餐的评价已在', moment(until, now))} 截止。`,
  'review-too-short': ({ least }) => `再多写几个字吧，至少 ${least} 个字。`,
  'text-not-fit': () => '这段话没有通过微信的内容检查，请换个说法。',

  'no-such-gift': () => '现在没有这份升级礼。',
  'gift-taken': () => '这份升级礼已经领过了。',
  'no-such-entitlement': () => '当前等级没有这项权益。',
  'entitlement-used-up': (quota) => `这项权益${quotaLine(quota)}，已经用完了。`,
  'entitlement-given': () => '这项权益刚刚有变化，请看还剩几次。',
  'no-such-tier': () => '没有这个等级，请重新选择。',
  'ends-too-early-or-late': ({ earliest, latest }) =>
    `有效期请选在 ${monthAndDay(earliest)}到 ${latest.slice(0, 4)} 年 ${monthAndDay(latest)}之间。`,
  'has-this-tier': () => '这位会员已经是这个等级，没有变化。',

  'check-in-closed': () => '签到活动现在没有开放。',
  'already-checked-in': () => '今天已经签到过了，明天再来。',
  'not-today': () => '已经是新的一天了，刷新后再签到。',
  'not-a-missed-day': ({ why }) => notMissed[why],

  'no-such-reward': () => '这件兑换品已下架。',
  'not-on-sale': ({ from, until }, now) =>
    from !== null && now < from
      ? `${moment(from, now)} 开始兑换，到时再来。`
      : until !== null
        ? `${after('兑换已于', moment(until, now))} 结束。`
        : '现在不能兑换。',
  'sold-out': () => '已经兑完了，看看别的兑换品。',
  'member-limit-reached': ({ count: limit, per }) => `${perWhat[per]}限兑 ${limit} 份，已经兑满。`,
  'dearer-now': ({ pricePoints }, _now, pointsName) =>
    `刚刚调价：现在要 ${count(pricePoints)} ${pointsName}，还没有扣。看清价格再决定。`,
  'not-enough-points': ({ spendable, needed }, _now, pointsName) =>
    `还差 ${count(needed - spendable)} ${pointsName}（现有 ${count(spendable)}）。`,
}

/** What points are called before the brand is known, and by a programme that does not name them. */
export const defaultPointsName = '积分'

/** The sentence for a refusal, in the words of the moment `now`. */
export function explain(refusal: Spoken, now: number, pointsName = defaultPointsName): string {
  const sentence = sentences[refusal.reason] as (details: object, now: number, pointsName: string) => string
  return sentence(refusal.details, now, pointsName)
}
