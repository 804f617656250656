Page({
  data: { said: '', phone: '', picture: '', pictureWidth: 0, pictureFailed: false, shared: [] as unknown[] },
  say(line: unknown) {
    this.setData({ said: typeof line === 'string' ? line : JSON.stringify(line) })
  },
  onPhone(event: WechatMiniprogram.CustomEvent) {
    this.setData({ phone: JSON.stringify(event.detail) })
  },
  onPicture({ detail }: WechatMiniprogram.ImageLoad) {
    this.setData({ pictureWidth: detail.width })
  },
  onPictureError() {
    this.setData({ pictureFailed: true })
  },
  onShareAppMessage({ from, target }: WechatMiniprogram.Page.IShareAppMessageOption) {
    this.setData({ shared: [...this.data.shared, { from, ...(target && { target }) }] })
    const now = { title: '一起来', path: '/pages/home/home' }
    if (from === 'button') return now
    const later = { title: '晚一点', path: '/pages/me/me', imageUrl: '/assets/bowl.svg' }
    return { ...now, promise: Promise.resolve(later) }
  },
})
