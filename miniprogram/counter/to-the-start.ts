/** The till's start, with nothing beneath it. */
export function toTheStart(): void {
  wx.reLaunch({ url: '/counter/pages/start/start' })
}

let why = ''

/** Back to it from the page above, with what it is to say; a page that was opened by its address has none beneath. */
export function backToTheStart(because = ''): void {
  why = because
  wx.navigateBack({ fail: toTheStart })
}

/** Why a page went back to the start, for the start, once; empty when it needs no saying. */
export function takeWhy(): string {
  const said = why
  why = ''
  return said
}
