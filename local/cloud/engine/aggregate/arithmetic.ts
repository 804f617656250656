import { unsupported } from '../../errors'
import { typeName, type Value } from '../values'
import { exact } from '../whole-numbers'
import { argumentsOf, twoArguments } from './arguments'
import type { OperatorCompiler } from './expression'
import type { Maybe } from './field-path'
import { aggregateFailed } from './rows'

/** Null and missing make the result null, as in MongoDB; other types than numbers and dates are errors. */
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
      const numbers = numbersOf(
        '$multiply',
        factors.map((factor) => factor(document)),
      )
      return numbers && numbers.reduce((product, factor) => exact(product * factor, product, factor), 1)
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
  const dates = terms.filter((term) => term instanceof Date)
  if (dates.length > 1) throw aggregateFailed('only one date allowed in an $add expression')
  const [date] = dates
  const numbers = numbersOf(
    '$add',
    terms.filter((term) => !(term instanceof Date)),
    'numeric or date',
  )
  if (!numbers) return null
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
function numbersOf(operator: string, values: Maybe[], kinds = 'numeric'): number[] | null {
  if (values.some((value) => value === null || value === undefined)) return null
  return values.map((value) => {
    if (typeof value === 'number') return value
    throw aggregateFailed(`${operator} only supports ${kinds} types, not ${typeName(value ?? null)}`)
  })
}
