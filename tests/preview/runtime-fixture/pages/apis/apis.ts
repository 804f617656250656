Page({
  data: { said: '', phone: '', picture: '', pictureWidth: 0 },
  say(line: unknown) {
    this.setData({ said: typeof line === 'string' ? line : JSON.stringify(line) })
  },
  onPhone(event: WechatMiniprogram.CustomEvent) {
    this.setData({ phone: JSON.stringify(event.detail) })
  },
  onPicture({ detail }: WechatMiniprogram.ImageLoad) {
    this.setData({ pictureWidth: detail.width })
  },
  onShareAppMessage() {
    return { title: '一起来', path: '/pages/home/home' }
  },
})
