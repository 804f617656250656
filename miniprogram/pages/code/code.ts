import type { Value } from '../../../contract'
import { call } from '../../cloud/call'
import { codeWords } from '../../copy/code'
import { readAloud } from '../../copy/home'
import { breakdownLine, distance, historyTitle } from '../../copy/ledger'
import { count } from '../../copy/money'
import { countUp } from '../../motion/count-up'
import { brightScreen, usualScreen } from '../../screen/bright-screen'
import { codeSize } from '../../screen/code-size'
import { opening, openScreen } from '../../screen/open-screen'
import { CodeClock } from './code-clock'

type News = Value<'points', 'news'>
const SECONDS = 60

Page({
  data: {
    screen: opening,
    words: codeWords,
    brand: { name: '', pointsName: '' },
    /** `showing` a code, `earned` what a bill brought, or `paused` after two minutes. */
    mode: 'showing',
    size: 0,
    code: '',
    secondsLeft: SECONDS,
    turn: 360,
    renewFailed: false,
    memberNumber: '',
    digits: '',
    earned: { points: '', titles: [] as string[], breakdown: [] as string[], balance: '', distance: '' },
  },

  clock: null as CodeClock | null,
  visible: false,
  seq: 0,

  onLoad() {
    this.setData({ size: codeSize() })
    this.clock = new CodeClock({
      tick: (secondsLeft) => this.setData({ secondsLeft, turn: Math.round((secondsLeft * 360) / SECONDS) }),
      renew: () => void this.renew(),
      ask: () => void this.ask(),
      pause: () => this.setData({ mode: 'paused', code: '' }),
    })
  },
  onShow() {
    this.visible = true
    brightScreen()
    if (this.data.mode !== 'earned') void this.show()
  },
  onHide() {
    this.putAway()
  },
  onUnload() {
    this.putAway()
  },
  putAway() {
    this.visible = false
    this.clock?.stop()
    usualScreen()
  },

  /** A new code from the beginning: on opening, and when somebody wants it again. */
  async show() {
    this.setData({ mode: 'showing' })
    const shown = await openScreen(this, ['member', 'showCode', {}], (value) => shownCode(value))
    if (!shown || !this.visible) return
    this.seq = shown.seq
    this.clock?.start()
    this.clock?.fresh(shown.expiresAt - shown.shownAt)
  },
  async renew() {
    const reply = await call('member', 'showCode', {})
    if (!this.clock?.running) return
    if (!reply.ok) {
      this.clock.renewFailed()
      this.setData({ renewFailed: true })
      return
    }
    this.setData({ ...shownCode(reply.value), renewFailed: false })
    this.clock.fresh(reply.value.expiresAt - reply.value.shownAt)
  },
  /** Whether the bill has come. */
  async ask() {
    const reply = await call('points', 'news', { afterSeq: this.seq })
    if (!reply.ok || !this.clock?.running) return
    this.seq = Math.max(this.seq, reply.value.seq)
    if (reply.value.lines.some(({ about }) => about.type === 'bill')) this.celebrate(reply.value)
  },
  celebrate(news: News) {
    this.clock?.stop()
    const { pointsName } = this.data.brand
    const bills = news.lines.filter(({ about }) => about.type === 'bill')
    const points = bills.reduce(
      (sum, line) => sum + line.breakdown.reduce((all, step) => all + step.points, 0),
      0,
    )
    wx.vibrateShort({ type: 'medium', fail: () => undefined })
    this.setData({
      mode: 'earned',
      code: '',
      earned: {
        points: '+0',
        titles: bills.map(historyTitle),
        breakdown: bills.flatMap(({ breakdown }) => breakdown.map((line) => breakdownLine(line, pointsName))),
        balance: count(news.spendable),
        distance: distance(news.nextReward, pointsName),
      },
    })
    void countUp(0, points, (value) => this.setData({ 'earned.points': `+${count(value)}` }))
  },

  onAgain() {
    void this.show()
  },
})

function shownCode({ brand, code, memberNumber, digits }: Value<'member', 'showCode'>): object {
  return {
    brand,
    code,
    memberNumber: readAloud(memberNumber),
    digits: digits.replace(/^(\d{3})/, '$1 '),
    renewFailed: false,
  }
}
