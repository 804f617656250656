import { over, parseColour, ratio, type Colour } from './colour'
import { texts } from './fitting'
import type { LayoutFault } from '../findings'
import { describe, isBeside, isDrawn, withAncestors } from '../../../../local/stage/eyes/visible'

const ENOUGH = 4.5
const ENOUGH_FOR_LARGE = 3
const LARGE_PX = 24
const LARGE_BOLD_PX = 18.66

/**
 * Text that is too faint on what is really behind it: the elements under its middle, composited from the opaque one
 * up. Of a gradient the worst stop counts. Behind a picture it cannot be known, and is said so. Backgrounds of
 * `::before` and `::after` are not seen.
 */
export function contrastFaults(judged: (element: Element) => boolean): LayoutFault[] {
  return texts().flatMap(({ element, node }): LayoutFault[] => {
    if (!isDrawn(element) || isBeside(element) || isDisabled(element) || !judged(element)) return []
    const scrolled = bringIntoView(element)
    const range = document.createRange()
    range.selectNodeContents(node)
    const verdict = judge(element, range.getBoundingClientRect())
    scrolled()
    return verdict ? [{ rule: 'contrast', where: describe(element), what: verdict }] : []
  })
}

function isDisabled(element: Element): boolean {
  return element.closest('[aria-disabled="true"], [disabled]') !== null
}

/** What is wrong with the text at `rect`, or null. */
function judge(element: Element, rect: DOMRect): string | null {
  const under = elementsUnder(element, rect)
  if (!under) return null
  const behind = backgrounds(under)
  if (behind === 'picture') return 'stands on a picture: its contrast cannot be judged'
  const style = getComputedStyle(element)
  const colour = parseColour(style.webkitTextFillColor || style.color)
  const opacity = withAncestors(element).reduce((all, at) => all * Number(getComputedStyle(at).opacity), 1)
  const worst = Math.min(
    ...behind.map((background) =>
      ratio(over({ ...colour, alpha: colour.alpha * opacity }, background), background),
    ),
  )
  const enough = isLarge(style) ? ENOUGH_FOR_LARGE : ENOUGH
  return worst < enough ? `has a contrast of ${worst.toFixed(2)}, less than ${enough}` : null
}

function isLarge({ fontSize, fontWeight }: CSSStyleDeclaration): boolean {
  const size = Number.parseFloat(fontSize)
  return size >= LARGE_PX || (size >= LARGE_BOLD_PX && Number(fontWeight) >= 700)
}

/** The element and what lies under its middle, from the top; null when something else covers it. */
function elementsUnder(element: Element, rect: DOMRect): Element[] | null {
  const stack = document.elementsFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2)
  const at = stack.indexOf(element)
  // Not to be hit: it lets touches through, or its middle is off the screen. Then what it stands in is behind it.
  if (at === -1) return withAncestors(element)
  const above = stack.slice(0, at).filter((other) => !element.contains(other))
  return above.some((other) => isOpaque(other)) ? null : stack.slice(at)
}

function isOpaque(element: Element): boolean {
  return parseColour(getComputedStyle(element).backgroundColor).alpha === 1
}

const PAPER: Colour = { red: 255, green: 255, blue: 255, alpha: 1 }

/** The colours behind a text: one, or one for each stop of each gradient. */
function backgrounds(under: Element[]): Colour[] | 'picture' {
  const layers: Colour[][] = []
  for (const element of under) {
    if (element.matches('img, canvas, video, svg')) return 'picture'
    const { backgroundImage, backgroundColor } = getComputedStyle(element)
    if (backgroundImage.includes('url(')) return 'picture'
    const stops =
      backgroundImage === 'none' ? [] : [...backgroundImage.matchAll(/rgba?\([^)]*\)|color\([^)]*\)/g)]
    if (stops.length > 0) layers.push(stops.map(([stop]) => parseColour(stop)))
    const solid = parseColour(backgroundColor)
    if (solid.alpha > 0) layers.push([solid])
    if (solid.alpha === 1) break
  }
  return layers.reduceRight<Colour[]>(
    (below, layer) => layer.flatMap((colour) => below.map((under) => over(colour, under))),
    [PAPER],
  )
}

/** Scrolls so that the element can be hit; answers how to scroll back. */
function bringIntoView(element: Element): () => void {
  const { top, bottom } = element.getBoundingClientRect()
  if (top >= 0 && bottom <= document.documentElement.clientHeight) return () => {}
  const before = withAncestors(element).map((at) => [at, at.scrollTop, at.scrollLeft] as const)
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  return () => {
    for (const [at, top, left] of before) at.scrollTo({ top, left, behavior: 'instant' })
  }
}
