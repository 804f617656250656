import { ELEMENTS } from '../../elements'
import { elementTag, HEARS_TAP_ATTRIBUTE } from '../../screen'
import { glassEasel, glassElementOf, type BackendListener } from './glass-easel'
import { topArea } from './page-area'
import { toBrowserUnits } from '../../units'

/**
 * Of the document's own events only these become mini-program events. All others (tap, input, change, scroll) are
 * raised by touch and by the built-in elements: otherwise a component's own `click` or `change` is heard twice.
 */
const DOCUMENT_EVENTS = new Set(['transitionend', 'animationstart', 'animationiteration', 'animationend'])

const builtIn = new Set<string>(ELEMENTS)
const listening = new WeakMap<EventTarget, Set<string>>()
const raised = new WeakSet<Event>()
let mentioned = true

/** A built-in element's own listening is no sign that somebody listens to it: labels hear every tap. */
export function withoutMention(listen: () => void): void {
  mentioned = false
  try {
    listen()
  } finally {
    mentioned = true
  }
}

/** True when the element or one around it has a listener for `type`. */
export function anyoneHears(type: string, node: Node | null): boolean {
  for (let at: Node | null = node; at !== null; at = at.parentNode) {
    if (listening.get(at)?.has(type)) return true
  }
  return false
}

function createElement(tag: string): HTMLElement {
  const element = document.createElement(builtIn.has(tag) ? elementTag(tag) : tag)
  const setAttribute = element.setAttribute
  element.setAttribute = (name: string, value: unknown) =>
    setAttribute.call(element, name, name === 'style' ? toBrowserUnits(String(value)) : String(value))
  return element
}

/** glass-easel's document: built-in elements get their `wx-` tags, styles their browser units. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  private listener: BackendListener | undefined

  constructor() {
    super()
    this.document = {
      createElement,
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    }
  }

  override onEvent(listener: BackendListener): void {
    this.listener = listener
  }

  getWindowHeight(): number {
    return topArea()?.clientHeight ?? document.documentElement.clientHeight
  }

  setListenerStats(node: HTMLElement | null, type: string): void {
    if (node === null) return
    const types = listening.get(node) ?? new Set()
    if (types.has(type)) return
    listening.set(node, types.add(type))
    // Says to layout checks that this is something to tap, whatever its role.
    if (type === 'tap' && mentioned) node.setAttribute(HEARS_TAP_ATTRIBUTE, '')
    if (!DOCUMENT_EVENTS.has(type)) return
    node.addEventListener(type, (event) => {
      // Heard again on every listening element above: glass-easel does the bubbling.
      if (raised.has(event)) return
      raised.add(event)
      const { propertyName, animationName, elapsedTime } = event as TransitionEvent & AnimationEvent
      this.raise(event.target as Node, type, { propertyName, animationName, elapsedTime }, event)
    })
  }

  /**
   * Raises an event on the tree element of `node`.
   * @returns true when a listener caught it, so that the browser's own reaction must not happen.
   */
  raise(node: Node, type: string, detail: unknown, originalEvent: unknown): boolean {
    const target = glassElementOf(node)
    if (target === null || this.listener === undefined) return false
    const options = { bubbles: true, composed: true, capturePhase: true, originalEvent }
    return this.listener(target, type, detail, options) === 1
  }

  createIntersectionObserver(
    target: HTMLElement,
    relativeTo: HTMLElement | null,
    margin: string,
    thresholds: number[],
    listener: (status: object) => void,
  ) {
    const observer = new IntersectionObserver(
      (entries) =>
        entries.forEach((entry) =>
          listener({
            intersectionRatio: entry.intersectionRatio,
            boundingClientRect: entry.boundingClientRect,
            intersectionRect: entry.intersectionRect,
            relativeRect: entry.rootBounds,
            time: entry.time,
          }),
        ),
      { root: relativeTo ?? target.closest('.phone-page-area'), rootMargin: margin, threshold: thresholds },
    )
    observer.observe(target)
    return { disconnect: () => observer.disconnect() }
  }
}
