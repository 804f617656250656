import type { PreviewBundle, TabItem } from '../../bundle'
import { assetUrl } from '../phone/assets'
import { draw, drawButton } from '../phone/draw'
import { theFrame } from '../phone/frame'
import { themed } from '../phone/theme'
import type { Page } from './page'
import { stack } from './pages'

type TabBarConfig = NonNullable<PreviewBundle['app']['tabBar']>

let config: TabBarConfig | undefined
let hiddenByApp = false
const badges = new Map<number, { text?: string }>()
let onTap: (item: TabItem) => void = () => undefined

/** Draws the app's tab bar, if it has one, whenever the page on top is one of its pages. */
export function useTabBar(given: TabBarConfig | undefined, tapped: (item: TabItem) => void): void {
  config = given
  onTap = tapped
}

export const tabCount = (): number => config?.list.length ?? 0

export function setBadge(index: number, badge: { text?: string } | undefined): void {
  if (badge === undefined) badges.delete(index)
  else badges.set(index, badge)
  drawTabBar()
}

export function hideTabBar(hidden: boolean): void {
  hiddenByApp = hidden
  drawTabBar()
  stack.at(-1)?.measure()
}

function drawItem(item: TabItem, index: number, page: Page, colours: TabBarConfig): HTMLElement {
  const chosen = item.pagePath === page.route
  const icon = themed(chosen ? (item.selectedIconPath ?? item.iconPath) : item.iconPath)
  const badge = badges.get(index)
  const content: Node[] = [
    draw('span', { class: icon === undefined ? 'phone-tab-text large' : 'phone-tab-text' }, item.text),
  ]
  if (icon !== undefined) content.unshift(draw('img', { src: assetUrl(icon, ''), alt: '' }))
  if (badge !== undefined) {
    const { text } = badge
    content.push(
      text === undefined ? draw('b', { class: 'dot', 'aria-label': '有新消息' }) : draw('b', {}, text),
    )
  }
  const tapped = () => {
    page.call('onTabItemTap', { index: String(index), pagePath: item.pagePath, text: item.text })
    onTap(item)
  }
  const tab = drawButton({ role: 'tab', 'aria-selected': String(chosen) }, tapped, ...content)
  tab.style.color = themed(chosen ? colours.selectedColor : colours.color) ?? (chosen ? '#000000' : '#7f7f7f')
  return tab
}

export function drawTabBar(): void {
  const { tabBar, root } = theFrame()
  const page = stack.at(-1)
  const isTab = config?.list.some((item) => item.pagePath === page?.route) ?? false
  const visible = isTab && !hiddenByApp
  tabBar.hidden = !visible
  root.classList.toggle('with-tab-bar', visible)
  if (!visible || config === undefined || page === undefined) return
  const colours = config
  tabBar.style.backgroundColor = themed(config.backgroundColor) ?? '#ffffff'
  tabBar.style.borderTopColor =
    themed(config.borderStyle) === 'white' ? 'rgba(255, 255, 255, 0.2)' : 'rgba(0, 0, 0, 0.2)'
  tabBar.replaceChildren(...config.list.map((item, index) => drawItem(item, index, page, colours)))
}
