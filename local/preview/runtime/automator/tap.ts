import { centreOf, tapOn } from '../touch/fingers'

const shown = (element: Element): string => {
  const text = element.textContent?.trim().slice(0, 20) ?? ''
  const classes = element.className === '' ? '' : ` class="${String(element.className)}"`
  return `<${element.localName}${classes}>${text === '' ? '' : `“${text}”`}`
}

/** The first line of a text that runs over several, the box of everything else. */
function middleOf(node: HTMLElement) {
  const [first] = node.getClientRects()
  if (first === undefined) return centreOf(node)
  return { x: first.left + first.width / 2, y: first.top + first.height / 2 }
}

/**
 * Where a finger would land on an element, scrolled into view: the node that is really there.
 * @throws when the element has no size, is off the screen, or something else lies over it: named in the message.
 */
export function reach(node: HTMLElement): { hit: Element; at: { x: number; y: number } } {
  const rect = node.getBoundingClientRect()
  if (rect.width === 0 || rect.height === 0) throw new Error(`cannot tap ${shown(node)}: it has no size`)
  const inView = rect.top >= 0 && rect.bottom <= innerHeight && rect.left >= 0 && rect.right <= innerWidth
  const first = middleOf(node)
  const open = document.elementFromPoint(first.x, first.y)
  if (!inView || open === null || !node.contains(open)) {
    node.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  }
  const at = middleOf(node)
  const hit = document.elementFromPoint(at.x, at.y)
  if (hit === null) throw new Error(`cannot tap ${shown(node)}: it is off the screen`)
  if (!node.contains(hit)) throw new Error(`cannot tap ${shown(node)}: ${shown(hit)} lies over it`)
  return { hit, at }
}

/** A tap as a finger makes it: only on what can be seen and reached. */
export async function honestTap(node: HTMLElement): Promise<void> {
  const { hit, at } = reach(node)
  await tapOn(hit, at)
}
