import parser, { type Node, type Pseudo, type Selector } from 'postcss-selector-parser'
import { notSupported } from './problems'
import { ELEMENTS } from '../elements'
import { HOST_ATTRIBUTE, OWNER_ATTRIBUTE, PAGE_ATTRIBUTE, elementTag, scopedClass } from '../screen'

/** Whose style sheet it is, which decides what its selectors may reach. */
export type StyleOwner =
  { kind: 'app' } | { kind: 'page'; path: string } | { kind: 'component'; scope: string | null }

const CLASSLESS = new Set<Node['type']>(['tag', 'id', 'attribute'])
const ONLY_CLASSES =
  "a component's sheet may name classes only: WeChat takes no element, id or attribute there"
const ELEMENT_NAMES = new Set<string>(ELEMENTS)

/**
 * Rewrites a WXSS selector list for the browser, where one document holds all pages and components.
 * A page's sheet reaches that page only; a scoped component's reaches its own template, by class prefix, and
 * selectors without a class by the owner's mark. App and page sheets name elements everywhere, as in WeChat.
 * `complain` hears of what a phone does not take.
 */
export function scopeSelectors(
  selectors: string,
  owner: StyleOwner,
  complain: (message: string) => void,
): string {
  return parser((list) => {
    list.each((selector) => {
      if (owner.kind === 'component')
        selector.walk((node) => void (CLASSLESS.has(node.type) && complain(ONLY_CLASSES)))
      if (owner.kind === 'component' && owner.scope !== null) withinTemplate(selector, owner.scope)
      selector.walkTags((tag) => {
        if (ELEMENT_NAMES.has(tag.value)) tag.value = elementTag(tag.value)
      })
      selector.walkPseudos((pseudo) => {
        if (!pseudo.value.startsWith(':host')) return
        if (owner.kind !== 'component' || owner.scope === null)
          return complain(notSupported(':host outside an isolated component'))
        replaceHost(pseudo, owner.scope)
      })
      if (owner.kind === 'page') withinPage(selector, owner.path)
    })
  }).processSync(selectors)
}

function withinTemplate(selector: Selector, scope: string): void {
  for (const compound of compounds(selector)) {
    const reaches = compound.some(
      (node) =>
        node.type === 'class' ||
        (node.type === 'tag' && node.value === 'page') ||
        (node.type === 'pseudo' && /^:(host|root)/.test(node.value)),
    )
    if (reaches) continue
    const last = compound.findLast((node) => !isPseudoElement(node))
    if (last) last.parent?.insertAfter(last, ownerMark(scope))
    else selector.insertBefore(compound[0]!, ownerMark(scope))
  }
  selector.walkClasses((node) => {
    node.value = scopedClass(scope, node.value)
  })
}

/** Costs no weight: a phone's selector has the weight it is written with. */
const ownerMark = (scope: string) =>
  parser.pseudo({ value: `:where([${OWNER_ATTRIBUTE.replace(':', '\\:')}="${scope}--"])` })

const isPseudoElement = (node: Node) => node.type === 'pseudo' && /^(::|:(before|after)$)/.test(node.value)

/** The parts between combinators: in `view.a > .b` they are `view.a` and `.b`. */
function compounds(selector: Selector): Node[][] {
  const parts: Node[][] = [[]]
  selector.each((node) => {
    if (node.type === 'combinator') parts.push([])
    else if (node.type !== 'comment') parts.at(-1)?.push(node)
  })
  return parts.filter((part) => part.length > 0)
}

function replaceHost(pseudo: Pseudo, scope: string): void {
  const host = parser.attribute({
    attribute: HOST_ATTRIBUTE,
    operator: '=',
    value: scope,
    quoteMark: '"',
    raws: {},
  })
  pseudo.replaceWith(host, ...pseudo.nodes.flatMap(({ nodes }) => nodes))
}

function withinPage(selector: Selector, path: string): void {
  const mark = `:where([${PAGE_ATTRIBUTE}="${path}"])`
  let root = false
  selector.walkTags((tag) => {
    if (tag.value !== 'page') return
    root = true
    tag.value = `page${mark}`
  })
  if (root) return
  selector.prepend(parser.combinator({ value: ' ' }))
  selector.prepend(parser.pseudo({ value: mark }))
}
