import type { Value } from '../../../../contract'
import { act } from '../../../cloud/act'
import {
  counterWords,
  customer as customerLine,
  havePoints,
  keyLabels,
  settleButton,
} from '../../../copy/counter'
import { explain } from '../../../copy/refusals'
import { isOnTop } from '../../../screen/go'
import { fenOf, press, type Key } from '../../amount'
import { signalDone, signalRefused } from '../../signal'
import { till, type Customer } from '../../till'
import { billDeed, deeds } from '../../deeds'

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
    storeName: '',
  },
  customer: null as Customer | null,
  /** The amount the cashier has said is another bill. */
  confirmed: '',

  onLoad() {
    this.customer = till.customer(Date.now())
    if (!this.customer) {
      wx.showToast({ title: counterWords.scanAgain, icon: 'none' })
      return this.backToStart()
    }
    const { member, balance, brand, storeName } = this.customer
    this.setData({ storeName, who: customerLine(member), have: havePoints(balance, brand.pointsName) })
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
    void this.settle()
  },
  onAnotherBill() {
    this.confirmed = this.data.text
    this.setData({ question: '' })
    void this.settle()
  },
  onNotAnother() {
    this.setData({ question: '' })
  },

  async settle() {
    const { text } = this.data
    const amountFen = fenOf(text)
    if (!this.customer || amountFen === null || this.data.settling) return
    const { storeId, ticket, brand, member } = this.customer
    this.setData({ settling: true, problem: '' })
    const confirmedSameAmount = this.confirmed === text
    const reply = await act('counter', 'settle', { storeId, ticket, amountFen, confirmedSameAmount })
    this.setData({ settling: false })
    if (reply.ok) return this.settled(this.customer, reply.value)
    signalRefused()
    const why = explain(reply, Date.now(), brand.pointsName)
    if (reply.reason === 'looks-like-the-same-bill') return this.setData({ question: why })
    // Booked by an earlier try whose reply was lost: it can be voided like any other.
    if (reply.reason === 'ticket-already-settled') deeds.add(billDeed(reply.details, member, this.customer))
    const over = ['ticket-expired', 'ticket-already-settled', 'forged-code'].includes(reply.reason)
    if (over) till.done()
    this.setData({ problem: why, over })
  },
  settled(customer: Customer, bill: Value<'counter', 'settle'>) {
    till.done()
    const { storeId, storeName, brand } = customer
    till.show({ kind: 'settled', at: { storeId, storeName, brand }, bill })
    deeds.add(billDeed(bill, bill.member, customer))
    signalDone()
    // Who has gone elsewhere meanwhile finds it among the last bills.
    if (isOnTop(this)) wx.redirectTo({ url: '/counter/pages/result/result' })
  },

  onLeave() {
    till.done()
    this.backToStart()
  },
  backToStart() {
    wx.navigateBack({ fail: () => void wx.reLaunch({ url: '/counter/pages/start/start' }) })
  },
})
