import {
  elementOf,
  glassEasel,
  type Data,
  type GlassElement,
  type GlassEvent,
  type Instance,
} from './glass-easel'
import { cornerOf } from './page-area'

/** One finger on the screen, as the browser's touches and as the mouse's stand-in. */
export interface Finger {
  identifier: number
  clientX: number
  clientY: number
}

/** What touch hands on as the original event. */
export interface TouchReport {
  target: Node
  touches: readonly Finger[]
  changedTouches: readonly Finger[]
}

const isTouchReport = (value: unknown): value is TouchReport =>
  typeof value === 'object' && value !== null && 'changedTouches' in value

function fingersOnPage(fingers: readonly Finger[], target: Node) {
  const corner = cornerOf(target)
  return fingers.map(({ identifier, clientX, clientY }) => {
    const x = clientX - corner.x
    const y = clientY - corner.y
    return { identifier, force: 1, clientX: x, clientY: y, pageX: x, pageY: y }
  })
}

function plainTarget(value: GlassElement | Instance) {
  const element = elementOf(value)
  return {
    id: element.id ?? '',
    dataset: { ...element.dataset },
    offsetLeft: element.$$?.offsetLeft ?? 0,
    offsetTop: element.$$?.offsetTop ?? 0,
  }
}

/** The element a listener stands on, for WXS handlers and built-in elements. */
export const currentElement = (event: GlassEvent): GlassElement =>
  elementOf((event as GlassEvent & { listenerOf: GlassElement | Instance }).listenerOf)

/** What a page's or component's own function receives: data only, nothing that leads into the document. */
export function plainEvent(event: GlassEvent): Data {
  const { listenerOf: _, ...plain } = event as GlassEvent & Data
  return plain
}

/** Handlers receive events as WeChat shapes them: plain targets with dataset, touches counted from the page area. */
export function shapeEvents(): void {
  const prototype = glassEasel.Event.prototype as Data
  prototype.wrapShadowedEvent = function (
    this: GlassEvent,
    target: GlassElement | Instance,
    mark: unknown,
    current: GlassElement | Instance,
  ) {
    const event = Object.create(this) as GlassEvent & Data
    const original = this.getOriginalEvent()
    Object.assign(event, {
      target: plainTarget(target),
      currentTarget: plainTarget(current),
      mark,
      type: this.type,
      detail: this.detail,
      timeStamp: this.timeStamp,
      listenerOf: current,
    })
    if (isTouchReport(original)) {
      event.touches = fingersOnPage(original.touches, original.target)
      event.changedTouches = fingersOnPage(original.changedTouches, original.target)
    }
    return event
  }
}
