let before: number | null = null
let wanted = false

/** Bright, awake and hidden from screenshots while a code is shown. What the phone refuses is left as it is. */
export function brightScreen(): void {
  if (wanted) return
  wanted = true
  wx.getScreenBrightness({
    success: ({ value }) => {
      // The answer may come after the code has gone.
      if (!wanted) return
      before ??= value
      wx.setScreenBrightness({ value: 1, fail: () => undefined })
    },
    fail: () => undefined,
  })
  wx.setKeepScreenOn({ keepScreenOn: true, fail: () => undefined })
  onCapture('hidden')
}

/** As it was. */
export function usualScreen(): void {
  if (!wanted) return
  wanted = false
  if (before !== null) wx.setScreenBrightness({ value: before, fail: () => undefined })
  before = null
  wx.setKeepScreenOn({ keepScreenOn: false, fail: () => undefined })
  onCapture('none')
}

/** Older versions of WeChat cannot hide a screen from screenshots. */
function onCapture(visualEffect: 'hidden' | 'none'): void {
  if (wx.canIUse('setVisualEffectOnCapture')) {
    wx.setVisualEffectOnCapture({ visualEffect, fail: () => undefined })
  }
}
