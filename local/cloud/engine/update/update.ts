import { unsupported, updateFailed } from '../../errors'
import { pathClash } from '../path-clash'
import { copy, isDocument, show, typeName, type Document, type Value } from '../values'
import { needsField, operators, type Target } from './operators'
import { locate } from './place'

/** What an update makes of a document, which stays as it is. */
export type Update = (document: Document) => { document: Document; changed: boolean }

interface Step {
  path: string
  /** Whether the objects above a missing field are made. */
  creates: boolean
  work(target: Target): void
}

/**
 * `{$operator: {path: operand}}`. Fails as MongoDB does, before any document is looked for, for operands of the wrong
 * type and paths in each other's way, and by name for other operators; then for fields of the wrong type.
 */
export function compileUpdate(update: Document): Update {
  const steps = Object.entries(update).flatMap(([name, fields]) => stepsOf(name, fields))
  checkPaths(steps.map(({ path }) => path))
  return (document) => {
    const result = copy(document)
    const id = show(document._id ?? null)
    let changed = false
    for (const { path, creates, work } of steps) {
      const place = locate(result, path, creates)
      if (!place) continue
      work({
        id,
        value: place.read(),
        put: (value) => {
          place.write(value)
          changed = true
        },
        remove: () => {
          place.remove()
          changed = true
        },
      })
    }
    return { document: result, changed }
  }
}

function stepsOf(name: string, fields: Value): Step[] {
  const operator = operators.get(name)
  if (!operator) {
    throw name.startsWith('$')
      ? unsupported(`The update operator ${name}`)
      : updateFailed(`Unknown modifier: ${name}`)
  }
  if (!isDocument(fields))
    throw updateFailed(`Modifiers operate on fields but we found ${typeName(fields)} for ${name}`)
  return Object.entries(fields).map(([path, operand]) => {
    checkPath(path)
    return { path, creates: !needsField.has(name), work: operator(path, operand) }
  })
}

function checkPath(path: string): void {
  if (path === '_id' || path.startsWith('_id.'))
    throw updateFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
  if (path.split('.').some((step) => step === ''))
    throw updateFailed(`The update path '${path}' contains an empty field name`)
  if (path.includes('$')) throw unsupported(`The positional update path ${path}`)
}

function checkPaths(paths: string[]): void {
  const clash = pathClash(paths)
  if (clash)
    throw updateFailed(`Updating the path '${clash.later}' would create a conflict at '${clash.earlier}'`)
}
