import type { Value } from '../values'
import type { Expression } from './expression'
import { aggregateFailed } from './rows'

type Compile = (source: Value) => Expression

/** The operands of an operator that takes a list, or a single one in place of a list of one. */
export function argumentsOf(
  operator: string,
  operand: Value,
  compile: Compile,
  count?: number,
): Expression[] {
  const sources = Array.isArray(operand) ? operand : [operand]
  if (count !== undefined && sources.length !== count) {
    throw aggregateFailed(
      `Expression ${operator} takes exactly ${count} arguments. ${sources.length} were passed in.`,
    )
  }
  return sources.map(compile)
}

export function twoArguments(operator: string, operand: Value, compile: Compile): [Expression, Expression] {
  const [first, second] = argumentsOf(operator, operand, compile, 2)
  if (!first || !second) throw aggregateFailed(`Expression ${operator} takes exactly 2 arguments`)
  return [first, second]
}
