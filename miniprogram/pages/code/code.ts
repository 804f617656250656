import type { Value } from '../../../contract'
import { call } from '../../cloud/call'
import { toGlance } from '../../cloud/patience'
import { codeWords } from '../../copy/code'
import { readAloud } from '../../copy/home'
import { balanceLine, distance, historyTitle, reasonsOf } from '../../copy/ledger'
import { count } from '../../copy/money'
import { countUp } from '../../motion/count-up'
import { brightScreen, usualScreen } from '../../screen/bright-screen'
import { CodeClock } from '../../screen/code-clock'
import { codeSize } from '../../screen/code-size'
import { opening, openScreen } from '../../screen/open-screen'
import { voucherToUse } from '../../screen/voucher-to-use'
import { explain } from '../../copy/refusals'
import { voucherWords } from '../../copy/vouchers'

type News = Value<'points', 'news'>
type HistoryLine = News['lines'][number]

/** The ring is full when a code has just been renewed: 60 seconds less the 15 it is renewed before its end. */
const RING_SECONDS = 45
/** A bill that came while the page was hidden is still worth telling for so long. */
const WORTH_TELLING_MS = 10 * 60_000

Page({
  data: {
    screen: opening,
    words: {
      ...codeWords,
      inCode: voucherWords.inCode,
      putBack: voucherWords.putBack,
      keyWithVoucher: voucherWords.keyWithVoucher,
    },
    brand: { name: '', pointsName: '' },
    /** A code is `coming` or `showing`; `earned` is what a bill brought; `paused` after two minutes or out of sight. */
    mode: 'coming' as 'coming' | 'showing' | 'earned' | 'paused',
    size: 0,
    code: '',
    secondsLeft: RING_SECONDS,
    turn: 360,
    renewFailed: false,
    memberNumber: '',
    digits: '',
    /** What the voucher in the code is called; empty when there is none. */
    voucher: '',
    earned: { points: '', titles: [] as string[], lines: [] as string[], distance: '' },
  },

  clock: null as CodeClock | null,
  visible: false,
  /** The newest entry this page knows of; 0 before the first code. */
  seq: 0,
  /** The latest opening: an older one that is overtaken changes nothing. */
  round: 0,

  onLoad() {
    this.setData({ size: codeSize() })
    this.clock = new CodeClock({
      tick: (secondsLeft) =>
        this.setData({ secondsLeft, turn: Math.round((secondsLeft * 360) / RING_SECONDS) }),
      renew: () => this.renew(),
      ask: () => this.ask(),
      pause: () => this.putAway(),
    })
  },
  onShow() {
    this.visible = true
    // Whoever has just chosen a voucher has read what the last bill brought.
    if (this.data.mode !== 'earned' || voucherToUse.id(Date.now()) !== '') void this.show()
  },
  onHide() {
    this.visible = false
    this.putAway()
  },
  onUnload() {
    this.visible = false
    this.putAway()
  },
  /** No code stays on a screen nobody looks at. */
  putAway() {
    this.clock?.stop()
    usualScreen()
    if (this.data.mode !== 'earned') this.setData({ mode: 'paused', code: '', digits: '' })
  },

  /** A new code from the beginning: on opening, and when somebody wants it again. */
  async show() {
    this.setData({ mode: 'coming' })
    this.clock?.stop()
    const [known, round] = [this.seq, ++this.round]
    const shown = await openScreen(this, ['member', 'showCode', whichVoucher()], (value) => shownCode(value))
    if (round !== this.round) return
    if (!shown) {
      if (NOT_TO_BE_SHOWN.includes(this.data.screen.reason)) return this.showWithout(this.data.screen.message)
      if (this.data.mode === 'coming') this.setData({ mode: 'paused' })
      return
    }
    if (!this.visible) return this.putAway()
    this.seq = shown.seq
    if (known > 0 && shown.seq > known && (await this.heardMeanwhile(known, shown.shownAt))) return
    if (!this.visible) return this.putAway()
    this.setData({ mode: 'showing' })
    brightScreen()
    this.clock?.start()
    this.clock?.fresh(shown.expiresAt - shown.shownAt)
  },
  /** The bill may have come while the diner was away paying it. */
  async heardMeanwhile(known: number, now: number): Promise<boolean> {
    const reply = await call('points', 'news', { afterSeq: known })
    if (!reply.ok) return false
    return this.celebrate({
      ...reply.value,
      lines: reply.value.lines.filter(({ at }) => at > now - WORTH_TELLING_MS),
    })
  },
  async renew() {
    const which = whichVoucher()
    const reply = await call('member', 'showCode', which, { patience: toGlance })
    if (!this.clock?.running || which.voucherId !== whichVoucher().voucherId) return
    if (!reply.ok && NOT_TO_BE_SHOWN.includes(reply.reason))
      return this.showWithout(explain(reply, Date.now()))
    if (!reply.ok) return this.setData({ renewFailed: true })
    this.setData(shownCode(reply.value))
    this.clock.fresh(reply.value.expiresAt - reply.value.shownAt)
  },
  /** Whether the bill has come. */
  async ask() {
    const known = this.seq
    const reply = await call('points', 'news', { afterSeq: known }, { patience: toGlance })
    if (!reply.ok || !this.clock?.running || this.seq !== known) return
    this.seq = Math.max(known, reply.value.seq)
    // The bill that this code was for: what is chosen later is for the next one.
    if (this.celebrate(reply.value)) voucherToUse.putBack()
  },
  /** Shows what bills among the news brought; false when there is none. */
  celebrate({ lines, spendable, nextReward }: News): boolean {
    const bills = lines.filter(({ about }) => about.type === 'bill')
    if (bills.length === 0) return false
    this.clock?.stop()
    usualScreen()
    const { pointsName } = this.data.brand
    wx.vibrateShort({ type: 'medium', fail: () => undefined })
    this.setData({
      mode: 'earned',
      code: '',
      digits: '',
      earned: {
        points: '+0',
        titles: bills.map(historyTitle),
        lines: [...bills.flatMap((line) => reasonsOf(line, pointsName)), balanceLine(spendable, pointsName)],
        distance: distance(nextReward, pointsName),
      },
    })
    const points = bills.reduce((sum, line) => sum + earnedBy(line), 0)
    void countUp(0, points, (value) => this.setData({ 'earned.points': `+${count(value)}` }))
    return true
  },

  /** A voucher that is not to be had any more leaves the code as it always is. */
  showWithout(why: string) {
    voucherToUse.putBack()
    wx.showToast({ title: why, icon: 'none' })
    void this.show()
  },
  onPutBack() {
    voucherToUse.putBack()
    void this.show()
  },
  onAgain() {
    void this.show()
  },
})

/** Why a code cannot be shown with the chosen voucher, and can without it. */
const NOT_TO_BE_SHOWN = ['no-such-voucher', 'voucher-used', 'voucher-ended']

function whichVoucher(): { voucherId?: string } {
  const voucherId = voucherToUse.id(Date.now())
  return voucherId === '' ? {} : { voucherId }
}

/** What the bill earned, before a debt took its part. */
const earnedBy = ({ breakdown }: HistoryLine): number => breakdown.reduce((sum, step) => sum + step.points, 0)

function shownCode({ brand, code, voucher, memberNumber, digits }: Value<'member', 'showCode'>): object {
  return {
    brand,
    code,
    voucher: voucher?.name ?? '',
    memberNumber: readAloud(memberNumber),
    digits: digits.replace(/^(\d{3})/, '$1 '),
    renewFailed: false,
  }
}
