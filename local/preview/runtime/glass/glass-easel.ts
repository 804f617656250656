/**
 * The one door to glass-easel, WeChat's component core, and its mini-program adapter. Their own types are generic
 * over every component's data; here stands what the preview uses, in plain shapes.
 */
import * as adapterModule from 'glass-easel-miniprogram-adapter'

export type Data = Record<string, unknown>

/** An element of the tree a mini-program sees; `$$` is what stands for it in the document. */
export interface GlassElement {
  is: string
  id: string
  class: string
  style: string
  tagName?: string
  dataset: Data
  data: Data
  $$: HTMLElement | null
  parentNode: GlassElement | null
  childNodes: (GlassElement | GlassText)[]
  ownerShadowRoot: GlassShadowRoot | null
  classList: { contains(name: string): boolean } | null
  getShadowRoot?(): GlassShadowRoot | null
  getMethodCaller?(): Instance
  addListener(name: string, listener: (event: GlassEvent) => void): void
  triggerEvent(name: string, detail: unknown, options?: EventOptions): void
  triggerLifetime(name: string, args: unknown[]): void
  triggerPageLifetime(name: string, args: unknown[]): void
  toggleNodeClass(name: string, force: boolean, segment?: number): void
  setNodeStyle(style: string, segment?: number): void
  setData(data: Data): void
  getComponentOptions?(): { styleScope?: number | null; extraStyleScope?: number | null }
  collectMarks(): Data
}

export interface GlassText {
  textContent: string
  childNodes?: undefined
  $$: Node | null
}

export interface GlassShadowRoot extends GlassElement {
  getHostNode(): GlassElement
  querySelector(selector: string): GlassElement | null
  querySelectorAll(selector: string): GlassElement[]
}

/** `this` of a page or component. */
export interface Instance extends Data {
  _$: GlassElement
  data: Data
  setData(data: Data, callback?: () => void): void
  selectComponent(selector: string): unknown
}

export interface EventOptions {
  bubbles?: boolean
  composed?: boolean
  capturePhase?: boolean
  originalEvent?: unknown
}

export interface GlassEvent {
  type: string
  detail: unknown
  timeStamp: number
  getOriginalEvent(): unknown
  getEventBubbleStatus(): number
}

export interface PageRoot {
  get(): Instance
  getComponent(): GlassElement
  attach(parent: Node, placeholder: Node): void
  release(): void
}

export interface ComponentSpace {
  defineComponent(definition: unknown): unknown
  defineBehavior(definition: unknown): unknown
  setGlobalUsingComponent(name: string, definition: unknown): void
  updateComponentOptions(options: Data): void
  styleScopeManager: { queryName(scope: number): string | undefined }
}

type Register = (definition?: unknown) => unknown

export interface CodeSpace {
  getComponentSpace(): ComponentSpace
  setOverallBehavior(behavior: unknown): void
  behavior(): { definition(definition: unknown): { register(): unknown } }
  componentEnv<T>(
    path: string,
    run: (env: { Page: Register; Component: Register; Behavior: Register }) => T,
  ): T
  addComponentStaticConfig(path: string, json: unknown): void
  addStyleSheet(path: string, url: string | undefined, scope: string | undefined): void
  addCompiledTemplate(path: string, template: { groupList: unknown; content: unknown }): void
}

/** What glass-easel calls on the document's side. The preview overrides a few of its methods. */
export interface BackendContext {
  document: unknown
  onEvent(listener: BackendListener): void
}

export type BackendListener = (
  target: GlassElement,
  type: string,
  detail: unknown,
  options: EventOptions,
) => number | void

interface GlassEasel {
  CurrentWindowBackendContext: new () => BackendContext
  Event: {
    new (name: string, detail: unknown, options: EventOptions): GlassEvent
    dispatchEvent(target: GlassElement, event: GlassEvent): void
    prototype: object
  }
  Element: { prototype: object }
  ShadowRoot: { isShadowRoot(node: unknown): boolean }
  VirtualNode: { isVirtualNode(node: unknown): boolean }
  Component: { isComponent(node: unknown): boolean }
  globalOptions: { writeExtraInfoToAttr: boolean }
  addGlobalErrorListener(
    listener: (error: unknown, method?: string, component?: GlassElement | string) => boolean | void,
  ): void
  addGlobalWarningListener(
    listener: (message: string, component: GlassElement | string, element?: GlassElement) => boolean | void,
  ): void
}

interface Adapter {
  glassEasel: GlassEasel
  component: { ComponentCaller: { prototype: object } }
  MiniProgramEnv: new () => {
    createCodeSpace(id: string, isMainSpace: boolean): CodeSpace
    associateBackend(context: BackendContext): {
      createRoot(tagName: string, codeSpace: CodeSpace, url: string): PageRoot
    }
  }
}

export const adapter = adapterModule as unknown as Adapter
export const glassEasel = adapter.glassEasel

/** The tree element of a document node, or of its nearest ancestor that has one. */
export function glassElementOf(node: Node | null): GlassElement | null {
  for (let at: Node | null = node; at !== null; at = at.parentNode) {
    const element = (at as { __wxElement?: GlassElement }).__wxElement
    if (element !== undefined) return element
  }
  return null
}

/** Instances wrap their element; built-in elements are their own. */
export const elementOf = (value: GlassElement | Instance): GlassElement =>
  '_$' in value ? (value as Instance)._$ : (value as GlassElement)

/** Virtual hosts and blocks have no node of their own: the first real one inside them stands for them. */
export function nodeOf(element: GlassElement): HTMLElement | null {
  if (element.$$ instanceof HTMLElement) return element.$$
  for (const child of (element.getShadowRoot?.() ?? element).childNodes ?? []) {
    const node = child.childNodes === undefined ? null : nodeOf(child)
    if (node !== null) return node
  }
  return null
}
