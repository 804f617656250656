import { requestFailed, unsupported } from '../errors'
import { comparisons, existsAt, someValueAt } from './match'
import { isDocument, type Document, type Value } from './values'

const logical = new Set(['$and', '$or', '$nor'])
/** These and no others: what is not listed is refused, not half understood. */
const conditions = new Set([...Object.keys(comparisons), '$ne', '$in', '$nin', '$exists'])

type Matcher = (document: Document) => boolean

/** What a query says about one field with `and` between: enough to choose a range of an index. */
export interface Condition {
  equal?: Value
  oneOf?: Value[]
  low?: Bound
  high?: Bound
}

export interface Bound {
  value: Value
  inclusive: boolean
}

/**
 * Turns a query into a test of documents.
 * Fails by name for an operator outside the list, for comparing with whole objects or arrays, and for
 * comparing a dotted path with null.
 */
export function compileQuery(query: Document): Matcher {
  checkQuery(query)
  return every(Object.entries(query).map(([name, operand]) => compilePart(name, operand)))
}

const every =
  (matchers: Matcher[]): Matcher =>
  (document) =>
    matchers.every((matches) => matches(document))

function compilePart(name: string, operand: Value): Matcher {
  if (!logical.has(name)) {
    const given = isOperatorDocument(operand) ? operand : { $eq: operand }
    return every(Object.entries(given).map(([operator, value]) => compileCondition(name, operator, value)))
  }
  const parts = (operand as Document[]).map(compileQuery)
  if (name === '$and') return every(parts)
  const some: Matcher = (document) => parts.some((matches) => matches(document))
  return name === '$or' ? some : (document) => !some(document)
}

function compileCondition(path: string, operator: string, operand: Value): Matcher {
  if (operator === '$ne') return not(compileCondition(path, '$eq', operand))
  if (operator === '$nin') return not(compileCondition(path, '$in', operand))
  if (operator === '$exists') {
    const wanted = truthy(operand)
    return (document) => existsAt(document, path) === wanted
  }
  if (operator === '$in') {
    const tests = (operand as Value[]).map((item) => comparisons.$eq(item))
    return (document) => someValueAt(document, path, (value) => tests.some((test) => test(value)))
  }
  const test = comparisons[operator as keyof typeof comparisons](operand)
  return (document) => someValueAt(document, path, test)
}

const not =
  (matches: Matcher): Matcher =>
  (document) =>
    !matches(document)

/** As MongoDB takes a flag: everything but false, zero and null. */
const truthy = (flag: Value): boolean => flag !== false && flag !== 0 && flag !== null

/** The conditions every match must meet, by field. Other parts of the query are left out. */
export function conditionsOf(query: Document): Map<string, Condition> {
  const found = new Map<string, Condition>()
  gather(query, found)
  return found
}

function checkQuery(query: Document): void {
  for (const [name, operand] of Object.entries(query)) {
    if (logical.has(name)) {
      if (!Array.isArray(operand) || operand.length === 0)
        throw requestFailed(`${name} must be a nonempty array`)
      for (const part of operand) {
        if (!isDocument(part)) throw requestFailed(`${name} argument's entries must be objects`)
        checkQuery(part)
      }
    } else if (name.startsWith('$')) {
      throw unsupported(`The query operator ${name}`)
    } else {
      checkCondition(name, operand)
    }
  }
}

function checkCondition(field: string, operand: Value): void {
  if (!isOperatorDocument(operand)) return checkOperand(field, '$eq', operand)
  for (const [operator, value] of Object.entries(operand)) {
    if (!conditions.has(operator)) throw unsupported(`The query operator ${operator} (on ${field})`)
    if (operator === '$in' || operator === '$nin') {
      if (!Array.isArray(value)) throw requestFailed(`${operator} needs an array`)
      for (const item of value) checkOperand(field, operator, item)
    } else {
      checkOperand(field, operator, value)
    }
  }
}

function checkOperand(field: string, operator: string, value: Value): void {
  if (Array.isArray(value)) throw unsupported(`Comparing ${field} with an array (${operator})`)
  if (isDocument(value)) throw unsupported(`Comparing ${field} with an object (${operator})`)
  if (value === null && ['$gt', '$gte', '$lt', '$lte'].includes(operator)) {
    throw unsupported(`Comparing ${field} with null (${operator})`)
  }
  // What a list on the way means that has no objects in it is not known of the platform's version.
  if (value === null && field.includes('.'))
    throw unsupported(`Comparing the path ${field} with null (${operator})`)
}

function isOperatorDocument(value: Value): value is Document {
  return isDocument(value) && Object.keys(value).some((name) => name.startsWith('$'))
}

function gather(query: Document, found: Map<string, Condition>): void {
  for (const [name, operand] of Object.entries(query)) {
    if (name === '$and' && Array.isArray(operand)) {
      for (const part of operand) if (isDocument(part)) gather(part, found)
    } else if (!name.startsWith('$')) {
      const condition = found.get(name) ?? {}
      found.set(name, condition)
      if (isOperatorDocument(operand)) gatherOperators(operand, condition)
      else condition.equal = operand
    }
  }
}

function gatherOperators(operand: Document, condition: Condition): void {
  for (const [operator, value] of Object.entries(operand)) {
    if (operator === '$eq') condition.equal = value
    else if (operator === '$in' && Array.isArray(value)) condition.oneOf = value
    else if (operator === '$gt' || operator === '$gte')
      condition.low = { value, inclusive: operator === '$gte' }
    else if (operator === '$lt' || operator === '$lte')
      condition.high = { value, inclusive: operator === '$lte' }
  }
}
