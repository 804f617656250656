/** A page may take this long to cover the one before. */
const OPENING_MS = 400
let left: unknown = null

/** Opens a page above this one; a second tap on the page that is being left does nothing. */
export function go(url: string): void {
  const pages = getCurrentPages()
  const here = pages[pages.length - 1]
  if (here === left) return
  left = here
  wx.navigateTo({
    url,
    complete: () =>
      setTimeout(() => {
        if (left === here) left = null
      }, OPENING_MS),
  })
}
