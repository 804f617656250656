import { unsupported, updateFailed } from '../errors'
import { compareValues } from './keys'
import { compileQuery } from './query'
import { checkFieldNames, copy, isDocument, toText, typeName, type Document, type Value } from './values'
import { exact } from './whole-numbers'

/** One field an operator works on. `value` is undefined where the field is missing. */
interface Target {
  path: string
  value: Value | undefined
  /** How messages name the document. */
  id: string
  put(value: Value): void
  remove(): void
}

type Operator = (target: Target, operand: Value) => void

/** Operators that leave a missing field missing, and so must not create the objects above it. */
const needsField = new Set(['$unset', '$pull', '$pop'])

const operators: Record<string, Operator> = {
  $set: (target, operand) => {
    checkFieldNames(operand)
    if (target.value === undefined || !same(target.value, operand)) target.put(copy(operand))
  },
  $unset: (target) => {
    if (target.value !== undefined) target.remove()
  },
  $inc: (target, operand) => {
    const amount = numberOperand('increment', target, operand)
    if (target.value === undefined) target.put(amount)
    else if (amount !== 0) target.put(sum(numberField('$inc', target), amount))
    else numberField('$inc', target)
  },
  $mul: (target, operand) => {
    const factor = numberOperand('multiply', target, operand)
    if (target.value === undefined) target.put(0)
    else putIfChanged(target, product(numberField('$mul', target), factor))
  },
  $min: (target, operand) => {
    checkFieldNames(operand)
    if (target.value === undefined || compareValues(operand, target.value) < 0) target.put(copy(operand))
  },
  $max: (target, operand) => {
    checkFieldNames(operand)
    if (target.value === undefined || compareValues(operand, target.value) > 0) target.put(copy(operand))
  },
  $push: (target, operand) => {
    const list = arrayField(
      target,
      (type) =>
        `The field '${target.path}' must be an array but is of type ${type} in document {_id: ${target.id}}`,
    )
    putIfChanged(target, pushed(list ?? [], operand))
  },
  $addToSet: (target, operand) => {
    const list = arrayField(
      target,
      (type) =>
        `Cannot apply $addToSet to non-array field. Field named '${target.path}' has non-array type ${type}`,
    )
    const result = [...(list ?? [])]
    for (const item of addedItems(operand))
      if (!result.some((known) => same(known, item))) result.push(copy(item))
    putIfChanged(target, result)
  },
  $pull: (target, operand) => {
    const list = arrayField(target, () => 'Cannot apply $pull to a non-array value')
    if (!list) return
    const matches = pullTest(operand)
    putIfChanged(
      target,
      list.filter((item) => !matches(item)),
    )
  },
  $pop: (target, operand) => {
    if (operand !== 1 && operand !== -1) throw updateFailed(`$pop expects 1 or -1, found: ${show(operand)}`)
    const list = arrayField(
      target,
      (type) => `Path '${target.path}' contains an element of non-array type '${type}'`,
    )
    if (list && list.length > 0) target.put(operand === 1 ? list.slice(0, -1) : list.slice(1))
  },
}

/**
 * Applies `{$operator: {path: operand}}` to a copy of `document`.
 * Fails as MongoDB does for operands and fields of the wrong type, and by name for other operators.
 */
export function updated(document: Document, update: Document): { document: Document; changed: boolean } {
  const result = copy(document)
  const id = show(document._id ?? null)
  const paths: string[] = []
  let changed = false
  for (const [name, fields] of Object.entries(update)) {
    const operator = operators[name]
    if (!operator) {
      throw name.startsWith('$')
        ? unsupported(`The update operator ${name}`)
        : updateFailed(`Unknown modifier: ${name}`)
    }
    if (!isDocument(fields))
      throw updateFailed(`Modifiers operate on fields but we found ${typeName(fields)} for ${name}`)
    for (const [path, operand] of Object.entries(fields)) {
      checkPath(path, paths)
      const place = locate(result, path, !needsField.has(name))
      if (!place) continue
      const target = {
        path,
        id,
        value: place.read(),
        put: (value: Value) => {
          place.write(value)
          changed = true
        },
        remove: () => {
          place.remove()
          changed = true
        },
      }
      operator(target, operand)
    }
  }
  return { document: result, changed }
}

