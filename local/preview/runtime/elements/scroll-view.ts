import type { ElementKind, Host } from './element'

const REFRESHER_HEIGHT = 45

function scrollTo(host: Host, place: ScrollToOptions): void {
  host.node.scrollTo({ ...place, behavior: host.flag('scrollWithAnimation') ? 'smooth' : 'auto' })
}

function scrollIntoView(host: Host): void {
  const id = host.text('scrollIntoView')
  if (id === '') return
  // The element it names may be drawn by the same update.
  requestAnimationFrame(() => {
    const target = host.node.querySelector(`#${CSS.escape(id)}`)?.getBoundingClientRect()
    if (target === undefined) return
    const own = host.node.getBoundingClientRect()
    const left = host.node.scrollLeft + target.left - own.left
    scrollTo(host, { top: host.node.scrollTop + target.top - own.top, left })
  })
}

/** Raises scroll, and scrolltoupper/scrolltolower once each time an end comes near. */
function watch(host: Host): void {
  const { node } = host
  const last = { top: 0, left: 0 }
  const near = { upper: true, lower: false }
  node.addEventListener('scroll', (event) => {
    if (event.target !== node) return
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = node
    const [deltaX, deltaY] = [last.left - scrollLeft, last.top - scrollTop]
    Object.assign(last, { top: scrollTop, left: scrollLeft })
    host.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY })

    const vertical = host.flag('scrollY')
    const before = vertical ? scrollTop : scrollLeft
    const after = (vertical ? scrollHeight - node.clientHeight : scrollWidth - node.clientWidth) - before
    const upper = before <= host.number('upperThreshold')
    const lower = after <= host.number('lowerThreshold')
    if (upper && !near.upper) host.fire('scrolltoupper', { direction: vertical ? 'top' : 'left' })
    if (lower && !near.lower) host.fire('scrolltolower', { direction: vertical ? 'bottom' : 'right' })
    Object.assign(near, { upper, lower })
  })
}

/** Pulling the list itself down, when `refresher-enabled`. */
function readRefresher(host: Host): void {
  let from: number | undefined
  let pulled = 0
  const fingerY = (event: unknown) =>
    (event as { changedTouches: { clientY: number }[] }).changedTouches[0]?.clientY
  host.on('touchstart', (event) => {
    from = host.flag('refresherEnabled') && host.node.scrollTop <= 0 ? fingerY(event) : undefined
    pulled = 0
  })
  host.on('touchmove', (event) => {
    if (from === undefined) return
    pulled = (fingerY(event) ?? from) - from
    if (pulled > 0) host.fire('refresherpulling', { dy: pulled, deltaY: pulled })
  })
  host.on('touchend', () => {
    if (from === undefined || pulled <= 0) return
    from = undefined
    if (pulled < host.number('refresherThreshold')) return host.fire('refresherabort', { dy: pulled })
    host.glass.setData({ refresherTriggered: true })
    host.fire('refresherrefresh', { dy: pulled })
  })
}

export const scrollView: ElementKind = {
  name: 'scroll-view',
  properties: {
    scrollX: null,
    scrollY: null,
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollWithAnimation: null,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    enableFlex: null,
    refresherEnabled: null,
    refresherTriggered: null,
    refresherThreshold: { type: null, value: 45 },
    refresherDefaultStyle: null,
    refresherBackground: null,
    // Below: how smoothly a phone scrolls. Taken, without effect.
    enhanced: null,
    showScrollbar: null,
    bounces: null,
    pagingEnabled: null,
    scrollAnchoring: null,
    enablePassive: null,
    fastDeceleration: null,
    enableBackToTop: null,
    usingSticky: null,
    type: null,
    clip: null,
    cacheExtent: null,
  },
  create: (host) => {
    const flags = () => {
      host.node.style.overflowX = host.flag('scrollX') ? 'auto' : 'hidden'
      host.node.style.overflowY = host.flag('scrollY') ? 'auto' : 'hidden'
      host.node.toggleAttribute('flex', host.flag('enableFlex'))
    }
    const given = (side: 'top' | 'left') => (value: unknown) => {
      if (value !== null && value !== undefined && value !== '') scrollTo(host, { [side]: Number(value) })
    }
    return {
      changed: {
        scrollX: flags,
        scrollY: flags,
        enableFlex: flags,
        scrollTop: given('top'),
        scrollLeft: given('left'),
        scrollIntoView: () => scrollIntoView(host),
        refresherTriggered: () => {
          const open = host.flag('refresherTriggered')
          host.node.toggleAttribute('refreshing', open)
          host.node.style.paddingTop = open ? `${REFRESHER_HEIGHT}px` : ''
          if (!open) host.fire('refresherrestore')
        },
      },
      attached: () => {
        flags()
        watch(host)
        readRefresher(host)
        given('top')(host.raw('scrollTop'))
        given('left')(host.raw('scrollLeft'))
        scrollIntoView(host)
      },
      queryNode: {
        scrollTo: (place: { top?: number; left?: number; animated?: boolean }) =>
          host.node.scrollTo({ ...place, behavior: place.animated === false ? 'auto' : 'smooth' }),
      },
    }
  },
}
