Page({
  data: { answer: '', look: 0, seen: [] as unknown[] },

  onLoad({ call }: { call?: string }) {
    if (call === undefined) return
    void wx.cloud.callFunction({ name: 'orders' }).then(
      ({ result }) => this.setData({ answer: JSON.stringify(result) }),
      (error: { errMsg: string }) => this.setData({ answer: error.errMsg }),
    )
  },
  onShow() {
    getApp<{ globalData: { told: string[] } }>().globalData.told.push('page show')
  },
  onHide() {
    getApp<{ globalData: { told: string[] } }>().globalData.told.push('page hide')
  },

  give(data: Record<string, unknown>) {
    this.setData(data)
  },
  giveStrange() {
    this.give({ look: undefined, doing: () => 0 })
  },
  lookAtTheClock() {
    const now = new Date()
    this.setData({
      look: this.data.look + 1,
      seen: [Date.now(), now.getTime(), now instanceof Date, new Date(0).toISOString()],
    })
  },
})
