import { counterWords, customer, takenOffLine, undoUntil } from '../../../copy/counter'
import { balanceLine, breakdownLines, debtRepaidLine, distance, spent } from '../../../copy/ledger'
import { signed } from '../../../copy/money'
import { raisedLine } from '../../../copy/tiers'
import { undoServing } from '../../take-back'
import { till, type Outcome } from '../../till'
import { backToTheStart, toTheStart } from '../../to-the-start'

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
    till.seen()
    this.setData(outcome.kind === 'settled' ? settled(outcome) : served(outcome))
  },

  onNext() {
    till.callNext()
    toTheStart()
  },
  onStart() {
    backToTheStart()
  },
  onVoid() {
    this.setData({ voiding: true })
  },
  onKeep() {
    this.setData({ voiding: false })
  },
  onVoided({ detail }: WechatMiniprogram.CustomEvent<{ message: string }>) {
    const { title, lines } = this.data
    this.setData({
      voiding: false,
      back: true,
      title: counterWords.voided,
      lines: [title, ...lines.slice(0, 1), detail.message],
    })
  },
  async onUndo() {
    const outcome = till.outcome()
    if (outcome?.kind !== 'served' || this.data.undoing) return
    this.setData({ undoing: true, problem: '' })
    const { redemptionId, fulfilledAt } = outcome.serving
    const taken = await undoServing(outcome.at.storeId, redemptionId, fulfilledAt, this.data.pointsName)
    this.setData({ undoing: false })
    const { large, lines } = this.data
    const what = [large, ...lines.slice(0, 1), taken.message]
    if (taken.done) this.setData({ back: true, title: counterWords.undoneTitle, lines: what })
    else this.setData({ problem: taken.message })
  },
})

function settled({ bill, at }: Extract<Outcome, { kind: 'settled' }>): object {
  const { pointsName } = at.brand
  return {
    kind: 'settled',
    large: signed(bill.pointsEarned),
    unit: pointsName,
    title: spent(bill.payableFen),
    lines: [
      customer(bill.member),
      ...[takenOffLine(bill)].filter((line) => line !== ''),
      ...(bill.raisedTo === null ? [] : [raisedLine(bill.raisedTo)]),
      ...breakdownLines(bill.breakdown, pointsName),
      ...(bill.debtRepaid > 0 ? [debtRepaidLine(bill.debtRepaid, pointsName)] : []),
      balanceLine(bill.balance, pointsName),
      distance(bill.nextReward, pointsName),
    ],
    storeId: at.storeId,
    billId: bill.billId,
    pointsName,
  }
}

function served({ serving, at }: Extract<Outcome, { kind: 'served' }>): object {
  return {
    kind: 'served',
    large: serving.rewardName,
    unit: '',
    title: counterWords.served,
    lines: [customer(serving.member), undoUntil(serving.undoUntil)],
    storeId: at.storeId,
    pointsName: at.brand.pointsName,
  }
}
