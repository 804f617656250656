export interface Point {
  x: number
  y: number
}

/** The page area a node stands in: below the navigation bar, above the tab bar. */
export const areaOf = (node: Node | null): HTMLElement | null =>
  node instanceof Element ? node.closest<HTMLElement>('.phone-page-area') : null

/** The area of the page on top. */
export const topArea = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('.phone-page.top .phone-page-area')

/** WeChat counts coordinates from the page area's corner, the browser from the screen's. */
export function cornerOf(node: Node | null): Point {
  const area = areaOf(node)?.getBoundingClientRect()
  return { x: area?.left ?? 0, y: area?.top ?? 0 }
}
