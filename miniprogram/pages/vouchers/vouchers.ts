import type { Input, Value } from '../../../contract'
import { voucherWords } from '../../copy/vouchers'
import { nextPage } from '../../screen/next-page'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import { voucherToUse } from '../../screen/voucher-to-use'
import { pastVoucher, shownVoucher, type ShownVoucher } from '../../screen/vouchers'

type State = NonNullable<Input<'vouchers', 'list'>['state']>

const states = (['held', 'used', 'ended'] as const).map((state) => ({
  state,
  name: voucherWords.states[state],
}))

Page({
  data: {
    screen: opening,
    words: voucherWords,
    brand: { name: '', pointsName: '' },
    states,
    state: 'held' as State,
    vouchers: [] as ShownVoucher[],
    more: false,
    loading: false,
    problem: '',
  },
  next: null as string | null,

  onShow() {
    closePullDown()
    void this.show()
  },
  async onPullDownRefresh() {
    await this.show()
    closePullDown()
  },
  async show() {
    const { state } = this.data
    const page = await openScreen(this, ['vouchers', 'list', { state }], (value) => ({
      brand: value.brand,
      vouchers: shown(value, state, Date.now()),
      more: value.nextAfter !== null,
      problem: '',
    }))
    if (page) this.next = page.nextAfter
  },
  onState({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { state: State }>) {
    const { state } = currentTarget.dataset
    if (state === this.data.state) return
    // What the other list held is not shown under this name while it is fetched.
    this.next = null
    this.setData({ state, vouchers: [], more: false, screen: opening })
    void this.show()
  },
  onReachBottom() {
    void this.showMore()
  },
  async showMore() {
    const { state } = this.data
    const page = await nextPage(this, (after: string) => ['vouchers', 'list', { state, after }])
    if (page === null) return
    this.next = page.nextAfter
    this.setData({
      vouchers: [...this.data.vouchers, ...shown(page, state, Date.now())],
      more: page.nextAfter !== null,
    })
  },
  /** The member code says which voucher: one scan at the till is for both. */
  onUse({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    voucherToUse.choose(currentTarget.dataset.id, Date.now())
    wx.switchTab({ url: '/pages/code/code' })
  },
  onMall() {
    wx.switchTab({ url: '/pages/mall/mall' })
  },
})

function shown({ today, vouchers }: Value<'vouchers', 'list'>, state: State, now: number): ShownVoucher[] {
  return vouchers.map((voucher) =>
    state === 'held' ? shownVoucher(voucher, today) : pastVoucher(voucher, today, now),
  )
}
