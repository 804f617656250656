import type { Page } from './page'

/** Tells a page how far it has been scrolled, and that its bottom is near: once each time it gets there. */
export function watchScroll(page: Page): void {
  const { scroller } = page
  let near = false
  scroller.addEventListener('scroll', () => {
    page.call('onPageScroll', { scrollTop: scroller.scrollTop })
    const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
    const isNear = left <= (page.config.onReachBottomDistance ?? 50)
    if (isNear && !near) page.call('onReachBottom')
    near = isNear
  })
}
