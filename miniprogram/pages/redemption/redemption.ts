import type { Value } from '../../../contract'
import { call } from '../../cloud/call'
import { redemptionLine, redemptionWords } from '../../copy/rewards'
import { brightScreen, usualScreen } from '../../screen/bright-screen'
import { codeSize } from '../../screen/code-size'
import { opening, openScreen } from '../../screen/open-screen'

/** As the member code's rhythm: one request every 3 s, at most 2 minutes, while visible. */
const ASK_EVERY_MS = 3_000
const ASK_FOR_MS = 120_000

Page({
  data: {
    screen: opening,
    words: redemptionWords,
    brand: { name: '', pointsName: '' },
    size: 0,
    rewardName: '',
    code: '',
    line: {} as Partial<ReturnType<typeof redemptionLine>>,
  },
  redemptionId: '',
  timer: null as number | null,

  onLoad({ id }: { id?: string }) {
    this.redemptionId = id ?? ''
    this.setData({ size: codeSize() })
  },
  onShow() {
    void this.show()
  },
  onHide() {
    this.putAway()
  },
  onUnload() {
    this.putAway()
  },
  putAway() {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
    usualScreen()
  },

  async show() {
    const opened = await openScreen(
      this,
      ['points-mall', 'redemption', { redemptionId: this.redemptionId }],
      (value) => shown(value, Date.now()),
    )
    if (opened && opened.redemption.code !== null) this.waitToBeServed()
  },
  waitToBeServed() {
    this.putAway()
    brightScreen()
    const since = Date.now()
    this.timer = setInterval(() => {
      if (Date.now() - since > ASK_FOR_MS) this.putAway()
      else void this.ask()
    }, ASK_EVERY_MS)
  },
  async ask() {
    const reply = await call('points-mall', 'redemption', { redemptionId: this.redemptionId })
    if (!reply.ok || this.timer === null || reply.value.redemption.code !== null) return
    this.putAway()
    wx.vibrateShort({ type: 'medium', fail: () => undefined })
    this.setData(shown(reply.value, Date.now()))
  },

  onCopy() {
    wx.setClipboardData({ data: this.data.code, fail: () => undefined })
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
