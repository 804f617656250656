import { isDocument, type Document, type Value } from '../values'
import { fieldOf } from './field-path'
import { aggregateFailed, type StageCompiler } from './rows'

/**
 * `'$path'` or `{path, includeArrayIndex?, preserveNullAndEmptyArrays?}`: a document per item of a list. What is
 * no list counts as a list of one; missing, null and empty ones vanish unless they are to be preserved.
 */
export const compileUnwind: StageCompiler = (operand) => {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays, ...others } = isDocument(operand)
    ? operand
    : { path: operand }
  const [other] = Object.keys(others)
  if (other !== undefined) throw aggregateFailed(`unrecognized option to $unwind stage: ${other}`)
  const steps = fieldOf(path, '$unwind')
  const preserve = preserveNullAndEmptyArrays ?? false
  if (typeof preserve !== 'boolean') throw aggregateFailed('preserveNullAndEmptyArrays must be true or false')
  const numbered = indexName(includeArrayIndex)
  return function* (rows) {
    for (const document of rows) {
      const value = fieldAt(document, steps)
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, item] of value.entries()) yield numbered(withField(document, steps, item), i)
      } else if (value !== undefined && value !== null && !Array.isArray(value)) {
        yield numbered(document, null)
      } else if (preserve) {
        yield numbered(Array.isArray(value) ? withField(document, steps, undefined) : document, null)
      }
    }
  }
}

function indexName(name: Value | undefined): (document: Document, index: number | null) => Document {
  if (name === undefined) return (document) => document
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.'))
    throw aggregateFailed('includeArrayIndex must be the name of a field')
  return (document, index) => ({ ...document, [name]: index })
}

/** Reaches through objects, not through lists. */
function fieldAt(document: Document, steps: string[]): Value | undefined {
  let value: Value | undefined = document
  for (const step of steps) value = isDocument(value) && Object.hasOwn(value, step) ? value[step] : undefined
  return value
}

function withField(document: Document, [step = '', ...rest]: string[], value: Value | undefined): Document {
  const { [step]: current, ...others } = document
  const next = rest.length > 0 && isDocument(current) ? withField(current, rest, value) : value
  if (next === undefined) return others
  return { ...document, [step]: next }
}
