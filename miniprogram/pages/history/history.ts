import type { Value } from '../../../contract'
import {
  byMonth,
  expiryLine,
  historyName,
  historyWords,
  noneEnding,
  type ShownMonth,
} from '../../copy/history'
import { count } from '../../copy/money'
import { title } from '../../screen/go'
import { nextPage } from '../../screen/next-page'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'

type HistoryLine = Value<'points', 'history'>['lines'][number]

Page({
  data: {
    screen: opening,
    words: historyWords,
    brand: { name: '', pointsName: '' },
    today: '',
    spendable: '',
    debt: '',
    expiring: [] as string[],
    months: [] as ShownMonth[],
    /** The line whose reasons are open. */
    open: 0,
    more: false,
    loading: false,
    problem: '',
  },
  lines: [] as HistoryLine[],
  next: null as number | null,

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
    title(this, historyName(summary.brand.pointsName))
    this.lines = summary.newest
    this.next = summary.nextBeforeSeq
    this.setData({ more: summary.nextBeforeSeq !== null, problem: '' })
  },
  onReachBottom() {
    void this.showOlder()
  },
  async showOlder() {
    const page = await nextPage(this, (beforeSeq: number) => ['points', 'history', { beforeSeq }])
    if (page === null) return
    this.lines = [...this.lines, ...page.lines]
    this.next = page.nextBeforeSeq
    this.setData({
      months: byMonth(this.lines, this.data.brand.pointsName, { now: Date.now(), today: this.data.today }),
      more: page.nextBeforeSeq !== null,
    })
  },
  onLine({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { seq: number }>) {
    const { seq } = currentTarget.dataset
    this.setData({ open: this.data.open === seq ? 0 : seq })
  },
})

function shown(summary: Value<'points', 'summary'>, now: number): object {
  const { brand, today, spendable, debt, expiring, newest } = summary
  return {
    brand,
    today,
    spendable: count(spendable),
    debt: debt > 0 ? count(debt) : '',
    expiring:
      expiring.length > 0
        ? expiring.map((end) => expiryLine(end, brand.pointsName, today))
        : [noneEnding(brand.pointsName)],
    months: byMonth(newest, brand.pointsName, { now, today }),
  }
}
