import { unsupported } from '../../errors'
import { isDocument, type Document, type Value } from '../values'
import { aggregateFailed, type StageCompiler } from './rows'

/**
 * `{from, localField, foreignField, as}`: joins by equality, of each item where the local field is a list.
 * Fails by name for other forms, and for a collection that does not exist: MongoDB finds nothing in it, what
 * the platform says is not known.
 */
export const compileLookup: StageCompiler = (operand, joinable) => {
  const { from, localField, foreignField, as, ...others } = isDocument(operand) ? operand : {}
  const [other] = Object.keys(others)
  if (other !== undefined) throw unsupported(`A $lookup with ${other}`)
  const [collection, local, foreign, name] = [from, localField, foreignField, as].map(textOf) as [
    string,
    string,
    string,
    string,
  ]
  if (!joinable.exists(collection))
    throw unsupported(`A $lookup in ${collection}, a collection that does not exist,`)
  if (name.includes('.')) throw unsupported(`A $lookup that writes to the path ${name}`)
  return function* (rows) {
    // All before the first is joined: the same collection may be read for the join.
    for (const document of [...rows]) {
      const key = localValue(document, local)
      const query = Array.isArray(key) ? { [foreign]: { $in: key } } : { [foreign]: { $eq: key } }
      const matches = Array.isArray(key) && key.length === 0 ? [] : joinable.find(collection, query)
      yield { ...document, [name]: [...matches] }
    }
  }
}

function textOf(option: Value | undefined): string {
  if (typeof option === 'string' && option !== '' && !option.startsWith('$')) return option
  throw aggregateFailed('$lookup needs from, localField, foreignField and as, each a name')
}

/** What is missing joins as null. */
function localValue(document: Document, path: string): Value {
  let value: Value | undefined = document
  for (const step of path.split('.')) {
    if (Array.isArray(value)) throw unsupported(`A $lookup by ${path}, through a list,`)
    value = isDocument(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value ?? null
}
