import { behaviourOf, kindOf } from '../elements/element'
import { swipeTo } from '../elements/swiper'
import { topArea } from '../glass/page-area'
import { drawn } from '../phone/settled'
import { touch } from '../touch/fingers'
import type { Finger } from '../glass/events'
import {
  elementFor,
  handleOf,
  instanceFor,
  isComponent,
  nodeFor,
  pageFor,
  type ElementParams,
} from './handles'
import { dataAt, plain } from './plain'
import { attributeOf, select } from './selectors'
import { honestTap, reach } from './tap'
import { innerWxml, outerWxml } from './wxml'

type Named = ElementParams & { names: string[] }
type Selecting = ElementParams & { selector: string }
type Touching = ElementParams & { touches?: Partial<Finger>[]; changedTouches?: Partial<Finger>[] }

/** A component's own template; below a built-in element, the rest of the template it stands in. */
function found({ selector, ...params }: Selecting) {
  const element = elementFor(params)
  const root = isComponent(element) ? element.getShadowRoot?.() : null
  return select(root ?? element, selector)
}

function domProperty(params: ElementParams, name: string): unknown {
  const node = nodeFor(params)
  const field =
    behaviourOf(elementFor(params)).type === undefined ? null : node.querySelector('input, textarea')
  if (name === 'innerText' && field !== null) return (field as HTMLInputElement).value
  return plain((node as unknown as Record<string, unknown>)[name])
}

function property(params: ElementParams, name: string): unknown {
  const element = elementFor(params)
  if (name === '__propPublic')
    return Object.fromEntries(Object.keys(element.data ?? {}).map((key) => [key, true]))
  const { formValue } = behaviourOf(element)
  return plain(name === 'value' && formValue !== undefined ? formValue() : element.data?.[name])
}

function attribute(params: ElementParams, name: string): string | null {
  const value = attributeOf(elementFor(params), name) ?? nodeFor(params).getAttribute(name)
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One finger's event where the element is, unless the test says where. */
function raiseTouch(kind: 'start' | 'move' | 'end', params: Touching): void {
  const node = nodeFor(params)
  const { hit, at } = kind === 'start' ? reach(node) : { hit: node, at: { x: 0, y: 0 } }
  const area = topArea()?.getBoundingClientRect()
  const given = params.changedTouches?.[0] ?? params.touches?.[0]
  const finger: Finger = {
    identifier: given?.identifier ?? 0,
    clientX:
      given?.clientX === undefined
        ? kind === 'start'
          ? at.x
          : lastFinger.clientX
        : given.clientX + (area?.left ?? 0),
    clientY:
      given?.clientY === undefined
        ? kind === 'start'
          ? at.y
          : lastFinger.clientY
        : given.clientY + (area?.top ?? 0),
  }
  if (kind === 'start') touched = hit
  lastFinger = finger
  touch(kind, { target: touched ?? hit, touches: kind === 'end' ? [] : [finger], changedTouches: [finger] })
}

let touched: Element | undefined
let lastFinger: Finger = { identifier: 0, clientX: 0, clientY: 0 }

/** What special elements do for a test, by `tag.verb`. */
async function callFunction(
  params: ElementParams & { functionName: string; args?: unknown[] },
): Promise<unknown> {
  const element = elementFor(params)
  const node = nodeFor(params)
  const [first, second] = params.args ?? []
  switch (params.functionName) {
    case 'input.input':
    case 'textarea.input':
      reach(node)
      if (element.data.disabled === true)
        throw new Error(`cannot type into a disabled ${String(kindOf(element))}`)
      return behaviourOf(element).type?.(String(first))
    case 'switch.tap':
      return honestTap(node)
    case 'swiper.swipeTo':
      return swipeTo(node, Number(first))
    case 'slider.slideTo':
      return behaviourOf(element).type?.(String(first))
    case 'scroll-view.scrollTo':
      return node.scrollTo(Number(first), Number(second))
    case 'scroll-view.scrollTop':
      return node.scrollTop
    case 'scroll-view.scrollLeft':
      return node.scrollLeft
    case 'scroll-view.scrollWidth':
      return node.scrollWidth
    case 'scroll-view.scrollHeight':
      return node.scrollHeight
    default:
      throw new Error(`${params.functionName} is not supported by the preview`)
  }
}

export const elementMethods = {
  'Element.getElement': (params: Selecting) => {
    const [element] = found(params)
    if (element === undefined) throw new Error(`no element matches ${params.selector}`)
    return handleOf(element)
  },
  'Element.getElements': (params: Selecting) => ({ elements: found(params).map(handleOf) }),
  'Element.getOffset': (params: ElementParams) => {
    const { scroller } = pageFor(params)
    const node = nodeFor(params).getBoundingClientRect()
    const page = scroller.getBoundingClientRect()
    return {
      left: node.left - page.left + scroller.scrollLeft,
      top: node.top - page.top + scroller.scrollTop,
    }
  },
  'Element.getDOMProperties': (params: Named) => ({
    properties: params.names.map((name) => domProperty(params, name)),
  }),
  'Element.getAttributes': (params: Named) => ({
    attributes: params.names.map((name) => attribute(params, name)),
  }),
  'Element.getProperties': (params: Named) => ({
    properties: params.names.map((name) => property(params, name)),
  }),
  'Element.getStyles': (params: Named) => {
    const style = getComputedStyle(nodeFor(params))
    return { styles: params.names.map((name) => style.getPropertyValue(name)) }
  },
  'Element.getWXML': (params: ElementParams & { type: 'inner' | 'outer' }) => ({
    wxml: (params.type === 'outer' ? outerWxml : innerWxml)(elementFor(params)),
  }),
  'Element.tap': async (params: ElementParams) => {
    await honestTap(nodeFor(params))
    await drawn()
  },
  'Element.touchstart': (params: Touching) => raiseTouch('start', params),
  'Element.touchmove': (params: Touching) => raiseTouch('move', params),
  'Element.touchend': async (params: Touching) => {
    raiseTouch('end', params)
    await drawn()
  },
  'Element.triggerEvent': async (params: ElementParams & { type: string; detail?: unknown }) => {
    elementFor(params).triggerEvent(params.type, params.detail ?? {}, {})
    await drawn()
  },
  'Element.getData': (params: ElementParams & { path?: string }) => ({
    data: dataAt(instanceFor(params).data, params.path),
  }),
  'Element.setData': async (params: ElementParams & { data: Record<string, unknown> }) => {
    instanceFor(params).setData(params.data)
    await drawn()
  },
  'Element.callMethod': async (params: ElementParams & { method: string; args?: unknown[] }) => {
    const instance = instanceFor(params)
    const method = instance[params.method]
    if (typeof method !== 'function') throw new Error(`the component has no method ${params.method}`)
    const result: unknown = await method.apply(instance, params.args ?? [])
    await drawn()
    return { result: plain(result) }
  },
  'Element.callFunction': async (params: ElementParams & { functionName: string; args?: unknown[] }) => {
    const result = await callFunction(params)
    await drawn()
    return { result: plain(result) }
  },
}
