import type { Value } from '../../../contract'
import { call } from '../../cloud/call'
import { toGlance } from '../../cloud/patience'
import { redemptionLine, redemptionWords } from '../../copy/rewards'
import { brightScreen, usualScreen } from '../../screen/bright-screen'
import { CodeClock } from '../../screen/code-clock'
import { codeSize } from '../../screen/code-size'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'

Page({
  data: {
    screen: opening,
    words: redemptionWords,
    brand: { name: '', pointsName: '' },
    size: 0,
    rewardName: '',
    code: '',
    /** Out of sight, or shown for two minutes: it comes again with a tap. */
    away: false,
    line: {} as Partial<ReturnType<typeof redemptionLine>>,
    problem: '',
  },
  redemptionId: '',
  visible: false,
  clock: null as CodeClock | null,

  onLoad({ id }: { id?: string }) {
    this.redemptionId = id ?? ''
    this.setData({ size: codeSize() })
    this.clock = new CodeClock({ ask: () => this.ask(), pause: () => this.putAway() })
  },
  onShow() {
    closePullDown()
    this.visible = true
    void this.show()
  },
  onHide() {
    this.visible = false
    this.putAway()
  },
  onUnload() {
    this.visible = false
    this.putAway()
  },
  async onPullDownRefresh() {
    await this.show()
    closePullDown()
  },
  putAway() {
    this.clock?.stop()
    usualScreen()
    this.setData({ away: true })
  },

  async show() {
    const opened = await openScreen(
      this,
      ['points-mall', 'redemption', { redemptionId: this.redemptionId }],
      (value) => shown(value, Date.now()),
    )
    if (!opened || !this.visible || opened.redemption.code === null) return
    this.setData({ away: false, problem: '' })
    brightScreen()
    this.clock?.start()
  },
  /** Whether it has been served, or the serving taken back: the diner still stands at the counter. */
  async ask() {
    const input = { redemptionId: this.redemptionId }
    const reply = await call('points-mall', 'redemption', input, { patience: toGlance })
    if (!reply.ok || !this.clock?.running) return
    const { code } = reply.value.redemption
    if (code === this.data.code || (code === null && this.data.code === '')) return
    if (code === null) usualScreen()
    else brightScreen()
    wx.vibrateShort({ type: 'medium', fail: () => undefined })
    this.setData(shown(reply.value, Date.now()))
  },

  onAgain() {
    void this.show()
  },
  onCopy() {
    wx.setClipboardData({
      data: this.data.code,
      fail: () => this.setData({ problem: redemptionWords.notCopied }),
    })
  },
  onMall() {
    wx.switchTab({ url: '/pages/mall/mall' })
  },
})

function shown({ brand, redemption }: Value<'points-mall', 'redemption'>, now: number): object {
  return {
    brand,
    rewardName: redemption.rewardName,
    code: redemption.code ?? '',
    line: redemptionLine(redemption, brand.pointsName, now),
  }
}
