import Toast from 'tdesign-miniprogram/toast/index'

Page({
  data: {
    told: [] as string[],
    phone: '',
    tab: 'a',
    popup: false,
    dialog: false,
    sheet: false,
    clicks: 0,
    count: 1,
    refreshed: 0,
    bottoms: 0,
  },

  tell(line: string) {
    this.setData({ told: [...this.data.told, line] })
  },

  onLoad(query: Record<string, string>) {
    this.tell(`load ${JSON.stringify(query)}`)
  },
  onShow() {
    this.tell('show')
  },
  onReady() {
    this.tell('ready')
  },
  onHide() {
    this.tell('hide')
  },

  onPullDownRefresh() {
    this.setData({ refreshed: this.data.refreshed + 1 })
    setTimeout(() => wx.stopPullDownRefresh(), 100)
  },
  onReachBottom() {
    this.setData({ bottoms: this.data.bottoms + 1 })
  },
  onShareAppMessage() {
    return { title: '一起来吃面', path: '/pages/home/home?from=friend' }
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ tab: event.detail.value })
  },
  onPhone(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ phone: event.detail.value })
  },
  onCount(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
    this.setData({ count: event.detail.value })
  },
  onTapToast() {
    Toast({ context: this, selector: '#t-toast', message: '盖好了' })
  },
  onTapPopup() {
    this.setData({ popup: true })
  },
  onPopup(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    this.setData({ popup: event.detail.visible })
  },
  onTapDialog() {
    this.setData({ dialog: true })
  },
  onConfirm() {
    this.setData({ dialog: false })
    this.tell('confirmed')
  },
  onTapSheet() {
    this.setData({ sheet: true })
  },
  onSheet(event: WechatMiniprogram.CustomEvent<{ index: number }>) {
    this.setData({ sheet: false })
    this.tell(`sheet ${event.detail.index}`)
  },
  onTapCell() {
    this.setData({ clicks: this.data.clicks + 1 })
  },
})
