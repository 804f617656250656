import { isPosition } from './keys'
import { isDocument, type Document, type Value } from './values'

/** Undefined: there is no such field. */
export type Test = (value: Value | undefined) => boolean

/**
 * The comparisons as MongoDB defines them: only values of one type compare, text by its bytes, NaN with itself alone;
 * null is equal to what is missing.
 */
export const comparisons = {
  $eq: (operand) => (value) => equal(value, operand),
  $gt: (operand) => (value) => order(value, operand) > 0,
  $gte: (operand) => (value) => equal(value, operand) || order(value, operand) > 0,
  $lt: (operand) => (value) => order(value, operand) < 0,
  $lte: (operand) => (value) => equal(value, operand) || order(value, operand) < 0,
} satisfies Record<string, (operand: Value) => Test>

type Scalar = number | string | boolean | Date

function comparable(value: Value | undefined, operand: Value): boolean {
  if (value instanceof Date || operand instanceof Date)
    return value instanceof Date && operand instanceof Date
  return typeof value === typeof operand && ['number', 'string', 'boolean'].includes(typeof value)
}

/** 0 also for what does not compare: values of two types, and NaN, which is neither less nor greater than a number. */
function order(a: Value | undefined, b: Value): number {
  if (!comparable(a, b)) return 0
  const [left, right] = [a, b] as [Scalar, Scalar]
  if (typeof left === 'string') return Buffer.compare(Buffer.from(left), Buffer.from(right as string))
  return left < right ? -1 : left > right ? 1 : 0
}

function equal(value: Value | undefined, operand: Value): boolean {
  if (operand === null) return value === null || value === undefined
  if (operand instanceof Date) return value instanceof Date && value.getTime() === operand.getTime()
  return value === operand || (Number.isNaN(operand) && Number.isNaN(value))
}

/** Whether a value at a path passes, or an item where a list is there. */
export function someValueAt(document: Document, path: string, test: Test): boolean {
  return reaches(document, path.split('.'), 0, (value) =>
    Array.isArray(value) ? value.some(test) : test(value),
  )
}

/** Whether anything is at a path: a list is something, also an empty one. */
export function existsAt(document: Document, path: string): boolean {
  return reaches(document, path.split('.'), 0, (value) => value !== undefined)
}

/**
 * Whether a way along a path ends where `test` passes. Through a list it leads to each object in it, and to the item
 * at a position where the path names one; not into a list that lies in a list.
 */
function reaches(value: Value | undefined, path: string[], at: number, test: Test): boolean {
  const step = path[at]
  if (step === undefined) return test(value)
  if (Array.isArray(value)) {
    if (value.some((item) => isDocument(item) && reaches(item, path, at, test))) return true
    return isPosition(step) && reaches(value[Number(step)], path, at + 1, test)
  }
  const below = isDocument(value) && Object.hasOwn(value, step) ? value[step] : undefined
  return reaches(below, path, at + 1, test)
}
