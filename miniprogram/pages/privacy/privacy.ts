import { privacyNotice, privacyTable, privacyVersion, privacyWords } from '../../copy/privacy'

/** The notice itself needs no network: whoever wants to read it can. */
Page({
  data: { words: privacyWords, version: privacyVersion, kept: privacyTable, notice: privacyNotice },

  onWechat() {
    wx.openPrivacyContract({ fail: () => undefined })
  },
  onBack() {
    wx.navigateBack({ fail: () => void wx.switchTab({ url: '/pages/home/home' }) })
  },
})
