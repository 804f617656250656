import { unsupported } from '../../errors'
import { encode } from '../keys'
import { isDocument, type Document, type Value } from '../values'
import { exact } from '../whole-numbers'
import { ExactSum } from './exact-sum'
import { compileExpression, type Expression } from './expression'
import type { Maybe } from './field-path'
import { compareOperands } from './logic'
import { inNoOrder } from './no-order'
import { aggregateFailed } from './rows'

/** What a group gathers from its documents, one after the other. */
interface Accumulator {
  add(value: Maybe): void
  result(): Value
}

const accumulators: Record<string, () => Accumulator> = {
  $sum: () => {
    const sum = new ExactSum()
    let whole = true
    return {
      add: (value) => {
        if (typeof value !== 'number') return
        whole &&= Number.isInteger(value)
        sum.add(value)
      },
      result: () => (whole ? exact(sum.value) : sum.value),
    }
  },
  $avg: () => {
    const sum = new ExactSum()
    let count = 0
    return {
      add: (value) => {
        if (typeof value !== 'number') return
        count += 1
        sum.add(value)
      },
      result: () => (count === 0 ? null : sum.value / count),
    }
  },
  $min: () => extreme((order) => order < 0),
  $max: () => extreme((order) => order > 0),
  $first: () => {
    let first: Value | undefined
    return {
      add: (value) => {
        if (first === undefined) first = value ?? null
      },
      result: () => first ?? null,
    }
  },
  $last: () => {
    let last: Value = null
    return {
      add: (value) => {
        last = value ?? null
      },
      result: () => last,
    }
  },
  $push: () => {
    const list: Value[] = []
    return {
      add: (value) => {
        if (value !== undefined) list.push(value)
      },
      result: () => list,
    }
  },
  $addToSet: () => {
    const set = new Map<string, Value>()
    return {
      add: (value) => {
        if (value !== undefined) set.set(encode(value).toString('latin1'), value)
      },
      result: () => inNoOrder(set).map(([, value]) => value),
    }
  },
}

/** A field of a group: what each document gives, and how it is gathered. */
export interface Gathered {
  name: string
  of: Expression
  start: () => Accumulator
}

/** Reads the fields of a group besides its `_id`. Fails by name for accumulators outside the list. */
export function compileGathered(stage: string, fields: Document): Gathered[] {
  return Object.entries(fields).map(([name, spec]) => {
    if (name.includes('.') || name.startsWith('$'))
      throw aggregateFailed(`The field name '${name}' of ${stage} must have no dot and no leading dollar`)
    const [operator, ...others] = isDocument(spec) ? Object.keys(spec) : []
    if (!isDocument(spec) || operator === undefined || !operator.startsWith('$') || others.length > 0)
      throw aggregateFailed(`The field '${name}' must be an accumulator object`)
    const start = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined
    if (!start) throw unsupported(`The accumulator ${operator}`)
    if (Array.isArray(spec[operator]))
      throw aggregateFailed(`The ${operator} accumulator is a unary operator`)
    return { name, of: compileExpression(spec[operator] ?? null), start }
  })
}

/** Null and missing do not count. */
function extreme(beats: (order: number) => boolean): Accumulator {
  let best: Value = null
  return {
    add: (value) => {
      if (value === undefined || value === null) return
      if (best === null || beats(compareOperands(value, best))) best = value
    },
    result: () => best,
  }
}
