let before: number | null = null

/** Bright, awake and hidden from screenshots while a code is shown. What the phone refuses is left as it is. */
export function brightScreen(): void {
  wx.getScreenBrightness({
    success: ({ value }) => {
      before ??= value
      wx.setScreenBrightness({ value: 1, fail: () => undefined })
    },
    fail: () => undefined,
  })
  wx.setKeepScreenOn({ keepScreenOn: true, fail: () => undefined })
  wx.setVisualEffectOnCapture({ visualEffect: 'hidden', fail: () => undefined })
}

/** As it was. */
export function usualScreen(): void {
  if (before !== null) wx.setScreenBrightness({ value: before, fail: () => undefined })
  before = null
  wx.setKeepScreenOn({ keepScreenOn: false, fail: () => undefined })
  wx.setVisualEffectOnCapture({ visualEffect: 'none', fail: () => undefined })
}
