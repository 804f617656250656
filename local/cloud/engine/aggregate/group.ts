import { unsupported } from '../../errors'
import { encode } from '../keys'
import { sorted } from '../sort'
import { isDocument, type Document, type Value } from '../values'
import { compileGathered, type Gathered } from './accumulator'
import { compileExpression, type Expression } from './expression'
import { compareOperands } from './logic'
import { inNoOrder } from './no-order'
import { aggregateFailed, type Rows, type StageCompiler, type Transform } from './rows'

/** `{_id: expression, field: {accumulator: expression}}`. A missing key counts as null. */
export const compileGroup: StageCompiler = (operand) => {
  if (!isDocument(operand)) throw aggregateFailed("a group's fields must be specified in an object")
  const { _id: id, ...fields } = operand
  if (id === undefined) throw aggregateFailed('a group specification must include an _id')
  return grouping(compileExpression(id), compileGathered('$group', fields))
}

/**
 * `{groupBy, boundaries, default?, output?}`: a group per range that has documents, in the order of its lower
 * bound. Fails for a document in no range when there is no default.
 */
export const compileBucket: StageCompiler = (operand) => {
  const { groupBy, boundaries, default: rest, output, ...others } = isDocument(operand) ? operand : {}
  const [other] = Object.keys(others)
  if (other !== undefined) throw aggregateFailed(`Unrecognized option to $bucket: ${other}`)
  if (!isDocument(groupBy) && !(typeof groupBy === 'string' && groupBy.startsWith('$')))
    throw aggregateFailed('The $bucket groupBy field must be a path with a dollar or an expression object')
  if (!isPlain(boundaries ?? null) || !isPlain(rest ?? null))
    throw unsupported('A $bucket with a boundary or default that is an expression')
  const bounds = boundsOf(boundaries)
  const key = bucketKey(compileExpression(groupBy), bounds, rest)
  const fields = output === undefined ? { count: { $sum: 1 } } : output
  if (!isDocument(fields)) throw aggregateFailed('The $bucket output must be an object')
  const group = grouping(key, compileGathered('$bucket', fields))
  return function* (rows) {
    const buckets = [...group(rows)].map((document) => ({ document }))
    for (const { document } of sorted(buckets, [['_id', 1]])) yield document
  }
}

interface Group {
  key: Value
  fields: { name: string; of: Expression; gathered: ReturnType<Gathered['start']> }[]
}

function grouping(key: Expression, fields: Gathered[]): Transform {
  return function* (rows) {
    for (const [, group] of inNoOrder(gather(rows, key, fields))) {
      const results = group.fields.map(({ name, gathered }): [string, Value] => [name, gathered.result()])
      yield { _id: group.key, ...Object.fromEntries(results) }
    }
  }
}

function gather(rows: Rows, keyOf: Expression, fields: Gathered[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const document of rows) {
    const key = keyOf(document) ?? null
    const name = encode(key).toString('latin1')
    let group = groups.get(name)
    if (!group) {
      group = { key, fields: fields.map(({ start, ...field }) => ({ ...field, gathered: start() })) }
      groups.set(name, group)
    }
    for (const { of, gathered } of group.fields) gathered.add(of(document))
  }
  return groups
}

function bucketKey(valueOf: Expression, bounds: Value[], rest: Value | undefined): Expression {
  const [lowest, highest] = [bounds[0] ?? null, bounds.at(-1) ?? null]
  const within = (value: Value | undefined) =>
    compareOperands(value, lowest) >= 0 && compareOperands(value, highest) < 0
  if (rest !== undefined && kindOf(rest) === kindOf(lowest) && within(rest))
    throw aggregateFailed('The $bucket default must lie outside its boundaries')
  return (document: Document) => {
    const value = valueOf(document)
    if (within(value)) return bounds.findLast((bound) => compareOperands(bound, value) <= 0)
    if (rest === undefined)
      throw aggregateFailed('$switch could not find a matching branch for an input, and no default was given')
    return rest
  }
}

function boundsOf(boundaries: Value | undefined): Value[] {
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw aggregateFailed('The $bucket boundaries must be a list of at least two values')
  for (const [i, bound] of boundaries.entries()) {
    const next = boundaries[i + 1]
    if (next === undefined) break
    if (kindOf(bound) !== kindOf(next))
      throw aggregateFailed('All values of $bucket boundaries must be of one type')
    if (compareOperands(bound, next) >= 0)
      throw aggregateFailed('The $bucket boundaries must be in ascending order')
  }
  return boundaries
}

/** Whether the server would take it as it stands, not as an expression. */
function isPlain(value: Value): boolean {
  if (typeof value === 'string') return !value.startsWith('$')
  if (Array.isArray(value)) return value.every(isPlain)
  return (
    !isDocument(value) ||
    Object.entries(value).every(([name, field]) => !name.startsWith('$') && isPlain(field))
  )
}

function kindOf(value: Value): string {
  return value instanceof Date ? 'date' : Array.isArray(value) ? 'array' : typeof value
}
