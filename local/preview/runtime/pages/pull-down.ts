import { areaOf } from '../glass/page-area'
import { addDrag } from '../touch/drag'
import type { Page } from './page'
import { stack } from './pages'

const FAR_ENOUGH = 60
const OPEN_HEIGHT = 56

function setPulled(page: Page, height: number): void {
  page.scroller.style.top = height === 0 ? '' : `${height}px`
  page.area.classList.toggle('pulled', height !== 0)
}

/** Opens the page's refresher and calls its `onPullDownRefresh`; it stays open until the page says it is done. */
export function startRefresh(page: Page): void {
  if (page.refreshing) return
  page.refreshing = true
  page.area.classList.add('refreshing')
  setPulled(page, OPEN_HEIGHT)
  page.call('onPullDownRefresh')
}

export function stopRefresh(page: Page): void {
  page.refreshing = false
  page.area.classList.remove('refreshing')
  setPulled(page, 0)
}

/** Pulling a page down that has `enablePullDownRefresh` and stands at its top. */
export function readPullDown(): void {
  addDrag({
    mayStart(_at, target) {
      const page = stack.at(-1)
      return (
        page?.config.enablePullDownRefresh === true &&
        areaOf(target) === page.area &&
        page.scroller.scrollTop <= 0 &&
        !insideScrolled(target, page.scroller)
      )
    },
    moved(dx, dy) {
      const page = stack.at(-1)
      if (page === undefined || page.refreshing || dy < 10 || dy < Math.abs(dx)) return false
      setPulled(page, Math.min(dy / 2, 2 * OPEN_HEIGHT))
      return true
    },
    ended(dx, dy, cancelled) {
      const page = stack.at(-1)
      if (page === undefined || page.refreshing) return
      if (!cancelled && dy > FAR_ENOUGH && dy > Math.abs(dx)) startRefresh(page)
      else setPulled(page, 0)
    },
  })
}

function insideScrolled(target: Node, end: HTMLElement): boolean {
  for (let at: Node | null = target; at !== null && at !== end; at = at.parentNode) {
    if (at instanceof HTMLElement && at.scrollTop > 0) return true
  }
  return false
}
