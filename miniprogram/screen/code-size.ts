/** The side of a code on this screen, in px: large enough for a till's scanner, with air around it. */
export function codeSize(): number {
  return Math.min(280, Math.floor(wx.getWindowInfo().windowWidth * 0.62))
}