function checkPath(path: string, earlier: string[]): void {
  if (path === '_id' || path.startsWith('_id.'))
    throw updateFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
  if (path.split('.').some((step) => step === ''))
    throw updateFailed(`The update path '${path}' contains an empty field name`)
  if (path.includes('$')) throw unsupported(`The positional update path ${path}`)
  const clash = earlier.find(
    (other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
  )
  if (clash !== undefined)
    throw updateFailed(`Updating the path '${path}' would create a conflict at '${clash}'`)
  earlier.push(path)
}

interface Place {
  read(): Value | undefined
  write(value: Value): void
  remove(): void
}

/** Walks to the field a path names. Creates the objects on the way if `create`, else gives null. */
function locate(document: Document, path: string, create: boolean): Place | null {
  const steps = path.split('.')
  const last = steps.pop() ?? path
  let holder: Value = document
  let holderName = ''
  for (const [i, step] of steps.entries()) {
    const place: Place | null = child(holder, holderName, step, create)
    if (!place) return null
    let next: Value | undefined = place.read()
    if (next === undefined) {
      if (!create) return null
      next = {}
      place.write(next)
    }
    if (!isDocument(next) && !Array.isArray(next)) {
      if (!create) return null
      throw updateFailed(`Cannot create field '${steps[i + 1] ?? last}' in element {${step}: ${show(next)}}`)
    }
    holder = next
    holderName = step
  }
  return child(holder, holderName, last, create)
}

function child(holder: Value, holderName: string, step: string, create: boolean): Place | null {
  if (Array.isArray(holder)) {
    if (!/^\d+$/.test(step)) {
      if (!create) return null
      throw updateFailed(`Cannot create field '${step}' in element {${holderName}: ${show(holder)}}`)
    }
    const index = Number(step)
    return {
      read: () => holder[index],
      write: (value) => {
        while (holder.length < index) holder.push(null)
        holder[index] = value
      },
      remove: () => {
        holder[index] = null
      },
    }
  }
  if (!isDocument(holder)) return null
  return {
    read: () => (Object.hasOwn(holder, step) ? holder[step] : undefined),
    write: (value) => {
      Object.defineProperty(holder, step, { value, writable: true, enumerable: true, configurable: true })
    },
    remove: () => {
      delete holder[step]
    },
  }
}

function putIfChanged(target: Target, value: Value): void {
  if (target.value === undefined || !same(target.value, value)) target.put(value)
}

function numberOperand(verb: string, target: Target, operand: Value): number {
  if (typeof operand === 'number') return operand
  throw updateFailed(`Cannot ${verb} with non-numeric argument: {${target.path}: ${show(operand)}}`)
}

function numberField(operator: string, target: Target): number {
  if (typeof target.value === 'number') return target.value
  throw updateFailed(
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${target.id}} has the field '${lastStep(target.path)}' of non-numeric type ${typeName(target.value ?? null)}`,
  )
}

function arrayField(target: Target, message: (type: string) => string): Value[] | undefined {
  if (target.value === undefined || Array.isArray(target.value)) return target.value
  throw updateFailed(message(typeName(target.value)))
}

function pushed(list: Value[], operand: Value): Value[] {
  if (!isDocument(operand) || !('$each' in operand)) {
    checkFieldNames(operand)
    return [...list, copy(operand)]
  }
  const { $each, $position, $slice, $sort, ...others } = operand
  const other = Object.keys(others)[0]
  if (other !== undefined) throw updateFailed(`Unrecognized clause in $push: ${other}`)
  if (!Array.isArray($each))
    throw updateFailed(
      `The argument to $each in $push must be an array but it was of type: ${typeName($each ?? null)}`,
    )
  checkFieldNames($each)

  const result = [...list]
  result.splice(integer('$position', $position) ?? result.length, 0, ...copy($each))
  if ($sort !== undefined) result.sort(itemOrder($sort))
  const slice = integer('$slice', $slice)
  if (slice === undefined) return result
  return slice >= 0 ? result.slice(0, slice) : result.slice(slice)
}

function itemOrder(sort: Value): (a: Value, b: Value) => number {
  if (sort === 1 || sort === -1) return (a, b) => compareValues(a, b) * sort
  if (!isDocument(sort)) throw updateFailed('The $sort is invalid: use 1/-1 or a document with fields')
  const fields = Object.entries(sort).map(([field, direction]): [string, 1 | -1] => {
    if (direction !== 1 && direction !== -1)
      throw updateFailed('The $sort element value must be either 1 or -1')
    if (field.includes('.')) throw unsupported(`$push with $sort by the path ${field}`)
    return [field, direction]
  })
  const fieldOf = (item: Value, field: string) => (isDocument(item) ? (item[field] ?? null) : null)
  return (a, b) => {
    for (const [field, direction] of fields) {
      const order = compareValues(fieldOf(a, field), fieldOf(b, field))
      if (order !== 0) return order * direction
    }
    return 0
  }
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

function integer(name: string, value: Value | undefined): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value))) return value
  throw updateFailed(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
}

function same(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

function show(value: Value): string {
  return toText({ value }).slice('{"value":'.length, -1)
}
