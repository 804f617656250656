import * as fc from 'fast-check'
import { compareValues } from '../../local/cloud/engine/keys'
import { compileQuery } from '../../local/cloud/engine/query'
import type { Document, Value } from '../../local/cloud/engine/values'

const matches = (value: Document, query: Document): boolean => compileQuery(query)({ _id: 'a', ...value })

describe('a condition on a field', () => {
  it.each<[string, Document, Document, boolean]>([
    ['a value of its own type', { v: 5 }, { v: { $gt: 3 } }, true],
    ['no value of another type', { v: '5' }, { v: { $gt: 3 } }, false],
    ['a date as a date, not as a number', { v: new Date(5) }, { v: { $gte: 5 } }, false],
    ['null as what is missing', {}, { v: null }, true],
    ['what is missing as no value', {}, { v: { $lt: 5 } }, false],
    ['whatever is not that value, also what is missing', {}, { v: { $ne: 5 } }, true],
    [
      'text by its bytes: an ideograph beyond the first plane is the greater',
      { v: '𠮷' },
      { v: { $gt: '～' } },
      true,
    ],
    ['text by its bytes, the other way', { v: '～' }, { v: { $gte: '𠮷' } }, false],
    ['NaN as itself', { v: NaN }, { v: NaN }, true],
    ['NaN as neither less', { v: NaN }, { v: { $lte: 5 } }, false],
    ['NaN nor greater than a number', { v: NaN }, { v: { $gte: 5 } }, false],
    ['NaN as not less than itself', { v: NaN }, { v: { $lt: NaN } }, false],
    ['NaN as at most itself', { v: NaN }, { v: { $lte: NaN } }, true],
    ['no number as at least NaN', { v: 5 }, { v: { $gte: NaN } }, false],
    ['a name that every object of JavaScript has as missing', {}, { constructor: { $exists: true } }, false],
  ])('takes %s', (_what, value, query, found) => {
    expect(matches(value, query)).toBe(found)
  })
})

describe('a condition on a list', () => {
  it.each<[string, Document, Document, boolean]>([
    ['an item that fits', { v: [1, 9] }, { v: { $gt: 5 } }, true],
    ['one item for each bound', { v: [1, 9] }, { v: { $gt: 5, $lt: 3 } }, true],
    ['no item that must not be there', { v: [1, 9] }, { v: { $ne: 9 } }, false],
    ['no item of an empty list', { v: [] }, { v: null }, false],
    ['an empty list as something', { v: [] }, { v: { $exists: true } }, true],
    ['no item of a list in it', { v: [[5]] }, { v: 5 }, false],
    ['a field of an object in it', { o: [{ k: 1 }, { k: 5 }] }, { 'o.k': { $in: [5] } }, true],
    ['an item of a list in an object in it', { o: [{ k: [1, 5] }, { k: [2] }] }, { 'o.k': { $gt: 3 } }, true],
    ['… also of several', { o: [{ k: [1, 5] }] }, { 'o.k': { $in: [5, 7] } }, true],
    ['… and misses it when it must not be there', { o: [{ k: [1, 5] }] }, { 'o.k': { $nin: [5] } }, false],
    ['nothing below a list that lies in it', { o: [[{ k: 5 }]] }, { 'o.k': 5 }, false],
    ['… nor that it is there', { o: [[{ k: 5 }]] }, { 'o.k': { $exists: true } }, false],
    ['an item by its position', { o: [{ k: 1 }, { k: 5 }] }, { 'o.1.k': 5 }, true],
    ['a list by its position, and its items', { o: [[5]] }, { 'o.0': 5 }, true],
    ['an item of that list by its position', { o: [[5, 6]] }, { 'o.0.1': 6 }, true],
    ['no item beyond the end', { o: [] }, { 'o.0': { $exists: true } }, false],
    ['no position in a list that is not on the path', { o: [] }, { 'o.k.0': { $exists: true } }, false],
    ['a field whose name is a number', { o: [{ '1': 5 }] }, { 'o.1': 5 }, true],
  ])('finds %s', (_what, value, query, found) => {
    expect(matches(value, query)).toBe(found)
  })
})

