import type { Value } from '../../contract'
import { clock } from './dates'
import { count, signed, yuan } from './money'
import { givenBackLine } from './vouchers'

type SeenByStaff = Value<'counter', 'identify'>['member']

export const counterWords = {
  scan: '扫顾客的码',
  scanHint: '会员码记账，兑换码核销',
  keyed: '手动输入',
  deeds: '最近的单',
  source: '推荐码',
  reviews: '顾客评价',
  submissions: '待审照片',
  chooseStore: '在哪家店',
  chooseStoreFirst: '先选好在哪家店。',
  noStore: '还没有分配门店，请联系店长。',
  noCamera: '没有扫到码。可以再扫一次，或手动输入。',

  byNumber: '报号',
  byText: '粘贴码',
  memberNumber: '会员号（十位）',
  digits: '动态码（六位）',
  codeText: '会员码或兑换码',
  bothNumbers: '会员号十位、动态码六位，都要输完。',
  nothingPasted: '先把码粘贴进来。',
  confirm: '确认',

  amount: '消费金额',
  have: '现有',
  erase: '删一位',
  dot: '小数点',
  settle: '记账',
  notAnAmount: '请输入金额',
  sameAmount: '同样的金额',
  again: '是另一单',
  notAgain: '不是，返回',
  useVoucher: '用券',
  noVoucher: '不用券',
  chooseVoucher: '用哪张券',
  noVouchers: '这位会员没有可用的券。',
  quoting: '正在核对优惠',
  amountFirst: '先输入金额，再选券。',
  voucherWaits: '顾客要用券，输入金额后核对',
  quoteAgain: '再核对一次优惠',
  voucherGone: '这张券现在不能用，可以换一张。',
  newDishes: '新品',
  whichDishes: '这单有哪些新品',
  ticked: '选好了',
  leave: '换一位顾客',
  scanAgain: '识别已过时，请重新扫会员码。',
  lookAtIt: '刚才那一笔办好了，看结果',

  next: '下一位',
  nextWhy: '回到扫码',
  void: '录错了，作废',
  voidTitle: '作废这一单',
  voided: '已作废',
  served: '已核销',
  undo: '撤销核销',
  undoing: '正在撤销',
  undoneTitle: '已撤销',
  undone: '兑换码恢复可用，可以再核销。',
  toStart: '回收银台',

  noDeeds: '最近还没有单',
  noDeedsWhy: '这台手机一天内记的账和核销会列在这里，录错了可以作废。',
  voidShort: '作废',
  undoShort: '撤销',
}

/** `王** · 尾号 7820`; the number alone when there is no name. */
export function customer({ maskedName, memberNumberTail }: SeenByStaff): string {
  return maskedName === '' ? `会员尾号 ${memberNumberTail}` : `${maskedName} · 尾号 ${memberNumberTail}`
}

/** `记账 ¥56`. */
export const settleButton = (amountFen: number | null): string =>
  amountFen === null ? counterWords.notAnAmount : `${counterWords.settle} ${yuan(amountFen)}`

/** `原价 ¥100，会员优惠 ¥5，八折券减 ¥19`; empty when nothing was taken off. */
export function takenOffLine({
  amountFen,
  tierOffFen,
  voucher,
}: Pick<Value<'counter', 'settle'>, 'amountFen' | 'tierOffFen' | 'voucher'>): string {
  const off = [
    ...(tierOffFen > 0 ? [`会员优惠 ${yuan(tierOffFen)}`] : []),
    ...(voucher === null
      ? []
      : [`${voucher.name}${voucher.brings === null ? `减 ${yuan(voucher.offFen)}` : `送${voucher.brings}`}`]),
  ]
  return off.length === 0 ? '' : [`原价 ${yuan(amountFen)}`, ...off].join('，')
}

/** What a void did to the points. */
export function voidedLine(
  { pointsTakenBack, owed, shortfall, vouchersGivenBack, tasksUndone, loweredTo }: Value<'counter', 'void'>,
  pointsName: string,
): string {
  return [
    `收回 ${count(pointsTakenBack)} ${pointsName}`,
    ...(owed > 0 ? [`另有 ${count(owed)} ${pointsName}已用掉，下次消费抵回`] : []),
    ...(shortfall > 0 ? [`另有 ${count(shortfall)} ${pointsName}已用掉，不再追回`] : []),
    ...(tasksUndone.length > 0 ? [`不再达成任务：${tasksUndone.join('、')}`] : []),
    ...(loweredTo === null ? [] : [`等级回到${loweredTo}`]),
    ...(vouchersGivenBack.length > 0 ? [givenBackLine(vouchersGivenBack)] : []),
  ].join('，')
}

/** `12:09 前可撤销`. */
export const undoUntil = (at: number): string => `${clock(at)} 前可撤销`

/** `继续为 王** · 尾号 7820 记账（滨江店）`. */
export const goingOn = (who: string, storeName: string): string => `继续为 ${who} 记账（${storeName}）`

/** What a screen reader calls the keys that are not digits. */
export const keyLabels: Record<string, string> = { '.': counterWords.dot, erase: counterWords.erase }

/** `现有 106 回味分`. */
export const havePoints = (balance: number, pointsName: string): string =>
  `${counterWords.have} ${count(balance)} ${pointsName}`

/** `¥56 · +56 回味分`, or `核销一杯酸梅汤`. */
export function deedTitle(
  deed: { kind: 'bill' | 'serving'; amountFen: number; points: number; rewardName: string },
  pointsName: string,
): string {
  return deed.kind === 'bill'
    ? `${yuan(deed.amountFen)} · ${signed(deed.points)} ${pointsName}`
    : `核销${deed.rewardName}`
}

/** What may be ticked: the dish itself where there is one, `新品`, `新品 2 道`; empty when there is none. */
export function dishesLine(dishes: readonly { name: string }[], ticked: number): string {
  const [only] = dishes
  if (!only) return ''
  if (dishes.length === 1) return only.name
  return ticked === 0 ? counterWords.newDishes : `${counterWords.newDishes} ${ticked} 道`
}
