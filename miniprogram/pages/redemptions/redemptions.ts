import type { Value } from '../../../contract'
import { call } from '../../cloud/call'
import { explain } from '../../copy/refusals'
import { redemptionLabel, redemptionLine, redemptionWords } from '../../copy/rewards'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import { go } from '../../screen/go'

type Page20 = Value<'points-mall', 'redemptions'>
type ShownRedemption = ReturnType<typeof redemptionLine> & {
  redemptionId: string
  rewardName: string
  label: string
}

Page({
  data: {
    screen: opening,
    words: redemptionWords,
    brand: { name: '', pointsName: '' },
    redemptions: [] as ShownRedemption[],
    more: false,
    loading: false,
    problem: '',
  },
  nextBeforeSeq: null as number | null,

  onShow() {
    closePullDown()
    void this.show()
  },
  async onPullDownRefresh() {
    await this.show()
    closePullDown()
  },
  async show() {
    const page = await openScreen(this, ['points-mall', 'redemptions', {}], (value) => ({
      brand: value.brand,
      redemptions: shown(value, Date.now()),
      more: value.nextBeforeSeq !== null,
    }))
    if (page) this.nextBeforeSeq = page.nextBeforeSeq
  },
  onReachBottom() {
    void this.showOlder()
  },
  async showOlder() {
    const before = this.nextBeforeSeq
    if (this.data.loading || before === null) return
    this.setData({ loading: true, problem: '' })
    const reply = await call('points-mall', 'redemptions', { beforeSeq: before })
    this.setData({ loading: false })
    if (this.nextBeforeSeq !== before) return
    if (!reply.ok) return this.setData({ problem: explain(reply, Date.now(), this.data.brand.pointsName) })
    this.nextBeforeSeq = reply.value.nextBeforeSeq
    this.setData({
      redemptions: [...this.data.redemptions, ...shown(reply.value, Date.now())],
      more: this.nextBeforeSeq !== null,
    })
  },
  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(`/pages/redemption/redemption?id=${currentTarget.dataset.id}`)
  },
  onMall() {
    wx.switchTab({ url: '/pages/mall/mall' })
  },
})

function shown({ brand, redemptions }: Page20, now: number): ShownRedemption[] {
  return redemptions.map((issued) => {
    const line = redemptionLine(issued, brand.pointsName, now)
    const label = redemptionLabel(issued.rewardName, line)
    return { redemptionId: issued.redemptionId, rewardName: issued.rewardName, label, ...line }
  })
}
