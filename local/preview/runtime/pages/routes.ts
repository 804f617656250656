import { Failure } from '../wx/failure'
import { EventChannel } from './event-channel'
import type { Page } from './page'
import { dropTop, isPage, isTabPage, openPage, showPage, stack, topPage } from './pages'
import { placeOf, type Place } from './url'

const MOST_PAGES = 10

/** Tab pages stay alive while they are not shown. */
const keptTabs = new Map<string, Page>()

function placeFor(api: string, url: unknown): Place {
  if (typeof url !== 'string' || url === '') {
    throw new Failure(`${api}:fail parameter error: parameter.url should be String`)
  }
  const place = placeOf(url, stack.at(-1)?.route)
  if (!isPage(place.path)) throw new Failure(`${api}:fail page "${place.path}" is not found`)
  return place
}

type Listeners = Record<string, (...args: unknown[]) => void>

export function navigateTo(url: unknown, events: Listeners = {}): { eventChannel: EventChannel } {
  const place = placeFor('navigateTo', url)
  if (isTabPage(place.path)) throw new Failure('navigateTo:fail can not navigateTo a tabbar page')
  if (stack.length >= MOST_PAGES) throw new Failure('navigateTo:fail webview count limit exceed')
  const [opener, opened] = EventChannel.pair()
  for (const [event, listener] of Object.entries(events)) opener.on(event, listener)
  stack.at(-1)?.hide()
  openPage(place, opened)
  return { eventChannel: opener }
}

export function redirectTo(url: unknown): void {
  const place = placeFor('redirectTo', url)
  if (isTabPage(place.path)) throw new Failure('redirectTo:fail can not redirectTo a tabbar page')
  forget(dropTop())
  openPage(place)
}

export function navigateBack(delta: unknown = 1): void {
  const steps = Math.min(typeof delta === 'number' ? Math.floor(delta) : 1, stack.length - 1)
  if (steps < 1) throw new Failure('navigateBack:fail cannot navigate back at first page.')
  for (let step = 0; step < steps; step += 1) dropTop()
  showPage(topPage())
}

export function switchTab(url: unknown): void {
  const place = placeFor('switchTab', url)
  if (!isTabPage(place.path)) throw new Failure('switchTab:fail can not switch to no-tabBar page')
  const kept = keptTabs.get(place.path)
  if (kept !== undefined && kept === stack.at(-1)) return
  while (stack.length > 0) {
    const page = topPage()
    if (isTabPage(page.route)) {
      stack.pop()
      page.hide()
    } else dropTop()
  }
  // WeChat gives a tab page no query.
  if (kept === undefined) return keep(openPage({ path: place.path, query: {} }))
  stack.push(kept)
  showPage(kept)
}

export function reLaunch(url: unknown): void {
  const place = placeFor('reLaunch', url)
  while (stack.length > 0) forget(dropTop())
  for (const page of keptTabs.values()) page.unload()
  keptTabs.clear()
  const page = openPage(place)
  if (isTabPage(place.path)) keep(page)
}

function keep(page: Page): void {
  keptTabs.set(page.route, page)
}

function forget(page: Page | undefined): void {
  if (page !== undefined && keptTabs.get(page.route) === page) keptTabs.delete(page.route)
}
