App({
  globalData: { told: [] as string[], beforeInit: '' },

  onLaunch({ path }: { path: string }) {
    this.globalData.told.push(`launch ${path}`)
    wx.cloud.callFunction({ name: 'orders' }).catch((error: { errMsg: string }) => {
      this.globalData.beforeInit = error.errMsg
    })
    setTimeout(() => wx.cloud.init(), 0)
  },

  onHide() {
    this.globalData.told.push('hide')
  },

  onShow() {
    this.globalData.told.push('show')
  },
})
