import type { PreviewBundle, SourcePath, WindowConfig } from '../../bundle'
import type { PageRoot } from '../glass/glass-easel'
import { theFrame } from '../phone/frame'
import { guarded } from '../phone/errors'
import { workOnTop } from '../phone/work'
import { watchScroll } from './scrolling'
import { EventChannel } from './event-channel'
import type { NavigationBarTaps } from './navigation-bar'
import { Page } from './page'
import type { Place } from './url'

export type CreateRoot = (url: string) => PageRoot

interface Setting {
  bundle: PreviewBundle
  createRoot: CreateRoot
  taps: NavigationBarTaps
}

/** The page stack, the oldest first. */
export const stack: Page[] = []
const listeners = new Set<(top: Page) => void>()
let setting: Setting | undefined

export function usePages(given: Setting): void {
  setting = given
}

function theSetting(): Setting {
  if (setting === undefined) throw new Error('the phone has not started yet')
  return setting
}

/** @throws while no page is open. */
export function topPage(): Page {
  const top = stack.at(-1)
  if (top === undefined) throw new Error('no page is open')
  return top
}

export const isPage = (path: SourcePath): boolean => theSetting().bundle.pages.includes(path)

export const isTabPage = (path: SourcePath): boolean =>
  theSetting().bundle.app.tabBar?.list.some((item) => item.pagePath === path) ?? false

export function homePath(): SourcePath {
  const { app, pages } = theSetting().bundle
  const home = app.entryPagePath ?? pages[0]
  if (home === undefined) throw new Error('app.json names no page')
  return home
}

/** What the mini-program calls itself; empty when app.json has no title. */
export const appTitle = (): string => theSetting().bundle.app.window?.navigationBarTitleText ?? ''

/** After every change of the page on top. */
export function onTopChange(listener: (top: Page) => void): void {
  listeners.add(listener)
}

function configOf(path: SourcePath): WindowConfig {
  const { app, components } = theSetting().bundle
  const own = components.find((component) => component.path === path)?.json
  return { ...app.window, ...own }
}

/** Makes a page, loads it and shows it on top. The page below must have been hidden before. */
export function openPage(place: Place, channel?: EventChannel): Page {
  const { createRoot, taps } = theSetting()
  const page = new Page(place, configOf(place.path), createRoot(`/${place.path}`), taps)
  if (channel !== undefined) page.channel = channel
  Object.assign(page.instance, {
    route: page.route,
    __route__: page.route,
    options: page.query,
    getPageId: () => `pageId:${page.id}`,
    // A page nobody opened has a channel too, with nobody at its other end.
    getOpenerEventChannel: () => (page.channel ??= new EventChannel()),
    getTabBar: () => null,
  })
  stack.push(page)
  workOnTop(page.work)
  page.attach(theFrame().pages)
  watchScroll(page)
  page.call('onLoad', page.query)
  showPage(page)
  void page.work.firstDrawing()
  return page
}

export function showPage(page: Page): void {
  const isFirst = stack.length < 2
  const atHome = page.route === homePath() || isTabPage(page.route) || page.homeHidden
  page.bar.setLeading(!isFirst ? 'back' : atHome ? 'nothing' : 'home')
  // Listeners first: the tab bar decides how high the page area is.
  for (const listener of listeners) listener(page)
  workOnTop(page.work)
  page.show()
}

/** Takes the top page away without showing the one below. */
export function dropTop(): Page | undefined {
  const page = stack.pop()
  page?.unload()
  return page
}

export const currentInstances = () => stack.map((page) => page.instance)

export function repaintPages(): void {
  for (const page of stack) guarded(page.route, () => page.paint())
}
