import { Context } from 'mingo'
import * as operators from 'mingo/operators/query'
import { Query } from 'mingo/query'
import { requestFailed, unsupported } from '../errors'
import { isDocument, type Document, type Value } from './values'

const logical = new Set(['$and', '$or', '$nor'])
const comparisons = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists'])

/** mingo with these operators and no others: what is not listed is refused, not half understood. */
const context = Context.init({
  query: {
    $and: operators.$and,
    $or: operators.$or,
    $nor: operators.$nor,
    $eq: operators.$eq,
    $ne: operators.$ne,
    $gt: operators.$gt,
    $gte: operators.$gte,
    $lt: operators.$lt,
    $lte: operators.$lte,
    $in: operators.$in,
    $nin: operators.$nin,
    $exists: operators.$exists,
  },
})

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
export function compileQuery(query: Document): (document: Document) => boolean {
  checkQuery(query)
  if (Object.keys(query).length === 0) return () => true
  const compiled = new Query<Document>(query as never, { context })
  return (document) => compiled.test(document)
}

/** The conditions every match must meet, by field. Other parts of the query are left out. */
export function conditionsOf(query: Document): Map<string, Condition> {
  const conditions = new Map<string, Condition>()
  gather(query, conditions)
  return conditions
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
    if (!comparisons.has(operator)) throw unsupported(`The query operator ${operator} (on ${field})`)
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
  // In a list of objects MongoDB finds the one that lacks the field; mingo does not.
  if (value === null && field.includes('.'))
    throw unsupported(`Comparing the path ${field} with null (${operator})`)
}

function isOperatorDocument(value: Value): value is Document {
  return isDocument(value) && Object.keys(value).some((name) => name.startsWith('$'))
}

function gather(query: Document, conditions: Map<string, Condition>): void {
  for (const [name, operand] of Object.entries(query)) {
    if (name === '$and' && Array.isArray(operand)) {
      for (const part of operand) if (isDocument(part)) gather(part, conditions)
    } else if (!name.startsWith('$')) {
      const condition = conditions.get(name) ?? {}
      conditions.set(name, condition)
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
