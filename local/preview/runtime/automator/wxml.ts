import { glassEasel, type GlassElement, type GlassText } from '../glass/glass-easel'
import { isComponent } from './handles'
import { tagOf } from './selectors'

function inside(node: GlassElement): string {
  return node.childNodes.map(outerWxml).join('')
}

/** A component's own template inside, an element's children otherwise. */
export function innerWxml(element: GlassElement): string {
  const root = isComponent(element) ? element.getShadowRoot?.() : null
  return inside(root ?? element)
}

/** The template as it stands now, the way the developer tools show it. */
export function outerWxml(node: GlassElement | GlassText): string {
  if (node.childNodes === undefined) return node.textContent
  if (glassEasel.VirtualNode.isVirtualNode(node)) return inside(node)
  const id = node.id === '' || node.id === undefined ? '' : ` id="${node.id}"`
  const classes = node.class === '' || node.class === undefined ? '' : ` class="${node.class}"`
  return `<${tagOf(node)}${id}${classes}>${inside(node)}</${tagOf(node)}>`
}
