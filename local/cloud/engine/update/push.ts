import { unsupported, updateFailed } from '../../errors'
import { compareValues } from '../keys'
import { checkFieldNames, copy, isDocument, typeName, type Value } from '../values'

/** What `$push` makes of a list. Its operand is looked at before any document is. */
export function compilePush(operand: Value): (list: readonly Value[]) => Value[] {
  if (!isDocument(operand) || !('$each' in operand)) {
    checkFieldNames(operand)
    return (list) => [...list, copy(operand)]
  }
  const { $each, $position, $slice, $sort, ...others } = operand
  const other = Object.keys(others)[0]
  if (other !== undefined) throw updateFailed(`Unrecognized clause in $push: ${other}`)
  if (!Array.isArray($each))
    throw updateFailed(
      `The argument to $each in $push must be an array but it was of type: ${typeName($each ?? null)}`,
    )
  checkFieldNames($each)
  const position = integer('$position', $position)
  const order = $sort === undefined ? null : itemOrder($sort)
  const slice = integer('$slice', $slice)

  return (list) => {
    const result = [...list]
    result.splice(position ?? result.length, 0, ...copy($each))
    if (order) result.sort(order)
    if (slice === undefined) return result
    return slice >= 0 ? result.slice(0, slice) : result.slice(slice)
  }
}

function itemOrder(sort: Value): (a: Value, b: Value) => number {
  if (sort === 1 || sort === -1) return (a, b) => compareValues(a, b) * sort
  if (!isDocument(sort)) throw updateFailed('The $sort is invalid: use 1/-1 or a document with fields')
  const fields = Object.entries(sort).map(([field, direction]): [string, 1 | -1] => {
    if (direction !== 1 && direction !== -1)
      throw updateFailed('The $sort element value must be either 1 or -1')
    if (field.includes('.')) throw unsupported(`$push with $sort by the path ${field}`)
    return [field, direction]
  })
  const fieldOf = (item: Value, field: string) => (isDocument(item) ? (item[field] ?? null) : null)
  return (a, b) => {
    for (const [field, direction] of fields) {
      const order = compareValues(fieldOf(a, field), fieldOf(b, field))
      if (order !== 0) return order * direction
    }
    return 0
  }
}

function integer(name: string, value: Value | undefined): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value))) return value
  throw updateFailed(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
}
