import { forgetOldIntentions } from './cloud/act'
import { updateWhenReady } from './screen/update'

App({
  onLaunch() {
    // Without an environment id: the one the mini-program is bound to. Nobody's visits are traced.
    wx.cloud.init({ traceUser: false })
    forgetOldIntentions()
    updateWhenReady()
  },
})
