import { requestFailed, unsupported } from '../errors'
import { pathClash } from './path-clash'
import { isDocument, type Document, type Value } from './values'

/**
 * Turns a projection into a function that keeps or drops fields, dotted paths included.
 * Fails for a mixture of both, for a field beside one below it, and by name for projections by operator.
 */
export function compileProjection(projection: Document): (document: Document) => Document {
  const { _id: id, ...fields } = projection
  const kept: string[] = []
  const dropped: string[] = []
  for (const [field, wanted] of Object.entries(fields)) {
    if (typeof wanted !== 'number' && typeof wanted !== 'boolean')
      throw unsupported(`A projection of ${field} by operator`)
    ;(wanted ? kept : dropped).push(field)
  }
  if (kept.length > 0 && dropped.length > 0) {
    throw requestFailed('[InvalidParameter] Projection cannot have a mix of inclusion and exclusion.')
  }
  const keepsId = id === undefined || Boolean(id)
  if (kept.length > 0 || (dropped.length === 0 && id !== undefined && keepsId)) {
    const tree = pathTree(keepsId ? ['_id', ...kept] : kept)
    return (document) => keep(document, tree)
  }
  const tree = pathTree(keepsId ? dropped : ['_id', ...dropped])
  return (document) => drop(document, tree)
}

/** A field's name leads to the fields below it, or to null when the field itself is named. */
type PathTree = Map<string, PathTree | null>

function pathTree(paths: string[]): PathTree {
  const clash = pathClash(paths)
  if (clash) throw requestFailed(`[InvalidParameter] Path collision at ${clash.later}`)
  const root: PathTree = new Map()
  for (const path of paths) {
    const steps = path.split('.')
    const last = steps.pop() ?? path
    let level = root
    for (const step of steps) {
      const next = level.get(step) ?? new Map<string, PathTree | null>()
      level.set(step, next)
      level = next
    }
    level.set(last, null)
  }
  return root
}

function keep(document: Document, tree: PathTree): Document {
  const entries = Object.entries(document).flatMap(([field, value]): [string, Value][] => {
    const below = tree.get(field)
    if (below === undefined) return []
    if (below === null) return [[field, value]]
    if (isDocument(value)) return [[field, keep(value, below)]]
    return Array.isArray(value) ? [[field, keepInItems(value, below)]] : []
  })
  return Object.fromEntries(entries)
}

/** Of what is neither an object nor a list in a list, nothing is kept. */
function keepInItems(items: Value[], tree: PathTree): Value[] {
  return items.flatMap((item): Value[] => {
    if (isDocument(item)) return [keep(item, tree)]
    return Array.isArray(item) ? [keepInItems(item, tree)] : []
  })
}

function drop(document: Document, tree: PathTree): Document {
  const entries = Object.entries(document).flatMap(([field, value]): [string, Value][] => {
    const below = tree.get(field)
    if (below === undefined) return [[field, value]]
    if (below === null) return []
    return [[field, dropBelow(value, below)]]
  })
  return Object.fromEntries(entries)
}

function dropBelow(value: Value, tree: PathTree): Value {
  if (isDocument(value)) return drop(value, tree)
  return Array.isArray(value) ? value.map((item) => dropBelow(item, tree)) : value
}
