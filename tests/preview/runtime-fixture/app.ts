App({
  globalData: { told: [] as string[] },

  onLaunch({ path }: { path: string }) {
    this.globalData.told.push(`launch ${path}`)
  },

  onHide() {
    this.globalData.told.push('hide')
  },

  onShow() {
    this.globalData.told.push('show')
  },
})
