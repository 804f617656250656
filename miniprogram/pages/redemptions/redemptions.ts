import type { Value } from '../../../contract'
import { redemptionLabel, redemptionLine, redemptionWords } from '../../copy/rewards'
import { nextPage } from '../../screen/next-page'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import { go } from '../../screen/go'

type Page20 = Value<'points-mall', 'redemptions'>
type ShownRedemption = ReturnType<typeof redemptionLine> & {
  redemptionId: string
  rewardName: string
  label: string
}

/** As many as come at once, at first and at most. */
const [FIRST, MOST] = [20, 50]

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
  next: null as number | null,

  onShow() {
    closePullDown()
    void this.show()
  },
  async onPullDownRefresh() {
    await this.show()
    closePullDown()
  },
  /** As many as lie here already: whoever comes back finds the place they left. */
  async show() {
    const limit = Math.min(MOST, Math.max(FIRST, this.data.redemptions.length))
    const page = await openScreen(this, ['points-mall', 'redemptions', { limit }], (value) => ({
      brand: value.brand,
      redemptions: shown(value, Date.now()),
      more: value.nextBeforeSeq !== null,
      problem: '',
    }))
    if (page) this.next = page.nextBeforeSeq
  },
  onReachBottom() {
    void this.showOlder()
  },
  async showOlder() {
    const page = await nextPage(this, (beforeSeq: number) => ['points-mall', 'redemptions', { beforeSeq }])
    if (page === null) return
    this.next = page.nextBeforeSeq
    this.setData({
      redemptions: [...this.data.redemptions, ...shown(page, Date.now())],
      more: page.nextBeforeSeq !== null,
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
