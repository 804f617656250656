import { unsupported } from '../../errors'
import { isDocument, type Document, type Value } from '../values'
import { aggregateFailed } from './rows'

/** A value, or nothing where a document has no such field: MongoDB tells the two apart. */
export type Maybe = Value | undefined

/** Reads `$a.b` or `$$ROOT.a.b`. Fails by name for other variables. */
export function compileFieldPath(source: string): (document: Document) => Maybe {
  if (source.startsWith('$$')) {
    const [variable, ...steps] = source.slice(2).split('.')
    if (variable !== 'ROOT') throw unsupported(`The variable $$${variable ?? ''}`)
    return (document) => valueAt(document, checked(source, steps))
  }
  const steps = checked(source, source.slice(1).split('.'))
  return (document) => valueAt(document, steps)
}

/** The steps of the field a stage names with a dollar, as `$unwind` does. */
export function fieldOf(source: Value | undefined, stage: string): string[] {
  if (typeof source !== 'string' || !source.startsWith('$') || source.startsWith('$$'))
    throw aggregateFailed(`${stage} needs a field path that begins with $`)
  return checked(source, source.slice(1).split('.'))
}

/** Of a list of objects it reads the field of each; a number in a path is a field's name, not a position. */
export function valueAt(value: Maybe, steps: readonly string[]): Maybe {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (Array.isArray(value)) {
    return value
      .filter(isDocument)
      .map((item) => valueAt(item, steps))
      .filter((found) => found !== undefined)
  }
  return isDocument(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined
}

function checked(source: string, steps: string[]): string[] {
  if (steps.some((step) => step === '' || step.startsWith('$')))
    throw aggregateFailed(`'${source}' is not a field path`)
  return steps
}
