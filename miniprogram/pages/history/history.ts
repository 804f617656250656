import type { Value } from '../../../contract'
import { call } from '../../cloud/call'
import {
  byMonth,
  expiryLine,
  historyName,
  historyWords,
  noneEnding,
  type ShownMonth,
} from '../../copy/history'
import { count } from '../../copy/money'
import { explain } from '../../copy/refusals'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'

type HistoryLine = Value<'points', 'history'>['lines'][number]

Page({
  data: {
    screen: opening,
    words: historyWords,
    brand: { name: '', pointsName: '' },
    spendable: '',
    debt: '',
    expiring: [] as string[],
    months: [] as ShownMonth[],
    /** The line whose reasons are open. */
    open: 0,
    more: 'none' as 'none' | 'some' | 'loading',
    problem: '',
  },
  lines: [] as HistoryLine[],
  nextBeforeSeq: null as number | null,

  onLoad() {
    void this.show()
  },
  onShow() {
    closePullDown()
  },
  async onPullDownRefresh() {
    await this.show()
    closePullDown()
  },
  async show() {
    const summary = await openScreen(this, ['points', 'summary', {}], (value) => shown(value, Date.now()))
    if (!summary) return
    wx.setNavigationBarTitle({ title: historyName(summary.brand.pointsName) })
    this.lines = summary.newest
    this.nextBeforeSeq = summary.nextBeforeSeq
    this.setData({ more: summary.nextBeforeSeq === null ? 'none' : 'some', problem: '' })
  },
  onReachBottom() {
    void this.showOlder()
  },
  async showOlder() {
    if (this.data.more !== 'some' || this.nextBeforeSeq === null) return
    this.setData({ more: 'loading', problem: '' })
    const before = this.nextBeforeSeq
    const reply = await call('points', 'history', { beforeSeq: before })
    if (this.nextBeforeSeq !== before) return
    if (!reply.ok)
      return this.setData({ more: 'some', problem: explain(reply, Date.now(), this.data.brand.pointsName) })
    this.lines = [...this.lines, ...reply.value.lines]
    this.nextBeforeSeq = reply.value.nextBeforeSeq
    this.setData({
      months: byMonth(this.lines, this.data.brand.pointsName, Date.now()),
      more: this.nextBeforeSeq === null ? 'none' : 'some',
    })
  },
  onLine({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { seq: number }>) {
    const { seq } = currentTarget.dataset
    this.setData({ open: this.data.open === seq ? 0 : seq })
  },
})

function shown(summary: Value<'points', 'summary'>, now: number): object {
  const { brand, spendable, debt, expiring, newest } = summary
  return {
    brand,
    spendable: count(spendable),
    debt: debt > 0 ? count(debt) : '',
    expiring:
      expiring.length > 0
        ? expiring.map((end) => expiryLine(end, brand.pointsName, now))
        : [noneEnding(brand.pointsName)],
    months: byMonth(newest, brand.pointsName, now),
  }
}
