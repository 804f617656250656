import { act } from '../../../cloud/act'
import {
  counterWords,
  customer as customerLine,
  havePoints,
  keyLabels,
  settleButton,
} from '../../../copy/counter'
import { explain } from '../../../copy/refusals'
import { fenOf, press, type Key } from '../../amount'
import { signalDone, signalRefused } from '../../signal'
import { till, type Customer } from '../../till'
import { today } from '../../today'

const keys: Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'erase']

Page({
  data: {
    words: counterWords,
    keys: keys.map((key) => ({ key, label: keyLabels[key] ?? key })),
    who: '',
    have: '',
    text: '',
    button: settleButton(null),
    ready: false,
    settling: false,
    problem: '',
    /** The same amount a moment ago: is it another bill? */
    question: '',
    /** The ticket is spent or over: only the next customer is left. */
    over: false,
  },
  customer: null as Customer | null,

  onLoad() {
    this.customer = till.customer(Date.now())
    if (!this.customer) return this.backToStart()
    const { member, balance, brand } = this.customer
    this.setData({ who: customerLine(member), have: havePoints(balance, brand.pointsName) })
  },

  onKey({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: Key }>) {
    if (this.data.settling) return
    const text = press(this.data.text, currentTarget.dataset.key)
    const fen = fenOf(text)
    this.setData({ text, button: settleButton(fen), ready: fen !== null, problem: '' })
  },
  onClear() {
    if (!this.data.settling) this.setData({ text: '', button: settleButton(null), ready: false, problem: '' })
  },
  onSettle() {
    void this.settle(false)
  },
  onAnotherBill() {
    this.setData({ question: '' })
    void this.settle(true)
  },
  onNotAnother() {
    this.setData({ question: '' })
  },

  async settle(confirmedSameAmount: boolean) {
    const amountFen = fenOf(this.data.text)
    if (!this.customer || amountFen === null || this.data.settling) return
    const { storeId, ticket, brand } = this.customer
    this.setData({ settling: true, problem: '' })
    const reply = await act('counter', 'settle', { storeId, ticket, amountFen, confirmedSameAmount })
    if (reply === null) return
    this.setData({ settling: false })
    if (reply.ok) {
      const { billId, settledAt, member, pointsEarned } = reply.value
      till.done()
      till.show({ kind: 'settled', storeId, brand, bill: reply.value })
      today.add({
        id: billId,
        kind: 'bill',
        at: settledAt,
        storeId,
        member,
        amountFen: reply.value.amountFen,
        points: pointsEarned,
        rewardName: '',
        undoUntil: 0,
        takenBack: false,
      })
      signalDone()
      wx.redirectTo({ url: '/counter/pages/result/result' })
      return
    }
    signalRefused()
    const why = explain(reply, Date.now(), brand.pointsName)
    if (reply.reason === 'looks-like-the-same-bill') return this.setData({ question: why })
    const over = ['ticket-expired', 'ticket-already-settled', 'forged-code'].includes(reply.reason)
    if (over) till.done()
    this.setData({ problem: why, over })
  },

  onLeave() {
    till.done()
    this.backToStart()
  },
  backToStart() {
    wx.navigateBack({ fail: () => void wx.reLaunch({ url: '/counter/pages/start/start' }) })
  },
})
