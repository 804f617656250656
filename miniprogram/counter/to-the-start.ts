/** The till's start, with nothing beneath it. */
export function toTheStart(): void {
  wx.reLaunch({ url: '/counter/pages/start/start' })
}

/** Back to it from the page above; a page that was opened by its address has none beneath. */
export function backToTheStart(): void {
  wx.navigateBack({ fail: toTheStart })
}
