import { forgetOldIntentions } from './cloud/act'

App({
  onLaunch() {
    // Without an environment id: the one the mini-program is bound to. Nobody's visits are traced.
    wx.cloud.init({ traceUser: false })
    forgetOldIntentions()
  },
})
