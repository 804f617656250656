import { glassEasel, type GlassElement, type GlassText } from '../glass/glass-easel'

interface Compound {
  tag: string | undefined
  id: string | undefined
  classes: string[]
  attributes: { name: string; value: string | undefined }[]
}

interface Step {
  /** `>`: the element's own parent; otherwise any ancestor. */
  child: boolean
  compound: Compound
}

const COMPOUND = /(?:[\w-]+|\*)?(?:#[\w-]+|\.[\w-]+|\[[^\]]+\])*/y

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

export const tagOf = (element: GlassElement): string => (element.tagName ?? element.is ?? '').toLowerCase()

/** An attribute as it stands in the template. */
export function attributeOf(element: GlassElement, name: string): unknown {
  if (name === 'class') return element.class
  if (name === 'id') return element.id
  if (name === 'style') return element.style
  if (name.startsWith('data-')) return element.dataset?.[camel(name.slice(5))]
  return element.data?.[camel(name)]
}

function parseCompound(text: string): Compound {
  const parts = text.match(/^[\w*-]+|#[\w-]+|\.[\w-]+|\[[^\]]+\]/g) ?? []
  const compound: Compound = { tag: undefined, id: undefined, classes: [], attributes: [] }
  for (const part of parts) {
    if (part.startsWith('#')) compound.id = part.slice(1)
    else if (part.startsWith('.')) compound.classes.push(part.slice(1))
    else if (part.startsWith('[')) {
      const [, name, value] = /^\[\s*([\w-]+)\s*(?:=\s*["']?([^"'\]]*)["']?)?\s*\]$/.exec(part) ?? []
      if (name === undefined) throw new Error(`selector ${part} is not supported by the preview`)
      compound.attributes.push({ name, value })
    } else if (part !== '*') compound.tag = part.toLowerCase()
  }
  return compound
}

function parse(selector: string): Step[] {
  const steps: Step[] = []
  const text = selector.trim()
  let at = 0
  while (at < text.length) {
    const [gap = ''] = /^\s*(>\s*)?/.exec(text.slice(at)) ?? []
    at += gap.length
    COMPOUND.lastIndex = at
    const [compound = ''] = COMPOUND.exec(text) ?? []
    if (compound === '') throw new Error(`selector ${selector} is not supported by the preview`)
    steps.push({ child: gap.includes('>'), compound: parseCompound(compound) })
    at += compound.length
  }
  if (steps.length === 0) throw new Error('an empty selector selects nothing')
  return steps
}

/** Blocks, ifs and loops are nodes of the tree, not elements. */
const isElement = (node: GlassElement | GlassText): node is GlassElement =>
  node.childNodes !== undefined && !glassEasel.VirtualNode.isVirtualNode(node)

function matchesOne(element: GlassElement, { tag, id, classes, attributes }: Compound): boolean {
  if (tag !== undefined && tagOf(element) !== tag) return false
  if (id !== undefined && element.id !== id) return false
  if (!classes.every((name) => element.classList?.contains(name))) return false
  return attributes.every(({ name, value }) => {
    const has = attributeOf(element, name)
    return value === undefined ? has !== undefined && has !== null : String(has) === value
  })
}

function parentOf(element: GlassElement): GlassElement | null {
  let parent = element.parentNode
  while (parent !== null && !isElement(parent)) parent = (parent as GlassElement).parentNode
  return parent === null || glassEasel.ShadowRoot.isShadowRoot(parent) ? null : parent
}

function matches(element: GlassElement, steps: Step[]): boolean {
  const last = steps.at(-1)
  if (last === undefined) return true
  if (!matchesOne(element, last.compound)) return false
  const above = steps.slice(0, -1)
  if (above.length === 0) return true
  for (let parent = parentOf(element); parent !== null; parent = parentOf(parent)) {
    if (matches(parent, above)) return true
    if (last.child) return false
  }
  return false
}

function* elementsBelow(node: GlassElement): Generator<GlassElement> {
  for (const child of node.childNodes) {
    if (child.childNodes === undefined) continue
    if (isElement(child)) yield child
    yield* elementsBelow(child)
  }
}

/**
 * Elements below `root`, in the order of the template, without going inside components: a page or component sees
 * its own template only. Knows tags, `.class`, `#id`, `[attribute=value]`, descendants, `>` and `,`.
 * @throws for any other selector, by name.
 */
export function select(root: GlassElement, selector: string): GlassElement[] {
  const alternatives = selector.split(',').map(parse)
  return [...elementsBelow(root)].filter((element) => alternatives.some((steps) => matches(element, steps)))
}
