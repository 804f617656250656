Page({
  onShow() {
    this.ask()
  },
  ask() {
    wx.showModal({ title: '再问一次', complete: () => this.ask() })
  },
})