describe('conditions together', () => {
  it.each<[Document, boolean]>([
    [{ a: 1, b: 2 }, true],
    [{ a: 1, b: 3 }, false],
    [{ $and: [{ a: 1 }, { b: 3 }] }, false],
    [{ $or: [{ a: 9 }, { b: 2 }] }, true],
    [{ $or: [{ a: 9 }, { b: 9 }] }, false],
    [{ $nor: [{ a: 9 }, { b: 9 }] }, true],
    [{ $nor: [{ a: 1 }, { b: 9 }] }, false],
    [{ a: { $gte: 1, $lte: 1 }, $or: [{ b: { $in: [] } }, { b: { $exists: 1 } }] }, true],
    [{ b: { $exists: 0 } }, false],
  ])('%j', (query, found) => {
    expect(matches({ a: 1, b: 2 }, query)).toBe(found)
  })
})

describe('any condition on any document', () => {
  /** MongoDB's rule told the other way round: first every value that a path shows, then the comparison. */
  function shown(value: Value | undefined, path: string[]): (Value | undefined)[] {
    const [step, ...rest] = path
    if (step === undefined) return [value]
    if (Array.isArray(value)) {
      const inObjects = value.filter(isObject).flatMap((item) => shown(item, path))
      return /^\d$/.test(step) ? [...inObjects, ...shown(value[Number(step)], rest)] : inObjects
    }
    return isObject(value) && Object.hasOwn(value, step) ? shown(value[step], rest) : [undefined]
  }
  const isObject = (value: unknown): value is Document =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  const kind = (value: Value | undefined): string =>
    value === null ? 'null' : value instanceof Date ? 'date' : Array.isArray(value) ? 'list' : typeof value
  const isNaN = (value: unknown): boolean => Number.isNaN(value)

  function passes(value: Value | undefined, operator: string, operand: Value): boolean {
    if (operand === null) return value === null || value === undefined
    if (value === undefined || kind(value) !== kind(operand)) return false
    if (isNaN(value) || isNaN(operand)) return isNaN(value) && isNaN(operand) && operator.endsWith('e')
    const order = compareValues(value, operand)
    return (
      { $eq: order === 0, $gt: order > 0, $gte: order >= 0, $lt: order < 0, $lte: order <= 0 }[operator] ??
      false
    )
  }

  function expected(document: Document, path: string, operator: string, operand: Value): boolean {
    const values = shown(document, path.split('.'))
    const items = values.flatMap((value) => (Array.isArray(value) ? value : [value]))
    const some = (name: string, wanted: Value) =>
      items.some((value) => (name === '$eq' && isNaN(wanted) ? isNaN(value) : passes(value, name, wanted)))
    if (operator === '$exists') return values.some((value) => value !== undefined) === operand
    if (operator === '$ne') return !some('$eq', operand)
    if (operator === '$in') return (operand as Value[]).some((one) => some('$eq', one))
    if (operator === '$nin') return !(operand as Value[]).some((one) => some('$eq', one))
    return some(operator, operand)
  }

  const scalar = fc.constantFrom<Value>(
    ...[0, 1, 5, 2.5, -1, NaN, '', 'b', '5', '～', '𠮷', true, false],
    ...[new Date(0), new Date(1_000)],
  )
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.oneof(scalar, fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.record(
        { k: tie('value'), m: tie('value'), '0': tie('value') },
        { requiredKeys: [] },
      ) as fc.Arbitrary<Value>,
    ),
  }))
  const path = fc.constantFrom('v', 'o', 'o.k', 'o.k.m', 'o.0', 'o.0.k', 'o.k.0', 'v.1')
  const condition = fc.oneof(
    fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), scalar),
    fc.tuple(fc.constantFrom('$in', '$nin'), fc.array(scalar, { maxLength: 2 })),
    fc.tuple(fc.constant('$exists'), fc.boolean()),
  )

  it('is decided as MongoDB decides it', () => {
    fc.assert(
      fc.property(
        fc.record({ v: value, o: value }, { requiredKeys: [] }),
        path,
        condition,
        (document, where, [operator, operand]) => {
          const found = compileQuery({ [where]: { [operator]: operand } })(document as Document)
          expect(found).toBe(expected(document as Document, where, operator, operand))
        },
      ),
      { numRuns: 3_000 },
    )
  })
})
