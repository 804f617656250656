import { currentElement, plainEvent } from './events'
import { kebab } from './css-names'
import { PhoneDate } from '../phone/clock'
import { elementOf, type Data, type GlassElement, type GlassEvent, type Instance } from './glass-easel'

type WxsFunction = (...args: unknown[]) => unknown

const states = new WeakMap<GlassElement, Data>()
const logicFunctions = new WeakSet<WxsFunction>()

/** Remembers a page's or component's own functions, to tell them from WXS ones given through an expression. */
export function noteLogicFunctions(definition: unknown): void {
  for (const value of Object.values((definition ?? {}) as Data)) {
    if (typeof value === 'function') logicFunctions.add(value as WxsFunction)
  }
}

const cssText = (style: string | Data): string =>
  typeof style === 'string'
    ? style
    : Object.entries(style)
        .map(([name, value]) => `${kebab(name)}:${String(value)}`)
        .join(';')

/** What WXS code holds of an element: WeChat's ComponentDescriptor. */
function descriptor(element: GlassElement | null | undefined): unknown {
  if (element === null || element === undefined) return element
  const scope = () => element.getShadowRoot?.() ?? element.ownerShadowRoot
  const self = {
    selectComponent: (selector: string) => descriptor(scope()?.querySelector(selector)),
    selectAllComponents: (selector: string) => (scope()?.querySelectorAll(selector) ?? []).map(descriptor),
    setStyle: (style: string | Data) => (element.setNodeStyle(cssText(style), 1), self),
    addClass: (name: string) => (element.toggleNodeClass(name, true, 1), self),
    removeClass: (name: string) => (element.toggleNodeClass(name, false, 1), self),
    hasClass: (name: string) => element.classList?.contains(name) ?? false,
    getDataset: () => element.dataset,
    getState: () => {
      const state = states.get(element) ?? {}
      states.set(element, state)
      return state
    },
    callMethod: (name: string, argument: unknown) => {
      const host =
        element.getMethodCaller?.()?.[name] === undefined ? element.ownerShadowRoot?.getHostNode() : element
      const instance = host?.getMethodCaller?.()
      const method = instance?.[name]
      if (typeof method === 'function') method.call(instance, argument)
    },
    triggerEvent: (name: string, detail: unknown) => element.triggerEvent(name, detail),
    requestAnimationFrame: (run: () => void) => requestAnimationFrame(run),
    getComputedStyle: () => (element.$$ === null ? {} : getComputedStyle(element.$$)),
    getBoundingClientRect: () => element.$$?.getBoundingClientRect(),
  }
  return self
}

const runtime = {
  Date: PhoneDate,

  /** `change:prop`: run once the tree stands, as WeChat's view layer does. */
  change:
    (observer: WxsFunction) =>
    (value: unknown, before: unknown, host: GlassElement, element: GlassElement): void =>
      queueMicrotask(() => observer(value, before, descriptor(host), descriptor(element))),

  /**
   * An event handler: a method of the page or component, or a WXS function. `place` says where the template found
   * it; `{{ condition ? wxs.f : '' }}` has no place, so a function that is no known method counts as WXS too.
   */
  listener: (caller: Instance, event: GlassEvent, handler: WxsFunction, place: unknown[] | null): unknown => {
    const named = place?.[0] === 1 || place?.[0] === 2
    const own = logicFunctions.has(handler) || Object.values(caller).includes(handler)
    if (!named && own) {
      // A method's return value never stops propagation.
      handler.call(caller, plainEvent(event))
      return undefined
    }
    const shaped = Object.create(event) as Data
    shaped.instance = descriptor(currentElement(event))
    return handler.call(undefined, shaped, descriptor(elementOf(caller)))
  },
}

/** Where the compiled templates look for it: `WXS_RUNTIME`. */
export function installWxs(): void {
  Object.assign(window, { huiweiWxs: runtime })
}
