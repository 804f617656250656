import type { Page } from '../pages/page'
import { startRefresh, stopRefresh } from '../pages/pull-down'
import { navigateBack, navigateTo, reLaunch, redirectTo, switchTab } from '../pages/routes'
import { onTopChange, topPage } from '../pages/pages'
import { queryIn } from '../glass/query'
import { nodeOf } from '../glass/glass-easel'
import { setBadge, hideTabBar, tabCount } from '../pages/tab-bar'
import { routeStarts } from '../phone/work'
import { apis } from './api'
import { Failure } from './failure'

/** Routes run one after the other, each after the code that asked for it: `onLoad` may already ask for the next. */
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(route: () => T): Promise<T> {
  const askedAt = performance.now()
  const next = last.then(() => {
    routeStarts(askedAt)
    return route()
  })
  last = next.catch(() => undefined)
  return next
}

function tabIndex(api: string, index: unknown): number {
  if (typeof index === 'number' && index >= 0 && index < tabCount()) return index
  throw new Failure(`${api}:fail tabbar item not found`)
}

/** Moving between pages, and what belongs to the page on top: its bars, its scroll position, its refresher. */
export const routing = {
  ...apis({
    navigateTo: ({ url, events }) =>
      inTurn(() => navigateTo(url, events as Parameters<typeof navigateTo>[1])),
    redirectTo: ({ url }) => inTurn(() => redirectTo(url)),
    switchTab: ({ url }) => inTurn(() => switchTab(url)),
    reLaunch: ({ url }) => inTurn(() => reLaunch(url)),
    navigateBack: ({ delta }) => inTurn(() => navigateBack(delta)),

    setNavigationBarTitle: ({ title }) => {
      if (typeof title !== 'string') {
        throw new Failure('setNavigationBarTitle:fail parameter error: parameter.title should be String')
      }
      topPage().bar.setTitle(title)
    },
    setNavigationBarColor: ({ frontColor, backgroundColor }) =>
      topPage().bar.setColours(String(frontColor), String(backgroundColor)),
    showNavigationBarLoading: () => topPage().bar.setLoading(true),
    hideNavigationBarLoading: () => topPage().bar.setLoading(false),
    hideHomeButton: () => {
      topPage().homeHidden = true
      topPage().bar.setLeading('nothing')
    },

    setTabBarBadge: ({ index, text }) => setBadge(tabIndex('setTabBarBadge', index), { text: String(text) }),
    removeTabBarBadge: ({ index }) => setBadge(tabIndex('removeTabBarBadge', index), undefined),
    showTabBarRedDot: ({ index }) => setBadge(tabIndex('showTabBarRedDot', index), {}),
    hideTabBarRedDot: ({ index }) => setBadge(tabIndex('hideTabBarRedDot', index), undefined),
    showTabBar: () => hideTabBar(false),
    hideTabBar: () => hideTabBar(true),

    startPullDownRefresh: () => startRefresh(topPage()),
    stopPullDownRefresh: () => stopRefresh(topPage()),
    pageScrollTo: ({ scrollTop, selector, offsetTop, duration }) => {
      const { scroller, instance } = topPage()
      const behavior = duration === 0 ? 'auto' : 'smooth'
      if (typeof selector !== 'string') return scroller.scrollTo({ top: Number(scrollTop ?? 0), behavior })
      const [element] = queryIn(instance._$, selector, false)
      const node = element === undefined ? null : nodeOf(element)
      if (node === null) throw new Failure(`pageScrollTo:fail no element matches ${selector}`)
      const above = node.getBoundingClientRect().top - scroller.getBoundingClientRect().top
      scroller.scrollTo({ top: scroller.scrollTop + above + Number(offsetTop ?? 0), behavior })
    },
  }),
}

/** Keeps the address line at the page on top, so that a reload comes back to it. */
export function followInAddress(urlOf: (page: Page) => string): void {
  onTopChange((page) => history.replaceState(null, '', `#${urlOf(page)}`))
}
