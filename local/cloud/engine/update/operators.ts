import { unsupported, updateFailed } from '../../errors'
import { compareValues } from '../keys'
import { compileQuery } from '../query'
import { checkFieldNames, copy, isDocument, show, typeName, type Value } from '../values'
import { exact } from '../whole-numbers'
import { compilePush } from './push'

/** One field an operator works on. `value` is undefined where the field is missing. */
export interface Target {
  value: Value | undefined
  /** How messages name the document. */
  id: string
  put(value: Value): void
  remove(): void
}

/** Looks at the operand, as the server does before it looks for documents, and gives what then works on each. */
export type Operator = (path: string, operand: Value) => (target: Target) => void

/** Operators that leave a missing field missing, and so must not create the objects above it. */
export const needsField = new Set(['$unset', '$pull', '$pop'])

/** The update operators there are here, by name. */
export const operators = new Map<string, Operator>(
  Object.entries<Operator>({
    $set: (_path, operand) => {
      checkFieldNames(operand)
      return (target) => putIfChanged(target, operand)
    },
    $unset: () => (target) => {
      if (target.value !== undefined) target.remove()
    },
    $inc: (path, operand) => {
      const amount = numberOperand('increment', path, operand)
      return (target) => {
        if (target.value === undefined) target.put(amount)
        else if (amount !== 0) target.put(sum(numberField('$inc', path, target), amount))
        else numberField('$inc', path, target)
      }
    },
    $mul: (path, operand) => {
      const factor = numberOperand('multiply', path, operand)
      return (target) => {
        if (target.value === undefined) target.put(0)
        else putIfChanged(target, product(numberField('$mul', path, target), factor))
      }
    },
    $min: (_path, operand) => {
      checkFieldNames(operand)
      return (target) => {
        if (target.value === undefined || compareValues(operand, target.value) < 0) target.put(copy(operand))
      }
    },
    $max: (_path, operand) => {
      checkFieldNames(operand)
      return (target) => {
        if (target.value === undefined || compareValues(operand, target.value) > 0) target.put(copy(operand))
      }
    },
    $push: (path, operand) => {
      const pushed = compilePush(operand)
      return (target) => {
        const list = arrayField(
          target,
          (type) =>
            `The field '${path}' must be an array but is of type ${type} in document {_id: ${target.id}}`,
        )
        putIfChanged(target, pushed(list ?? []))
      }
    },
    $addToSet: (path, operand) => {
      const items = addedItems(operand)
      return (target) => {
        const list = arrayField(
          target,
          (type) =>
            `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${type}`,
        )
        const result = [...(list ?? [])]
        for (const item of items) if (!result.some((known) => same(known, item))) result.push(copy(item))
        putIfChanged(target, result)
      }
    },
    $pull: (_path, operand) => {
      const matches = pullTest(operand)
      return (target) => {
        const list = arrayField(target, () => 'Cannot apply $pull to a non-array value')
        if (!list) return
        putIfChanged(
          target,
          list.filter((item) => !matches(item)),
        )
      }
    },
    $pop: (path, operand) => {
      if (operand !== 1 && operand !== -1) throw updateFailed(`$pop expects 1 or -1, found: ${show(operand)}`)
      return (target) => {
        const list = arrayField(
          target,
          (type) => `Path '${path}' contains an element of non-array type '${type}'`,
        )
        if (list && list.length > 0) target.put(operand === 1 ? list.slice(0, -1) : list.slice(1))
      }
    },
  }),
)

function putIfChanged(target: Target, value: Value): void {
  if (target.value === undefined || !same(target.value, value)) target.put(copy(value))
}

function numberOperand(verb: string, path: string, operand: Value): number {
  if (typeof operand === 'number') return operand
  throw updateFailed(`Cannot ${verb} with non-numeric argument: {${path}: ${show(operand)}}`)
}

function numberField(operator: string, path: string, { value, id }: Target): number {
  if (typeof value === 'number') return value
  throw updateFailed(
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${id}} has the field '${lastStep(path)}' of non-numeric type ${typeName(value ?? null)}`,
  )
}

function arrayField(target: Target, message: (type: string) => string): Value[] | undefined {
  if (target.value === undefined || Array.isArray(target.value)) return target.value
  throw updateFailed(message(typeName(target.value)))
}

const sum = (a: number, b: number): number => exact(a + b, a, b)
const product = (a: number, b: number): number => exact(a * b, a, b)

function addedItems(operand: Value): Value[] {
  // What the SDK makes of _.addToSet({each}) lacks the dollar; the platform's reading of it is unknown.
  if (isDocument(operand) && 'each' in operand) throw unsupported('$addToSet with {each}')
  const items = isDocument(operand) && '$each' in operand ? operand.$each : [operand]
  if (!Array.isArray(items)) throw updateFailed('The argument to $each in $addToSet must be an array')
  checkFieldNames(items)
  return items
}

/** A plain value pulls its equals; operators pull what they match; an object pulls objects with those fields. */
function pullTest(operand: Value): (item: Value) => boolean {
  if (!isDocument(operand)) return (item) => same(item, operand)
  if (Object.keys(operand).some((name) => name.startsWith('$'))) {
    const matches = compileQuery({ item: operand })
    return (item) => matches({ item })
  }
  const matches = compileQuery(operand)
  return (item) => isDocument(item) && matches(item)
}

function same(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
