import type { Located } from '../findings'
import { accessibleName, CONTROLS } from '../../../../local/stage/eyes/names'
import {
  describe,
  isBeside,
  isDrawn,
  textOf,
  withAncestors,
  withoutSpaces,
} from '../../../../local/stage/eyes/visible'

/** Whether a text is on the screen, or would be after scrolling the page. Spaces do not count. */
export function sees(text: string): boolean {
  const wanted = withoutSpaces(text)
  return smallest(wanted).length > 0 || named(wanted).length > 0 || fields(wanted).length > 0
}

/** Everything to be read on the screen, for the message of a test that did not see what it waited for. */
export function shownText(): string {
  return document.body.innerText.replace(/\s+/g, ' ').trim()
}

/**
 * Where a finger goes that wants `name`: what is called so, says so or has it as its placeholder; exactly, or, if
 * nothing does, a control with it in its words. What another thing covers is not touched through it.
 */
export function locate(name: string): Located {
  const wanted = withoutSpaces(name)
  const exact = [...calledExactly(wanted), ...having(wanted).filter((element) => textOf(element) === wanted)]
  const candidates = exact.length > 0 ? exact : controlsSaying(wanted)
  const usable = innermost(candidates.filter((element) => isDrawn(element) && !isBeside(element)))
  if (usable.length === 0) return { found: false, why: 'nothing on the screen is called so' }
  let why = ''
  // The phone's own sheets lie over everything; a key is meant before the figure that shows it; else the first.
  const rank = (element: Element): number =>
    element.closest('[data-drawn-by="phone"]') !== null ? 0 : element.closest(CONTROLS) !== null ? 1 : 2
  const inOrder = [...usable].sort((a, b) => rank(a) - rank(b))
  for (const element of inOrder) {
    const there = touchable(element)
    if (there.found) return there
    why = there.why
  }
  return { found: false, why }
}

function touchable(element: Element): Located {
  if (isDisabled(element)) return { found: false, why: `${describe(element)} is disabled` }
  const before = element.getBoundingClientRect()
  const height = document.documentElement.clientHeight
  if (before.top < 0 || before.bottom > height || !hits(element, before)) {
    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  }
  const rect = element.getBoundingClientRect()
  const hit = hitAt(rect)
  if (!hit || !touches(element, hit)) {
    return { found: false, why: `${describe(element)} is covered by ${hit ? describe(hit) : 'nothing'}` }
  }
  const drawnBy = element.closest('[data-drawn-by="phone"]') ? 'phone' : 'page'
  return { found: true, x: rect.left + rect.width / 2, y: rect.top + rect.height / 2, drawnBy }
}

function hitAt(rect: DOMRect): Element | null {
  return document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2)
}

function hits(element: Element, rect: DOMRect): boolean {
  const hit = hitAt(rect)
  return hit !== null && touches(element, hit)
}

/** Text that lets touches through is touched by what it stands in. */
function touches(element: Element, hit: Element): boolean {
  if (element.contains(hit)) return true
  return hit.contains(element) && getComputedStyle(element).pointerEvents === 'none'
}

function isDisabled(element: Element): boolean {
  return withAncestors(element).some(
    (at) =>
      at.getAttribute('aria-disabled') === 'true' || (at.hasAttribute('disabled') && at.matches(CONTROLS)),
  )
}

function calledExactly(wanted: string): Element[] {
  return ['aria-label', 'placeholder'].flatMap((attribute) =>
    [...document.body.querySelectorAll(`[${attribute}]`)].filter(
      (element) => withoutSpaces(element.getAttribute(attribute) ?? '') === wanted,
    ),
  )
}

function controlsSaying(wanted: string): Element[] {
  return [...document.querySelectorAll(CONTROLS)].filter((element) =>
    withoutSpaces(accessibleName(element)).includes(wanted),
  )
}

/** Every element with `wanted` in its text, from the outside in: what stands in one without it has it neither. */
function having(wanted: string, from: Element = document.body): Element[] {
  if (from.matches('script, style, template') || !textOf(from).includes(wanted)) return []
  return [from, ...[...from.children].flatMap((child) => having(wanted, child))]
}

function smallest(wanted: string): Element[] {
  return innermost(having(wanted)).filter((element) => isDrawn(element) && !isBeside(element))
}

function named(wanted: string): Element[] {
  return [...document.body.querySelectorAll('[aria-label]')].filter(
    (element) =>
      withoutSpaces(element.getAttribute('aria-label') ?? '').includes(wanted) &&
      isDrawn(element) &&
      !isBeside(element),
  )
}

function fields(wanted: string): Element[] {
  return [...document.querySelectorAll<HTMLInputElement>('input, textarea')].filter(
    (field) => withoutSpaces(field.value || field.placeholder).includes(wanted) && isDrawn(field),
  )
}

function innermost(elements: Element[]): Element[] {
  return elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)))
}
