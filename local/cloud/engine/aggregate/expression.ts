import { unsupported } from '../../errors'
import { isDocument, type Document, type Value } from '../values'
import { arithmetic } from './arithmetic'
import { calendar } from './calendar'
import { compileFieldPath, type Maybe } from './field-path'
import { logic } from './logic'
import { aggregateFailed } from './rows'

export type Expression = (document: Document) => Maybe

/** Compiles what an operator is given; `compile` is for the expressions inside. */
export type OperatorCompiler = (operand: Value, compile: (source: Value) => Expression) => Expression

const operators: Record<string, OperatorCompiler> = {
  ...arithmetic,
  ...logic,
  ...calendar,
  $literal: (operand) => () => operand,
}

/**
 * Compiles a field path, an operator of the list, an object or a list of expressions, or a constant.
 * Fails by name for operators outside the list.
 */
export function compileExpression(source: Value): Expression {
  if (typeof source === 'string' && source.startsWith('$')) return compileFieldPath(source)
  if (Array.isArray(source)) {
    const items = source.map(compileExpression)
    return (document) => items.map((item) => item(document) ?? null)
  }
  if (!isDocument(source)) return () => source
  const names = Object.keys(source)
  const operator = names.find((name) => name.startsWith('$'))
  if (operator === undefined) return compileObject(source)
  if (names.length > 1)
    throw aggregateFailed(`An object of an expression has one operator or none: ${names.join(', ')}`)
  const compile = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  if (!compile) throw unsupported(`The expression operator ${operator}`)
  return compile(source[operator] ?? null, compileExpression)
}

/** A field whose expression finds nothing is left out. */
function compileObject(source: Document): Expression {
  const fields = Object.entries(source).map(([name, field]) => [name, compileExpression(field)] as const)
  return (document) =>
    Object.fromEntries(
      fields.flatMap(([name, field]): [string, Value][] => {
        const value = field(document)
        return value === undefined ? [] : [[name, value]]
      }),
    )
}
