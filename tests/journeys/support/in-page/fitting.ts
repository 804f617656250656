import type { LayoutFault } from '../findings'
import { describe, isBeside, isDrawn, withAncestors } from '../../../../local/stage/eyes/visible'

const TOLERANCE = 1

/** What sticks out of the screen to the left or right, and is not cut off or scrolled by something on it. */
export function overflowFaults(judged: (element: Element) => boolean): LayoutFault[] {
  const width = document.documentElement.clientWidth
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    if (!isDrawn(element) || isBeside(element)) return false
    const { left, right } = element.getBoundingClientRect()
    return (left < -TOLERANCE || right > width + TOLERANCE) && !clipped(element) && judged(element)
  })
  return outermost(out).map((element) => {
    const { left, right } = element.getBoundingClientRect()
    const what = `reaches from ${Math.round(left)} to ${Math.round(right)} on a screen of ${width}`
    return { rule: 'overflow', where: describe(element), what }
  })
}

/** Whether something around it that is itself on the screen keeps it inside. */
function clipped(element: Element): boolean {
  return withAncestors(element)
    .slice(1)
    .some((around) => {
      if (around === document.body || around === document.documentElement) return false
      if (isScreen(around) || getComputedStyle(around).overflowX === 'visible') return false
      const { left, right } = around.getBoundingClientRect()
      return left >= -TOLERANCE && right <= document.documentElement.clientWidth + TOLERANCE
    })
}

/** A phone's frame and pages hide what sticks out of them; that does not make it right. */
function isScreen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  return width >= clientWidth - TOLERANCE && height >= clientHeight / 2
}

/** Text of which a part is cut off by a box around it, with or without an ellipsis. */
export function cutTextFaults(judged: (element: Element) => boolean): LayoutFault[] {
  return texts().flatMap(({ element, node }) => {
    if (!isDrawn(element) || isBeside(element) || !judged(element)) return []
    const cut = cutBy(element, node)
    return cut
      ? [{ rule: 'cut-text', where: describe(element), what: `is cut off by ${describe(cut)}` } as const]
      : []
  })
}

function cutBy(element: Element, node: Text): Element | null {
  const range = document.createRange()
  range.selectNodeContents(node)
  const text = range.getBoundingClientRect()
  if (text.width === 0 || text.height === 0) return null
  for (const around of withAncestors(element)) {
    if (around === document.body || around === document.documentElement) return null
    const { overflowX, overflowY } = getComputedStyle(around)
    // What can be scrolled to is not cut.
    if ([overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll')) return null
    const box = around.getBoundingClientRect()
    const apart =
      text.left >= box.right || text.right <= box.left || text.top >= box.bottom || text.bottom <= box.top
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
    if (apart && (hides(overflowX) || hides(overflowY))) return null // another slide, a closed fold
    const wide = text.right > box.right + TOLERANCE || text.left < box.left - TOLERANCE
    // Line boxes are a little higher than their glyphs.
    const slack = TOLERANCE + Number.parseFloat(getComputedStyle(element).fontSize) * 0.3
    const high = text.bottom > box.bottom + slack || text.top < box.top - slack
    if ((hides(overflowX) && wide) || (hides(overflowY) && high)) return around
  }
  return null
}

/** Every run of text in the page with the element it stands in. */
export function texts(): { element: Element; node: Text }[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: { element: Element; node: Text }[] = []
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const element = node.parentElement
    if (element && node.data.trim() !== '' && !element.matches('script, style, noscript, template')) {
      found.push({ element, node })
    }
  }
  return found
}

function outermost(elements: Element[]): Element[] {
  return elements.filter((element) => !elements.some((other) => other !== element && other.contains(element)))
}
