/** Brings the top of the page into view, where it says what an act has brought: the finger may be far below. */
export function showTop(): void {
  wx.pageScrollTo({ scrollTop: 0, duration: 200, fail: () => undefined })
}
