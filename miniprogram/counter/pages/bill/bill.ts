import type { Value } from '../../../../contract'
import { act, isAnswer } from '../../../cloud/act'
import {
  counterWords,
  customer as customerLine,
  dishesLine,
  havePoints,
  keyLabels,
  settleButton,
} from '../../../copy/counter'
import { explain } from '../../../copy/refusals'
import { tierAtTill, tierOffLine } from '../../../copy/tiers'
import { isOnTop } from '../../../screen/go'
import { fenOf, press, type Key } from '../../amount'
import { signalDone, signalRefused } from '../../signal'
import { till, type Customer } from '../../till'
import { backToTheStart } from '../../to-the-start'
import { billDeed, deeds } from '../../deeds'
import { TICKET_IS_OVER, VoucherQuotes, type Offer, type Quoted } from '../../voucher-quotes'

type ShownDish = Customer['newDishes'][number] & { ticked: boolean }
type Given = Pick<Customer, 'tier' | 'entitlements' | 'tiersToGive'>

const keys: Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'erase']

Page({
  data: {
    words: counterWords,
    keys: keys.map((key) => ({ key, label: keyLabels[key] ?? key })),
    who: '',
    have: '',
    /** The tier and what can be given of it; empty without tiers. */
    tierLine: '',
    showingTier: false,
    entitlements: [] as Customer['entitlements'],
    tiersToGive: null as Customer['tiersToGive'],
    ticket: '',
    storeId: '',
    /** What the tier takes off the amount; empty when it takes nothing. */
    offLine: '',
    text: '',
    button: settleButton(null),
    ready: false,
    /** What the tier and the voucher leave could not be asked: the button asks again. */
    askAgain: false,
    settling: false,
    problem: '',
    /** The same amount a moment ago: is it another bill? */
    question: '',
    /** The voucher to be used in the bill: what it brings, or why it does not; empty when none was chosen. */
    voucherId: '',
    voucherLine: '',
    voucherUsable: false,
    quoting: false,
    choosing: false,
    offers: [] as Offer[],
    offersProblem: '',
    /** New dishes that may be ticked, and what their cell says. */
    dishes: [] as ShownDish[],
    dishesLine: '',
    dishesLabel: '',
    dishTicked: false,
    ticking: false,
    /** The ticket is spent or over: only the next customer is left. */
    over: false,
    storeName: '',
  },
  customer: null as Customer | null,
  /** The amount the cashier has said is another bill. */
  confirmed: '',
  quotes: null as VoucherQuotes | null,
  /** Something may be taken off without a voucher: the amount is to be asked for. */
  asks: false,
  /** What was last heard of the amount as it stands; null while that is not known. */
  heard: null as Quoted | null,

  onLoad() {
    this.customer = till.customer(Date.now())
    if (!this.customer) return backToTheStart(counterWords.scanAgain)
    const { member, balance, brand, storeName, storeId, ticket, voucherId, newDishes } = this.customer
    this.showDishes(newDishes.map((dish: Customer['newDishes'][number]) => ({ ...dish, ticked: false })))
    this.showTier(this.customer)
    this.quotes = new VoucherQuotes({ storeId, ticket }, brand.pointsName)
    this.setData({
      storeId,
      ticket,
      storeName,
      who: customerLine(member),
      have: havePoints(balance, brand.pointsName),
      voucherId: voucherId ?? '',
      voucherLine: voucherId ? counterWords.voucherWaits : '',
    })
  },
  onUnload() {
    this.quotes?.drop()
  },

  onKey({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: Key }>) {
    if (!this.data.settling) this.typed(press(this.data.text, currentTarget.dataset.key))
  },
  onClear() {
    if (!this.data.settling) this.typed('')
  },
  typed(text: string) {
    this.setData({ text, problem: '', offers: [], choosing: false })
    this.priceAnew()
  },
  /** The button for the amount as it stands; with a voucher or a discount, once it is known what they leave. */
  priceAnew() {
    const fen = fenOf(this.data.text)
    const withVoucher = this.data.voucherId !== ''
    this.heard = null
    this.quotes?.drop()
    if (fen === null || !(withVoucher || this.asks || this.customer?.tier?.discounts)) {
      return this.setData({
        button: settleButton(fen),
        ready: fen !== null,
        askAgain: false,
        quoting: false,
        offLine: '',
        voucherLine: withVoucher ? counterWords.voucherWaits : '',
        voucherUsable: false,
      })
    }
    this.setData({
      button: counterWords.quoting,
      ready: false,
      askAgain: false,
      quoting: true,
      offLine: '',
      voucherLine: withVoucher ? counterWords.quoting : '',
      voucherUsable: false,
    })
    this.quotes?.soon(fen, this.data.voucherId, (quoted: Quoted) => this.quoted(quoted))
  },
  quoted(heard: Quoted) {
    const { offers, problem, over, tierOffFen } = heard
    const { voucherId } = this.data
    this.setData({ offers, offersProblem: problem, quoting: false, askAgain: false })
    if (over) return this.ticketIsOver(problem)
    if (problem !== '') {
      const where = voucherId === '' ? { problem } : { voucherLine: problem }
      return this.setData({ ...where, button: counterWords.quoteAgain, askAgain: true })
    }
    this.heard = heard
    const quote = offers.find((offer: Offer) => offer.voucherId === voucherId)
    const line = quote ? `${quote.name} ${quote.line}` : counterWords.voucherGone
    const due = quote?.payableFen ?? heard.payableFen
    const tierName = this.customer?.tier?.name ?? ''
    this.setData({
      offLine:
        tierOffFen > 0 ? tierOffLine(tierName, tierOffFen, quote?.usable ? null : heard.payableFen) : '',
      voucherLine: voucherId === '' ? '' : line,
      voucherUsable: quote?.usable ?? false,
      button: settleButton(due),
      ready: true,
    })
  },
  onVoucher() {
    const fen = fenOf(this.data.text)
    if (this.data.settling) return
    if (fen === null) return wx.showToast({ title: counterWords.amountFirst, icon: 'none' })
    this.setData({ choosing: true })
    if (this.data.quoting || (this.data.offers.length > 0 && this.data.offersProblem === '')) return
    this.setData({ quoting: true, offersProblem: '' })
    this.quotes?.now(fen, this.data.voucherId, (quoted: Quoted) => {
      if (quoted.over || this.data.voucherId !== '' || quoted.problem === '') return this.quoted(quoted)
      this.setData({ offers: [], offersProblem: quoted.problem, quoting: false })
    })
  },
  onChooseVoucher({ detail }: WechatMiniprogram.CustomEvent<{ voucherId: string }>) {
    this.setData({ choosing: false, voucherId: detail.voucherId, problem: '' })
    if (this.heard === null) this.priceAnew()
    else this.quoted(this.heard)
  },
  onLeaveVouchers() {
    this.setData({ choosing: false })
  },
  showDishes(dishes: ShownDish[]) {
    const ticked = dishes.filter((dish: ShownDish) => dish.ticked).length
    const line = dishesLine(dishes, ticked)
    const dishesLabel = dishes.length === 1 ? `${counterWords.newDishes} ${line}` : line
    this.setData({ dishes, dishesLine: line, dishesLabel, dishTicked: ticked > 0 })
  },
  /** A single new dish is ticked at once; of several one chooses. */
  onDishes() {
    const [only] = this.data.dishes
    if (this.data.settling || !only) return
    if (this.data.dishes.length > 1) this.setData({ ticking: true })
    else this.tick(only.sku)
  },
  onTick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { sku: string }>) {
    this.tick(currentTarget.dataset.sku)
  },
  tick(sku: string) {
    this.showDishes(
      this.data.dishes.map((dish: ShownDish) =>
        dish.sku === sku ? { ...dish, ticked: !dish.ticked } : dish,
      ),
    )
  },
  onTicked() {
    this.setData({ ticking: false })
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
    if (this.data.askAgain) {
      this.setData({ problem: '' })
      return this.priceAnew()
    }
    if (!this.data.ready) return
    const { storeId, ticket, brand, member } = this.customer
    this.setData({ settling: true, problem: '' })
    const confirmedSameAmount = this.confirmed === text
    const reply = await act('counter', 'settle', {
      storeId,
      ticket,
      amountFen,
      ...this.askedFor(),
      ticked: this.data.dishes.filter((dish: ShownDish) => dish.ticked).map(({ sku }: ShownDish) => sku),
      confirmedSameAmount,
    })
    this.setData({ settling: false })
    if (reply.ok) return this.settled(this.customer, reply.value)
    signalRefused()
    const why = explain(reply, Date.now(), brand.pointsName)
    if (reply.reason === 'looks-like-the-same-bill') return this.setData({ question: why })
    // Booked by an earlier try whose reply was lost: it can be voided like any other.
    if (reply.reason === 'ticket-already-settled') deeds.add(billDeed(reply.details, member, this.customer))
    if (TICKET_IS_OVER.includes(reply.reason)) return this.ticketIsOver(why)
    this.setData({ problem: why })
    // What is due has changed since the till has looked; what is no answer leaves it as it was.
    // Something is taken off that the till did not know of: from now on it asks.
    if (reply.reason === 'another-amount-due') this.asks = true
    if ((this.asks || this.heard !== null) && isAnswer(reply)) this.priceAnew()
  },
  /** What the till has asked for, where something was taken off. */
  askedFor() {
    const { voucherId } = this.data
    const quote = this.heard?.offers.find((offer: Offer) => offer.voucherId === voucherId)
    if (quote && quote.payableFen !== null) return { voucher: { voucherId, payableFen: quote.payableFen } }
    return this.heard === null ? {} : { payableFen: this.heard.payableFen }
  },
  showTier({ tier, entitlements, tiersToGive }: Given) {
    this.setData({
      tierLine: tier === null ? '' : tierAtTill(tier.name, entitlements.length),
      entitlements,
      tiersToGive,
    })
  },
  onTier() {
    if (this.data.tierLine !== '' && !this.data.settling && !this.data.over)
      this.setData({ showingTier: true })
  },
  onLeaveTier() {
    this.setData({ showingTier: false })
  },
  /** Something of the tier was given, or the tier itself: what is due may be another amount. */
  onGiven({ detail }: WechatMiniprogram.CustomEvent<Partial<Given>>) {
    // Whose ticket is over does not come back.
    if (!this.customer || this.data.over) return
    this.customer = { ...this.customer, ...detail }
    till.serve(this.customer)
    this.showTier(this.customer)
    if (detail.tier) this.priceAnew()
  },
  /** Only the next customer is left. */
  ticketIsOver(why: string) {
    till.done()
    this.setData({ problem: why, over: true, choosing: false })
  },
  settled(customer: Customer, bill: Value<'counter', 'settle'>) {
    till.done()
    const { storeId, storeName, brand } = customer
    till.show({ kind: 'settled', at: { storeId, storeName, brand }, bill })
    deeds.add(billDeed(bill, bill.member, customer))
    signalDone()
    // Who has gone elsewhere meanwhile finds it at the till's start, and among the last bills.
    if (isOnTop(this)) wx.redirectTo({ url: '/counter/pages/result/result' })
  },

  onLeave() {
    till.done()
    backToTheStart()
  },
})
