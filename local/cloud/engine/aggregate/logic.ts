import { unsupported } from '../../errors'
import { compareValues } from '../keys'
import { isDocument, type Value } from '../values'
import { argumentsOf, twoArguments } from './arguments'
import type { Expression, OperatorCompiler } from './expression'
import type { Maybe } from './field-path'
import { aggregateFailed } from './rows'

export const logic: Record<string, OperatorCompiler> = {
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $and: (operand, compile) => {
    const parts = argumentsOf('$and', operand, compile)
    return (document) => parts.every((part) => holds(part(document)))
  },
  $or: (operand, compile) => {
    const parts = argumentsOf('$or', operand, compile)
    return (document) => parts.some((part) => holds(part(document)))
  },
  $not: (operand, compile) => {
    const parts = argumentsOf('$not', operand, compile, 1)
    return (document) => !parts.some((part) => holds(part(document)))
  },
  $cond: (operand, compile) => {
    const [condition, yes, no] = branches(operand).map(compile) as [Expression, Expression, Expression]
    return (document) => (holds(condition(document)) ? yes(document) : no(document))
  },
  $ifNull: (operand, compile) => {
    if (Array.isArray(operand) && operand.length > 2)
      throw unsupported('$ifNull with more than one replacement')
    const [value, replacement] = twoArguments('$ifNull', operand, compile)
    return (document) => value(document) ?? replacement(document)
  },
}

/** MongoDB's order over all types; what is missing comes before null and equals only what is missing. */
export function compareOperands(a: Maybe, b: Maybe): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return compareValues(a, b)
}

function comparison(operator: string, fits: (order: number) => boolean): OperatorCompiler {
  return (operand, compile) => {
    const [left, right] = twoArguments(operator, operand, compile)
    return (document) => fits(compareOperands(left(document), right(document)))
  }
}

/** False, zero, null and missing do not hold; everything else does, empty text and lists included. */
function holds(value: Maybe): boolean {
  return value !== false && value !== 0 && value !== null && value !== undefined
}

function branches(operand: Value): Value[] {
  if (Array.isArray(operand)) {
    if (operand.length === 3) return operand
    throw aggregateFailed(`Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`)
  }
  const given = isDocument(operand) ? Object.keys(operand).sort().join() : ''
  if (!isDocument(operand) || given !== 'else,if,then') throw aggregateFailed('$cond needs if, then and else')
  return [operand.if ?? null, operand.then ?? null, operand.else ?? null]
}
