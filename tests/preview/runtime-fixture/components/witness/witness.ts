Component({
  data: { weight: '' },
  pageLifetimes: {
    show() {
      getApp<{ globalData: { told: string[] } }>().globalData.told.push('component show')
    },
    hide() {
      getApp<{ globalData: { told: string[] } }>().globalData.told.push('component hide')
    },
  },
})
