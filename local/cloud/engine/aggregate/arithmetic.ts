import { unsupported } from '../../errors'
import { typeName, type Value } from '../values'
import { exact } from '../whole-numbers'
import { argumentsOf, twoArguments } from './arguments'
import type { OperatorCompiler } from './expression'
import type { Maybe } from './field-path'
import { aggregateFailed } from './rows'

/**
 * Null and missing make the result null, as in MongoDB; other types than numbers and dates are errors. `$add` and
 * `$multiply` stop at the first of either, from the left; with two operands null comes first.
 */
export const arithmetic: Record<string, OperatorCompiler> = {
  $add: (operand, compile) => {
    const terms = argumentsOf('$add', operand, compile)
    return (document) => added(terms.map((term) => term(document)))
  },
  $subtract: (operand, compile) => {
    const [from, amount] = twoArguments('$subtract', operand, compile)
    return (document) => subtracted(from(document), amount(document))
  },
  $multiply: (operand, compile) => {
    const factors = argumentsOf('$multiply', operand, compile)
    return (document) => {
      let product = 1
      for (const factor of factors) {
        const value = factor(document)
        if (isNothing(value)) return null
        const number = numberOf('$multiply', value)
        product = exact(product * number, product, number)
      }
      return product
    }
  },
  $divide: (operand, compile) => {
    const [dividend, divisor] = twoArguments('$divide', operand, compile)
    return (document) => {
      const numbers = numbersOf('$divide', [dividend(document), divisor(document)])
      if (!numbers) return null
      const [number = 0, by = 0] = numbers
      if (by === 0) throw aggregateFailed("can't $divide by zero")
      return number / by
    }
  },
}

function added(terms: Maybe[]): Value {
  let date: Date | null = null
  const numbers: number[] = []
  for (const term of terms) {
    if (isNothing(term)) return null
    if (!(term instanceof Date)) numbers.push(numberOf('$add', term, 'numeric or date'))
    else if (date === null) date = term
    else throw aggregateFailed('only one date allowed in an $add expression')
  }
  // From three terms on, the way they are rounded depends on MongoDB's version.
  if (numbers.length > 2 && !numbers.every(Number.isInteger))
    throw unsupported('$add of more than two numbers that are not all whole')
  const sum = numbers.reduce((total, term) => exact(total + term, total, term), 0)
  return date ? shifted(date, sum) : sum
}

function subtracted(from: Maybe, amount: Maybe): Value {
  if (from instanceof Date && amount instanceof Date) return from.getTime() - amount.getTime()
  if (from instanceof Date && typeof amount === 'number') return shifted(from, -amount)
  const numbers = numbersOf('$subtract', [from, amount])
  if (!numbers) return null
  const [number = 0, less = 0] = numbers
  return exact(number - less, number, less)
}

function shifted(date: Date, milliseconds: number): Date {
  if (!Number.isInteger(milliseconds)) throw unsupported('A date moved by a part of a millisecond')
  return new Date(date.getTime() + milliseconds)
}

/** Null when one is null or missing. */
function numbersOf(operator: string, values: Maybe[]): number[] | null {
  if (values.some(isNothing)) return null
  return values.map((value) => numberOf(operator, value))
}

function numberOf(operator: string, value: Maybe, kinds = 'numeric'): number {
  if (typeof value === 'number') return value
  throw aggregateFailed(`${operator} only supports ${kinds} types, not ${typeName(value ?? null)}`)
}

const isNothing = (value: Maybe): boolean => value === null || value === undefined
