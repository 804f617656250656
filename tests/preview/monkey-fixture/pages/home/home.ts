Page({
  onLogs() {
    wx.navigateTo({ url: '/pages/logs/logs' })
  },
})
