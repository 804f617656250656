import type { ElementName } from '../../elements'
import type { ComponentSpace, Data, GlassElement, GlassEvent } from '../glass/glass-easel'
import { withoutMention } from '../glass/backend'
import { hoverOn } from '../touch/hover'

/** A property's type as WeChat's components declare it; `null` takes anything. */
type Property = unknown | { type: unknown; value: unknown }

/** A built-in element's place in the tree, and what it may do there. */
export interface Host {
  glass: GlassElement
  node: HTMLElement
  text(property: string): string
  flag(property: string): boolean
  number(property: string): number
  raw(property: string): unknown
  /** Raises one of the element's own events. */
  fire(event: string, detail?: unknown): void
  on(event: string, listener: (event: GlassEvent) => void): void
  /** Source path of the page or component whose template names the element. */
  owner(): string
}

/** What one kind of element does beyond standing there. */
export interface Behaviour {
  /** A property changed; also called for its first value. */
  changed?: Record<string, (value: unknown) => void>
  attached?(): void
  detached?(): void
  /** What a form collects under the element's `name`. */
  formValue?(): unknown
  formReset?(): void
  /** A tap on a label that belongs to it. */
  labelTap?(): void
  /** What a test types into it. */
  type?(text: string): void
  /** What `SelectorQuery.node()` gives. */
  queryNode?: unknown
}

export interface ElementKind {
  name: ElementName
  properties?: Record<string, Property>
  create?(host: Host): Behaviour
}

interface Made {
  name: ElementName
  behaviour: Behaviour
}

const made = new WeakMap<GlassElement, Made>()

/** The built-in element's name; undefined for pages and components. */
export const kindOf = (element: GlassElement): ElementName | undefined => made.get(element)?.name

export const behaviourOf = (element: GlassElement): Behaviour => made.get(element)?.behaviour ?? {}

/** WeChat takes `"false"` for false and a bare attribute for true. */
export const isTrue = (value: unknown): boolean => value === '' || (Boolean(value) && value !== 'false')

const ARIA = [
  'Role',
  'Label',
  'Hidden',
  'Disabled',
  'Selected',
  'Checked',
  'Controls',
  'Describedby',
  'Labelledby',
  'Expanded',
  'Modal',
  'Live',
  'Atomic',
  'Haspopup',
  'Roledescription',
  'Valuenow',
  'Valuemin',
  'Valuemax',
  'Valuetext',
  'Busy',
  'Current',
  'Required',
  'Invalid',
  'Level',
  'Pressed',
  'Owns',
]

/** Roles of things to operate: the keyboard reaches them, whatever element they are made of. */
const REACHABLE = new Set(['button', 'link', 'tab', 'checkbox', 'radio', 'switch', 'menuitem', 'option'])

/** Properties every element has. */
const COMMON: Record<string, Property> = {
  hidden: null,
  animation: null,
  hoverClass: { type: String, value: 'none' },
  hoverStartTime: { type: null, value: 50 },
  hoverStayTime: { type: null, value: 400 },
  hoverStopPropagation: null,
  ...Object.fromEntries(ARIA.map((name) => [`aria${name}`, null])),
}

function reflect(node: HTMLElement, attribute: string, value: unknown): void {
  if (value === undefined || value === null || value === '') node.removeAttribute(attribute)
  else node.setAttribute(attribute, String(value))
}

function hostOf(glass: GlassElement): Host {
  return {
    glass,
    get node() {
      if (glass.$$ === null) throw new Error(`${glass.is} has no node`)
      return glass.$$
    },
    text: (property) => {
      const value = glass.data[property]
      return value === undefined || value === null ? '' : String(value)
    },
    flag: (property) => isTrue(glass.data[property]),
    number: (property) => Number(glass.data[property]),
    raw: (property) => glass.data[property],
    fire: (event, detail = {}) => glass.triggerEvent(event, detail, {}),
    on: (event, listener) => withoutMention(() => glass.addListener(event, listener)),
    owner: () => glass.ownerShadowRoot?.getHostNode().is ?? '',
  }
}

type Observer = (this: GlassElement, value: unknown) => void

function commonObserver(
  name: string,
  animate: (node: HTMLElement, animation: unknown) => void,
): Observer | undefined {
  if (name.startsWith('aria')) {
    const attribute = name === 'ariaRole' ? 'role' : `aria-${name.slice(4).toLowerCase()}`
    return function (value) {
      if (this.$$ === null) return
      reflect(this.$$, attribute, value)
      if (name === 'ariaRole' && REACHABLE.has(String(value))) this.$$.tabIndex = 0
    }
  }
  if (name === 'hidden') {
    return function (value) {
      if (this.$$ !== null) this.$$.hidden = isTrue(value)
    }
  }
  if (name === 'animation') {
    return function (value) {
      if (this.$$ !== null) animate(this.$$, value)
    }
  }
  return undefined
}

/** Makes an element known to every template of the space. */
export function defineElement(
  space: ComponentSpace,
  kind: ElementKind,
  animate: (node: HTMLElement, animation: unknown) => void,
): void {
  const properties: Data = {}
  for (const [name, given] of Object.entries({ ...COMMON, ...kind.properties })) {
    const declared = typeof given === 'object' && given !== null && 'type' in given ? given : { type: given }
    const common = commonObserver(name, animate)
    properties[name] = {
      ...declared,
      observer(this: GlassElement, value: unknown) {
        common?.call(this, value)
        made.get(this)?.behaviour.changed?.[name]?.(value)
      },
    }
  }
  const definition = space.defineComponent({
    is: `element/${kind.name}`,
    options: { virtualHost: false, dataDeepCopy: 'none', propertyPassingDeepCopy: 'none' },
    properties,
    lifetimes: {
      created(this: GlassElement) {
        const host = hostOf(this)
        made.set(this, { name: kind.name, behaviour: kind.create?.(host) ?? {} })
        hoverOn(this, {
          className: () => host.text('hoverClass'),
          startMs: () => host.number('hoverStartTime'),
          stayMs: () => host.number('hoverStayTime'),
          disabled: () => host.flag('disabled'),
        })
      },
      attached(this: GlassElement) {
        made.get(this)?.behaviour.attached?.()
      },
      detached(this: GlassElement) {
        made.get(this)?.behaviour.detached?.()
      },
    },
  })
  space.setGlobalUsingComponent(kind.name, definition)
}
