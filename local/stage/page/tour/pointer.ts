import type { Pointed } from './steps'

/** What could be pointed at: what takes a tap and has a name. */
const TAPPABLE =
  'button, wx-button, [role="button"], [role="tab"], [role="radio"], [data-hears-tap][aria-label]'

/** The first of these that is on a phone's screen, and where that is in the screen's own pixels. */
export function findNamed(screen: Document, pointed: readonly Pointed[]): DOMRect | null {
  const candidates = [...screen.querySelectorAll<HTMLElement>(TAPPABLE)].filter(isOnTop)
  for (const one of pointed) {
    const { name, when = null } = typeof one === 'string' ? { name: one } : one
    if (when !== null && !candidates.some((element) => namesOf(element).includes(when))) continue
    const found = candidates.findLast((element) => namesOf(element).some((own) => own.startsWith(name)))
    if (found) return found.getBoundingClientRect()
  }
  return null
}

function namesOf(element: HTMLElement): string[] {
  return [element.getAttribute('aria-label') ?? '', (element.textContent ?? '').trim()]
}

/** Whether a finger in its middle would hit it. */
function isOnTop(element: HTMLElement): boolean {
  const { x, y, width, height } = element.getBoundingClientRect()
  if (width === 0 || height === 0) return false
  const hit = element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2)
  return hit !== null && (element.contains(hit) || hit.contains(element))
}
