import { toBrowserUnits } from '../../units'
import { draw } from '../phone/draw'
import type { ElementKind } from './element'

/** Of HTML, what WeChat's own list trusts and these pages may want. Other tags lose themselves, not their text. */
const TAGS = new Set(
  'a b br code div em font h1 h2 h3 h4 h5 h6 hr i li ol p s small span strong sub sup table tbody td th tr u ul'.split(
    ' ',
  ),
)

interface TextNode {
  type: 'text'
  text: string
}

interface TagNode {
  type?: 'node'
  name: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

type RichNode = TextNode | TagNode

function drawNode(node: RichNode): Node {
  if ('text' in node) return document.createTextNode(node.text)
  return drawTag(node.name, node.attrs ?? {}, (node.children ?? []).map(drawNode))
}

function drawTag(name: string, attributes: Record<string, string>, children: Node[]): Node {
  if (!TAGS.has(name.toLowerCase())) {
    const fragment = document.createDocumentFragment()
    fragment.append(...children)
    return fragment
  }
  const { style, class: className } = attributes
  const tag = name.toLowerCase() as keyof HTMLElementTagNameMap
  return draw(tag, { style: style && toBrowserUnits(style), class: className }, ...children)
}

function clean(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')]
  if (!(node instanceof Element) || node.localName === 'script' || node.localName === 'style') return []
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  return [drawTag(node.localName, attributes, [...node.childNodes].flatMap(clean))]
}

export const richText: ElementKind = {
  name: 'rich-text',
  properties: { nodes: null, space: null, userSelect: null },
  create: (host) => {
    const content = draw('div')
    const show = () => {
      const nodes = host.raw('nodes')
      if (Array.isArray(nodes)) return content.replaceChildren(...(nodes as RichNode[]).map(drawNode))
      const parsed = new DOMParser().parseFromString(String(nodes ?? ''), 'text/html')
      content.replaceChildren(...[...parsed.body.childNodes].flatMap(clean))
    }
    return {
      changed: { nodes: show },
      attached: () => {
        host.node.append(content)
        show()
      },
    }
  },
}
