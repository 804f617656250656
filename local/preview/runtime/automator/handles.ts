import { kindOf } from '../elements/element'
import { glassEasel, nodeOf, type GlassElement, type Instance } from '../glass/glass-easel'
import type { Page } from '../pages/page'
import { stack, topPage } from '../pages/pages'
import { tagOf } from './selectors'

/** How a client names an element: by the id it was given. */
export interface ElementParams {
  elementId: string
  pageId: number
  nodeId?: string
}

export interface ElementHandle {
  elementId: string
  tagName: string
  nodeId?: string
}

const elements = new Map<string, GlassElement>()
const ids = new WeakMap<GlassElement, string>()

/** Components of the mini-program, as opposed to built-in elements. */
export const isComponent = (element: GlassElement): boolean =>
  glassEasel.Component.isComponent(element) && kindOf(element) === undefined

export function handleOf(element: GlassElement): ElementHandle {
  const id = ids.get(element) ?? `element-${elements.size + 1}`
  ids.set(element, id)
  elements.set(id, element)
  return { elementId: id, tagName: tagOf(element), ...(isComponent(element) ? { nodeId: id } : {}) }
}

/** @throws when the client names an element of another page load. */
export function elementFor({ elementId }: ElementParams): GlassElement {
  const element = elements.get(elementId)
  if (element === undefined) throw new Error(`there is no element ${elementId}: was the phone reloaded?`)
  return element
}

/** @throws when the element is no longer in the document. */
export function nodeFor(params: ElementParams): HTMLElement {
  const element = elementFor(params)
  const node = nodeOf(element)
  if (node === null || !node.isConnected) throw new Error(`<${tagOf(element)}> is no longer on the page`)
  return node
}

/** @throws when it is a built-in element. */
export function instanceFor(params: ElementParams): Instance {
  const element = elementFor(params)
  const instance = element.getMethodCaller?.()
  if (!isComponent(element) || instance === undefined)
    throw new Error(`<${tagOf(element)}> is not a component`)
  return instance
}

/** @throws when the page has been closed. */
export function pageFor({ pageId }: { pageId?: number }): Page {
  if (pageId === undefined) return topPage()
  const page = stack.find(({ id }) => id === pageId)
  if (page === undefined) throw new Error(`page ${pageId} has been closed`)
  return page
}
