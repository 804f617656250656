/**
 * Closes what a pull-down has opened. A page calls it when its refresh has ended, and in `onShow`: WeChat closes it on the
 * page that is on top only, and a refresh may end while another page lies over the one that was pulled.
 */
export function closePullDown(): void {
  wx.stopPullDownRefresh()
}
