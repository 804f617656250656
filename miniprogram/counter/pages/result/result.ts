import { counterWords, customer, debtRepaid, spent, undoUntil } from '../../../copy/counter'
import { breakdownLine, distance } from '../../../copy/ledger'
import { count, signed, yuan } from '../../../copy/money'
import { undoServing } from '../../take-back'
import { till, type Outcome } from '../../till'

Page({
  data: {
    words: counterWords,
    /** `settled` or `served`; `back` once it was taken back. */
    kind: '' as '' | Outcome['kind'],
    back: false,
    large: '',
    unit: '',
    title: '',
    lines: [] as string[],
    problem: '',
    voiding: false,
    undoing: false,
    storeId: '',
    billId: '',
    pointsName: '',
  },

  onLoad() {
    const outcome = till.outcome()
    if (!outcome) return this.onNext()
    this.setData(outcome.kind === 'settled' ? settled(outcome) : served(outcome))
  },

  onNext() {
    wx.reLaunch({ url: '/counter/pages/start/start?scan=now' })
  },
  onStart() {
    wx.navigateBack({ fail: () => void wx.reLaunch({ url: '/counter/pages/start/start' }) })
  },
  onVoid() {
    this.setData({ voiding: true })
  },
  onKeep() {
    this.setData({ voiding: false })
  },
  onVoided({ detail }: WechatMiniprogram.CustomEvent<{ message: string }>) {
    this.setData({ voiding: false, back: true, title: counterWords.voided, lines: [detail.message] })
  },
  async onUndo() {
    const outcome = till.outcome()
    if (outcome?.kind !== 'served' || this.data.undoing) return
    this.setData({ undoing: true, problem: '' })
    const { redemptionId, fulfilledAt } = outcome.serving
    const taken = await undoServing(outcome.storeId, redemptionId, fulfilledAt)
    if (taken === null) return
    this.setData({ undoing: false })
    if (taken.done) this.setData({ back: true, title: counterWords.undoneTitle, lines: [taken.message] })
    else this.setData({ problem: taken.message })
  },
})

function settled({ bill, brand, storeId }: Extract<Outcome, { kind: 'settled' }>): object {
  const { pointsName } = brand
  return {
    kind: 'settled',
    large: signed(bill.pointsEarned),
    unit: pointsName,
    title: spent(yuan(bill.amountFen)),
    lines: [
      customer(bill.member),
      ...bill.breakdown.map((line) => breakdownLine(line, pointsName)),
      ...(bill.debtRepaid > 0 ? [debtRepaid(bill.debtRepaid, pointsName)] : []),
      `${counterWords.balance} ${count(bill.balance)} ${pointsName}`,
      distance(bill.nextReward, pointsName),
    ],
    storeId,
    billId: bill.billId,
    pointsName,
  }
}

function served({ serving, brand, storeId }: Extract<Outcome, { kind: 'served' }>): object {
  return {
    kind: 'served',
    large: serving.rewardName,
    unit: '',
    title: counterWords.served,
    lines: [customer(serving.member), undoUntil(serving.undoUntil)],
    storeId,
    pointsName: brand.pointsName,
  }
}
