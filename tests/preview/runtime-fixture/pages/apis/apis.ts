Page({
  data: { said: '', phone: '' },
  say(line: unknown) {
    this.setData({ said: typeof line === 'string' ? line : JSON.stringify(line) })
  },
  onPhone(event: WechatMiniprogram.CustomEvent) {
    this.setData({ phone: JSON.stringify(event.detail) })
  },
  onShareAppMessage() {
    return { title: '一起来', path: '/pages/home/home' }
  },
})
