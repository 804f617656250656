/** A page may take this long to cover the one before. */
const OPENING_MS = 400
let left: unknown = null

const topPage = (): unknown => {
  const pages = getCurrentPages()
  return pages[pages.length - 1]
}

/** Whether somebody who acts on this page is still on it: a reply may come after they have left. */
export function isOnTop(page: object): boolean {
  return topPage() === page
}

/** Names the page, if it is still the one on top: WeChat would name whichever is. */
export function title(page: object, text: string): void {
  if (isOnTop(page)) wx.setNavigationBarTitle({ title: text })
}

/** Opens a page above this one; a second tap on the page that is being left does nothing. */
export function go(url: string): void {
  const here = topPage()
  if (here === left) return
  left = here
  wx.navigateTo({
    url,
    complete: () => {
      // Covered: whoever sees this page again has come back to it.
      if (topPage() !== here) return release(here)
      setTimeout(() => release(here), OPENING_MS)
    },
  })
}

function release(page: unknown): void {
  if (left === page) left = null
}
