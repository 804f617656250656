import { compileExpression } from '../../local/cloud/engine/aggregate/expression'
import { compilePipeline } from '../../local/cloud/engine/aggregate/pipeline'
import type { Document, Value } from '../../local/cloud/engine/values'
import { openProbe, rejection, type Probe } from './probe-function'

const joined: Record<string, Document[]> = {
  members: [
    { _id: 'm1', name: 'Li' },
    { _id: 'm2', name: null },
    { _id: 'm3', tags: ['a', 'b'] },
  ],
}
const joinable = {
  exists: (name: string) => Object.hasOwn(joined, name),
  find: (name: string, query: Document) =>
    compilePipeline([{ name: '$match', operand: query }], joinable)(joined[name] ?? []),
}

/** What comes out of one stage; of groups, whose order says nothing, by key. */
function after(stage: string, operand: Value, documents: Document[]): Document[] {
  return [...compilePipeline([{ name: stage, operand }], joinable)(documents)]
}

function computed(expression: Value, document: Document = {}): Value | undefined {
  return compileExpression(expression)(document)
}

const at = (text: string) => new Date(text)

describe('an expression', () => {
  it.each<[string, Value, Document, Value | undefined]>([
    ['reads a field', '$a.b', { a: { b: 1 } }, 1],
    ['finds nothing where there is no field', '$a.b', { a: 5 }, undefined],
    ['reads the field of each object of a list', '$a.b', { a: [{ b: 1 }, { c: 2 }, 3, { b: 4 }] }, [1, 4]],
    ['takes a number in a path for a name', '$a.0', { a: [7] }, []],
    ['reads the whole document', '$$ROOT', { a: 1 }, { a: 1 }],
    ['is a constant', 'x', {}, 'x'],
    ['is an object of expressions, without what is missing', { p: '$a', q: '$b' }, { a: 1 }, { p: 1 }],
    ['is a list of expressions, null where missing', ['$a', '$b'], { a: 1 }, [1, null]],
    ['takes a literal as it is', { $literal: '$a' }, { a: 1 }, '$a'],
    ['adds', { $add: ['$a', 2, 3] }, { a: 1 }, 6],
    ['adds milliseconds to a date', { $add: [at('2025-01-01'), 1000] }, {}, at('2025-01-01T00:00:01Z')],
    ['adds nothing to null', { $add: [null, 2] }, {}, null],
    ['adds what is missing to null', { $add: ['$a', 2] }, {}, null],
    ['adds what is missing alone to null', { $add: ['$a'] }, {}, null],
    ['adds nothing before it comes to text', { $add: ['$a', 'x'] }, {}, null],
    ['multiplies nothing before it comes to text', { $multiply: [null, 'x'] }, {}, null],
    ['multiplies nothing', { $multiply: [] }, {}, 1],
    ['adds what is missing to a date to null', { $add: ['$a', at('2025-01-01')] }, {}, null],
    ['subtracts', { $subtract: ['$a', 2] }, { a: 1 }, -1],
    ['subtracts what is missing to null', { $subtract: ['$a', 2] }, {}, null],
    ['subtracts dates to milliseconds', { $subtract: [at('2025-01-02'), at('2025-01-01')] }, {}, 86_400_000],
    ['subtracts from a date', { $subtract: [at('2025-01-02'), 86_400_000] }, {}, at('2025-01-01')],
    ['multiplies', { $multiply: ['$a', 2.5] }, { a: 3 }, 7.5],
    ['divides', { $divide: ['$a', 2] }, { a: 3 }, 1.5],
    ['compares across types', { $lt: ['$a', 'x'] }, { a: 99 }, true],
    ['tells null from missing', { $eq: ['$a', null] }, {}, false],
    ['finds null equal to null', { $eq: ['$a', null] }, { a: null }, true],
    ['puts missing before null', { $lt: ['$a', null] }, {}, true],
    ['finds missing equal to missing', { $eq: ['$a', '$b'] }, {}, true],
    ['compares objects', { $eq: ['$a', { b: 1 }] }, { a: { b: 1 } }, true],
    ['says not equal', { $ne: ['$a', 1] }, { a: 1 }, false],
    ['says greater or equal', { $gte: ['$a', 1] }, { a: 1 }, true],
    ['says less or equal', { $lte: ['$a', 0] }, { a: 1 }, false],
    ['says greater', { $gt: ['$a', 0] }, { a: 1 }, true],
    ['holds for empty text and lists', { $and: ['', { $literal: [] }] }, {}, true],
    ['does not hold for zero, null or missing', { $or: [0, null, '$a', false] }, {}, false],
    ['negates', { $not: ['$a'] }, {}, true],
    ['chooses by list', { $cond: [{ $gte: ['$a', 1] }, 'yes', 'no'] }, { a: 1 }, 'yes'],
    ['chooses by name', { $cond: { if: '$a', then: 1, else: 2 } }, {}, 2],
    ['chooses to find nothing', { $cond: ['$a', 1, '$b'] }, {}, undefined],
    ['replaces null and missing', { $ifNull: ['$a', 5] }, { a: null }, 5],
    ['leaves zero', { $ifNull: ['$a', 5] }, { a: 0 }, 0],
  ])('%s', (_sentence, expression, document, expected) => {
    expect(computed(expression, document)).toEqual(expected)
  })

  it.each<[string, Value, string]>([
    ['adding text', { $add: [1, 'x'] }, '$add only supports numeric or date types, not string'],
    [
      'adding text before nothing',
      { $add: ['x', '$gone'] },
      '$add only supports numeric or date types, not string',
    ],
    [
      'multiplying text before nothing',
      { $multiply: ['x', null] },
      '$multiply only supports numeric types, not string',
    ],
    [
      'adding two dates before nothing',
      { $add: [at('2025-01-01'), at('2025-01-01'), null] },
      'only one date',
    ],
    ['adding two dates', { $add: [at('2025-01-01'), at('2025-01-01')] }, 'only one date'],
    ['multiplying a date', { $multiply: [at('2025-01-01'), 2] }, 'not date'],
    ['subtracting a date from a number', { $subtract: [1, at('2025-01-01')] }, 'not date'],
    ['dividing by zero', { $divide: [1, 0] }, "can't $divide by zero"],
    ['three operands of two', { $subtract: [1, 2, 3] }, 'exactly 2 arguments'],
    ['a choice without else', { $cond: { if: 1, then: 1 } }, '$cond needs if, then and else'],
    ['two operators in one object', { $add: [1], $subtract: [1, 1] }, 'one operator or none'],
    ['a path with an empty step', '$a..b', 'not a field path'],
    ['a date of text', { $hour: 'x' }, "can't convert from BSON type string to Date"],
  ])('fails, as in MongoDB, for %s', (_what, expression, message) => {
    expect(() => computed(expression)).toThrow(message)
    expect(() => computed(expression)).toThrow('[FailedOperation.Aggregate]')
  })

  it.each<[string, Value, string]>([
    ['$concat', { $concat: ['a'] }, 'The expression operator $concat'],
    ['$toString', { $toString: 1 }, 'The expression operator $toString'],
    ['an unknown operator', { $odd: 1 }, 'The expression operator $odd'],
    ['what an object inherits', { $add: { constructor: 1, $constructor: 1 } }, 'one operator or none'],
    ['the current time', '$$NOW', 'The variable $$NOW'],
    ['two replacements', { $ifNull: ['$a', '$b', 1] }, '$ifNull with more than one replacement'],
    ['a sum of more than two parts', { $add: [0.1, 0.2, 0.3] }, '$add of more than two numbers'],
    ['whole numbers too large', { $multiply: [2 ** 40, 2 ** 20] }, 'beyond 2^53'],
    ['whole numbers too small', { $subtract: [-(2 ** 53), 1] }, 'beyond 2^53'],
    [
      'a zone by another name',
      { $hour: { date: at('2025-01-01'), timezone: 'Europe/Paris' } },
      'Europe/Paris',
    ],
    [
      'Shanghai before its clocks are agreed on',
      { $hour: { date: at('1949-05-28T00:00:00Z'), timezone: 'Asia/Shanghai' } },
      'before October 1949',
    ],
    ['a date without a format', { $dateToString: { date: '$a' } }, '$dateToString without a format'],
    ['a format with a zone', { $dateToString: { date: '$a', format: '%Y%z' } }, 'The directive %z'],
    ['a format that ends too early', { $dateToString: { date: '$a', format: '%' } }, 'The directive %'],
  ])('refuses %s by name', (_what, expression, named) => {
    expect(() => computed(expression)).toThrow(named)
  })
})

describe('a date', () => {
  const text = (date: Value, format: string, timezone?: string) =>
    computed({ $dateToString: { date, format, ...(timezone === undefined ? {} : { timezone }) } })
  const all = '%Y-%m-%d %H:%M:%S.%L week %G-%V day %u %w %%'

  it.each<[string, string, string | undefined, string]>([
    ['in UTC', '2025-03-01T15:59:59.007Z', undefined, '2025-03-01 15:59:59.007 week 2025-09 day 6 7 %'],
    ['by an offset', '2025-03-01T16:00:00Z', '+08:00', '2025-03-02 00:00:00.000 week 2025-09 day 7 1 %'],
    [
      'by an offset without colon',
      '2025-03-01T16:00:00Z',
      '-0330',
      '2025-03-01 12:30:00.000 week 2025-09 day 6 7 %',
    ],
    [
      'by an offset of hours',
      '2025-03-01T16:00:00Z',
      '+08',
      '2025-03-02 00:00:00.000 week 2025-09 day 7 1 %',
    ],
    [
      'in Shanghai',
      '2025-03-01T16:00:00Z',
      'Asia/Shanghai',
      '2025-03-02 00:00:00.000 week 2025-09 day 7 1 %',
    ],
    [
      'in a summer of Shanghai',
      '1988-07-01T00:00:00Z',
      'Asia/Shanghai',
      '1988-07-01 09:00:00.000 week 1988-26 day 5 6 %',
    ],
    [
      'in a week of the year before',
      '2027-01-01T00:00:00Z',
      'GMT',
      '2027-01-01 00:00:00.000 week 2026-53 day 5 6 %',
    ],
    [
      'in a week of the year after',
      '2024-12-30T00:00:00Z',
      'UTC',
      '2024-12-30 00:00:00.000 week 2025-01 day 1 2 %',
    ],
    ['of long ago', '0099-02-03T00:00:00Z', undefined, '0099-02-03 00:00:00.000 week 0099-06 day 2 3 %'],
  ])('is written %s', (_how, date, zone, expected) => {
    expect(text(at(date), all, zone)).toBe(expected)
  })

  it('that is missing or null is null, or what was asked for instead', () => {
    expect(text(null, '%Y')).toBeNull()
    expect(computed({ $dateToString: { date: '$a', format: '%Y', onNull: 'never' } })).toBe('never')
    expect(computed({ $dateToString: { date: at('2025-01-01'), format: '%Y', timezone: '$a' } })).toBeNull()
    // What was asked for instead stands for the date alone.
    const noZone = { date: at('2025-01-01'), format: '%Y', timezone: '$a', onNull: 'never' }
    expect(computed({ $dateToString: noZone })).toBeNull()
  })

  it('gives its parts in a zone, Sunday being day 1', () => {
    const date = { date: at('2024-12-31T16:30:00Z'), timezone: 'Asia/Shanghai' }
    const parts = ['$year', '$month', '$dayOfMonth', '$dayOfWeek', '$hour']
    expect(parts.map((name) => computed({ [name]: date }))).toEqual([2025, 1, 1, 4, 0])
    expect(parts.map((name) => computed({ [name]: '$a' }, { a: date.date }))).toEqual([2024, 12, 31, 3, 16])
    expect(computed({ $hour: [at('2025-01-01T05:00:00Z')] })).toBe(5)
    expect(computed({ $hour: '$none' })).toBeNull()
  })
})

describe('$group', () => {
  const group = (fields: Document, documents: Document[], _id: Value = null) =>
    after('$group', { _id, ...fields }, documents)

  it('puts missing keys with null, and equal objects together', () => {
    const rows = [{ k: null }, {}, { k: 1 }, { k: { a: 1 } }, { k: { a: 1 } }]
    const counts = group({ n: { $sum: 1 } }, rows, '$k')
    expect(counts).toHaveLength(3)
    expect(counts).toEqual(
      expect.arrayContaining([
        { _id: null, n: 2 },
        { _id: 1, n: 1 },
        { _id: { a: 1 }, n: 2 },
      ]),
    )
  })

  it('has no row without documents', () => {
    expect(group({ n: { $sum: 1 } }, [])).toEqual([])
  })

  it('gives groups in no order to rely on, the same each time', () => {
    const rows = Array.from({ length: 20 }, (_, k) => ({ k }))
    const order = group({}, rows, '$k').map(({ _id }) => _id)
    expect(order).not.toEqual(rows.map(({ k }) => k))
    expect(group({}, rows.toReversed(), '$k').map(({ _id }) => _id)).toEqual(order)
  })

  it.each<[string, Document, Document[], Value]>([
    ['$sum adds numbers and passes over the rest', { $sum: '$v' }, [{ v: 1 }, { v: 'x' }, {}, { v: 2 }], 3],
    ['$sum of no number is zero', { $sum: '$v' }, [{ v: 'x' }], 0],
    ['$sum loses nothing to rounding', { $sum: '$v' }, Array<Document>(10).fill({ v: 0.1 }), 1],
    ['$avg passes over what is no number', { $avg: '$v' }, [{ v: 1 }, { v: null }, {}, { v: 2 }], 1.5],
    ['$avg of no number is null', { $avg: '$v' }, [{ v: 'x' }], null],
    ['$min passes over null and missing', { $min: '$v' }, [{}, { v: null }, { v: 2 }, { v: 'a' }], 2],
    ['$max compares across types', { $max: '$v' }, [{ v: 'a' }, { v: 2 }, {}], 'a'],
    ['$min of nothing is null', { $min: '$v' }, [{}], null],
    ['$first may be null', { $first: '$v' }, [{}, { v: 1 }], null],
    ['$last is the last', { $last: '$v' }, [{ v: 1 }, { v: 2 }], 2],
    ['$push keeps null, not what is missing', { $push: '$v' }, [{ v: 1 }, {}, { v: null }], [1, null]],
  ])('%s', (_sentence, accumulator, documents, expected) => {
    expect(group({ x: accumulator }, documents)).toEqual([{ _id: null, x: expected }])
  })

  it('$addToSet keeps each value once', () => {
    const [row] = group({ x: { $addToSet: '$v' } }, [
      { v: 1 },
      { v: 1 },
      { v: { a: 1 } },
      { v: { a: 1 } },
      {},
    ])
    expect(row?.x).toHaveLength(2)
    expect(row?.x).toEqual(expect.arrayContaining([1, { a: 1 }]))
  })
})

describe('$bucket', () => {
  const rows = [{ v: 0 }, { v: 9 }, { v: 25 }, { v: 'x' }, {}]

  it('counts what is in each range, the lower bound included, and no empty range', () => {
    const spec = { groupBy: '$v', boundaries: [0, 10, 20, 30], default: 'other' }
    expect(after('$bucket', spec, rows)).toEqual([
      { _id: 0, count: 2 },
      { _id: 20, count: 1 },
      { _id: 'other', count: 2 },
    ])
  })

  it('gathers what it is told to', () => {
    const spec = { groupBy: '$v', boundaries: [0, 10], output: { sum: { $sum: '$v' } } }
    expect(after('$bucket', spec, rows.slice(0, 2))).toEqual([{ _id: 0, sum: 9 }])
  })

  it('fails for what is in no range when there is no default', () => {
    const spec = { groupBy: '$v', boundaries: [0, 10] }
    expect(() => after('$bucket', spec, rows)).toThrow('could not find a matching branch')
  })
})

describe('$project and $addFields', () => {
  const row: Document = { _id: 'a', x: { y: 1, z: 2 }, list: [{ k: 1, l: 2 }], n: 3 }

  it.each<[string, Document, Document]>([
    ['keeps fields, and the _id', { n: 1, 'x.y': true }, { _id: 'a', n: 3, x: { y: 1 } }],
    ['keeps fields below an object', { x: { z: 1 }, _id: 0 }, { x: { z: 2 } }],
    ['drops fields', { x: 0, 'list.k': false }, { _id: 'a', n: 3, list: [{ l: 2 }] }],
    ['drops the _id alone', { _id: 0 }, { x: row.x ?? null, list: row.list ?? null, n: 3 }],
    ['computes beside what it keeps', { n: 1, twice: { $add: ['$n', '$n'] } }, { _id: 'a', n: 3, twice: 6 }],
    ['computes alone', { _id: 0, y: '$x.y' }, { y: 1 }],
    ['computes the _id', { _id: '$n' }, { _id: 3 }],
    ['leaves out what is not found', { gone: '$none' }, { _id: 'a' }],
  ])('%s', (_sentence, spec, expected) => {
    expect(after('$project', spec, [row])).toEqual([expected])
  })

  it('adds fields, replaces them, and removes those that find nothing', () => {
    const spec = { n: 4, copy: '$n', list: '$none', x: 1 }
    expect(after('$addFields', spec, [row])).toEqual([{ _id: 'a', x: 1, n: 4, copy: 3 }])
  })
})

describe('$unwind', () => {
  const rows: Document[] = [
    { _id: 1, o: { l: ['a', 'b'] } },
    { _id: 2, o: { l: [] } },
    { _id: 3, o: { l: '' } },
    { _id: 4, o: { l: null } },
    { _id: 5 },
  ]

  it('gives a row per item, and takes what is no list for a list of one', () => {
    expect(after('$unwind', '$o.l', rows)).toEqual([
      { _id: 1, o: { l: 'a' } },
      { _id: 1, o: { l: 'b' } },
      { _id: 3, o: { l: '' } },
    ])
  })

  it('preserves what has no items when asked to, and numbers the items', () => {
    const spec = { path: '$o.l', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' }
    expect(after('$unwind', spec, rows)).toEqual([
      { _id: 1, o: { l: 'a' }, i: 0 },
      { _id: 1, o: { l: 'b' }, i: 1 },
      { _id: 2, o: {}, i: null },
      { _id: 3, o: { l: '' }, i: null },
      { _id: 4, o: { l: null }, i: null },
      { _id: 5, i: null },
    ])
  })
})

describe('$lookup', () => {
  const join = (foreignField: string, documents: Document[]) =>
    after('$lookup', { from: 'members', localField: 'k', foreignField, as: 'found' }, documents).map(
      ({ found }) => (found as Document[]).map(({ _id }) => _id),
    )

  it('joins by equality, of each item of a list, and missing with null', () => {
    expect(join('_id', [{ k: 'm1' }, { k: ['m1', 'm3'] }, { k: [] }, { k: 'none' }])).toEqual([
      ['m1'],
      ['m1', 'm3'],
      [],
      [],
    ])
    expect(join('name', [{}, { k: null }])).toEqual([
      ['m2', 'm3'],
      ['m2', 'm3'],
    ])
    expect(join('tags', [{ k: 'b' }])).toEqual([['m3']])
  })
})

describe('the other stages', () => {
  it('count rows, and have none to show for nothing', () => {
    expect(after('$count', 'n', [{}, {}])).toEqual([{ n: 2 }])
    expect(after('$count', 'n', [])).toEqual([])
  })

  it('sort by MongoDB’s order of types', () => {
    const rows = [{ v: 'a' }, { v: [0, 9] }, { v: 5 }, {}, { v: true }]
    expect(after('$sort', { v: 1 }, rows).map(({ v }) => v)).toEqual([undefined, [0, 9], 5, 'a', true])
    expect(after('$sort', { v: -1 }, rows).map(({ v }) => v)).toEqual([true, 'a', [0, 9], 5, undefined])
  })

  it('run several pipelines over the same rows', () => {
    const facets = { all: [{ $count: 'n' }], big: [{ $match: { v: { $gt: 1 } } }, { $limit: 1 }], none: [] }
    expect(after('$facet', facets, [{ v: 1 }, { v: 2 }, { v: 3 }])).toEqual([
      { all: [{ n: 3 }], big: [{ v: 2 }], none: [{ v: 1 }, { v: 2 }, { v: 3 }] },
    ])
  })

  it.each<[string, Value, string]>([
    ['$limit', 0, 'a whole number from 1'],
    ['$limit', 1.5, 'a whole number from 1'],
    ['$skip', -1, 'a whole number from 0'],
    ['$sort', {}, 'at least one sort key'],
    ['$match', 'x', 'must be an expression in an object'],
    ['$project', {}, 'at least one field'],
    ['$project', { a: 1, b: 0 }, 'mix of inclusion and exclusion'],
    ['$project', { a: '$b', c: 0 }, 'cannot compute any'],
    ['$project', { a: {} }, 'an empty object'],
    ['$project', { a: 1, 'a.b': 1 }, "conflicting paths, 'a' and 'a.b'"],
    ['$project', { 'a.b': 1, a: 1 }, "conflicting paths, 'a.b' and 'a'"],
    ['$project', { a: '$b', 'a.b': 1 }, 'conflicting paths'],
    ['$project', { a: { b: 1 }, 'a.b': 1 }, "conflicting paths, 'a.b' and 'a.b'"],
    ['$project', { 'a.b': 0, a: 0 }, 'conflicting paths'],
    ['$addFields', {}, 'at least one field'],
    ['$group', { n: { $sum: 1 } }, 'must include an _id'],
    ['$group', { _id: null, n: 1 }, 'must be an accumulator object'],
    ['$group', { _id: null, n: { $sum: [1, 2] } }, 'unary operator'],
    ['$group', { _id: null, 'a.b': { $sum: 1 } }, 'must have no dot'],
    ['$bucket', { groupBy: '$v', boundaries: [1] }, 'at least two values'],
    ['$bucket', { groupBy: '$v', boundaries: [2, 1] }, 'ascending order'],
    ['$bucket', { groupBy: '$v', boundaries: [1, 'x'] }, 'of one type'],
    ['$bucket', { groupBy: 'v', boundaries: [1, 2] }, 'path with a dollar'],
    ['$bucket', { groupBy: '$v', boundaries: [1, 5], default: 2 }, 'outside its boundaries'],
    ['$unwind', 'a', 'begins with $'],
    ['$count', '$n', 'without a dollar'],
    ['$lookup', { from: 'members' }, 'needs from, localField, foreignField and as'],
    ['$facet', {}, 'non-empty object'],
    ['$facet', { a: [{ $facet: {} }] }, 'not allowed to be used within'],
  ])('fail, as in MongoDB: %s %j', (stage, operand, message) => {
    expect(() => after(stage, operand, [])).toThrow(message)
  })

  it.each<[string, Value, string]>([
    ['$bucketAuto', {}, 'The aggregation stage $bucketAuto'],
    ['$geoNear', {}, 'The aggregation stage $geoNear'],
    ['$replaceRoot', {}, 'The aggregation stage $replaceRoot'],
    ['$sample', {}, 'The aggregation stage $sample'],
    ['$sortByCount', '$a', 'The aggregation stage $sortByCount'],
    ['$out', 'x', 'The aggregation stage $out'],
    ['$constructor', {}, 'The aggregation stage $constructor'],
    ['$match', { a: { $regex: 'x' } }, '$regex'],
    ['$group', { _id: null, n: { $stdDevPop: '$a' } }, 'The accumulator $stdDevPop'],
    [
      '$bucket',
      { groupBy: '$v', boundaries: [{ $add: [0, 0] }, { $add: [5, 5] }] },
      'A $bucket with a boundary',
    ],
    [
      '$bucket',
      { groupBy: '$v', boundaries: [0, 5], default: { $literal: 'x' } },
      'A $bucket with a boundary',
    ],
    ['$bucket', { groupBy: '$v', boundaries: [0, 5], default: '$m' }, 'A $bucket with a boundary'],
    ['$bucket', { groupBy: '$v', boundaries: [0, 5], default: ['$m'] }, 'A $bucket with a boundary'],
    ['$project', { 'a.b': '$c' }, 'A computed field at the path a.b'],
    ['$project', { a: { b: '$c' } }, 'A computed field at the path a.b'],
    ['$addFields', { 'a.b': 1 }, 'A computed field at the path a.b'],
    ['$addFields', { a: { b: 1 } }, 'A computed field below a'],
    ['$lookup', { from: 'members', let: {}, pipeline: [], as: 'x' }, 'A $lookup with let'],
    [
      '$lookup',
      { from: 'none', localField: 'a', foreignField: 'b', as: 'x' },
      'A $lookup in none, a collection that does not exist,',
    ],
    [
      '$lookup',
      { from: 'members', localField: 'a', foreignField: 'b', as: 'x.y' },
      'A $lookup that writes to the path x.y',
    ],
    ['$facet', { a: [{ $sample: { size: 1 } }] }, 'The aggregation stage $sample'],
  ])('are refused by name otherwise: %s %j', (stage, operand, named) => {
    expect(() => after(stage, operand, [])).toThrow(named)
    expect(() => after(stage, operand, [])).toThrow('not supported by the local cloud')
  })
})

describe('a pipeline', () => {
  let probe: Probe
  beforeEach(async () => {
    probe = await openProbe()
    for (let i = 0; i < 30; i += 1)
      probe.cloud.put('members', { _id: `m${i}`, phone: String(i), level: i % 3, points: i })
  })
  afterEach(() => probe.close())

  it('is served by an index where its match, and the sort that follows, has one', async () => {
    const points = await probe.run(async ({ db }) => {
      const members = () => db.collection('members').aggregate()
      const { data } = await members().match({ level: 1 }).sort({ points: -1 }).limit(2).end()
      await members()
        .match({ _id: 'm1' })
        .lookup({ from: 'members', localField: 'phone', foreignField: 'phone', as: 'x' })
        .end()
      await members().limit(1).end()
      return (data as { points: number }[]).map((row) => row.points)
    })
    expect(points).toEqual([28, 25])
    expect(probe.cloud.fullScans.queries).toEqual([])
  })

  it('is reported as a full scan where it reads a whole collection', async () => {
    await probe.run(async ({ db }) => {
      const members = () => db.collection('members').aggregate()
      await members().match({ other: 1 }).end()
      await members().group({ _id: null }).end()
      await members().sort({ other: 1 }).limit(1).end()
      await members()
        .match({ _id: 'm1' })
        .lookup({ from: 'plain', localField: '_id', foreignField: 'x', as: 'x' })
        .end()
    })
    expect(probe.cloud.fullScans.queries).toEqual([
      'members (other)',
      'members ()',
      'members () order by other asc',
      'plain (x $eq)',
    ])
  })

  it('reads no further than its limit', async () => {
    probe.cloud.put('plain', { _id: 'a', v: 1 })
    probe.cloud.put('plain', { _id: 'b', v: 'text' })
    const rows = await probe.run(async ({ db }) => {
      const doubled = { v: { $add: ['$v', '$v'] } }
      return (await db.collection('plain').aggregate().limit(1).project(doubled).end()).data
    })
    expect(rows).toEqual([{ _id: 'a', v: 2 }])
  })

  it('answers with 20 rows without a limit, and with at most 10,000', async () => {
    probe.cloud.put('plain', { _id: 'a', list: Array.from({ length: 10_050 }, (_, i) => i) })
    const lengths = await probe.run(async ({ db }) => {
      const items = () => db.collection('plain').aggregate().unwind('$list')
      return [await items().end(), await items().limit(25).end(), await items().limit(10_050).end()].map(
        ({ data }) => (data as unknown[]).length,
      )
    })
    expect(lengths).toEqual([20, 25, 10_000])
  })

  it('cannot answer with more than 16 MB', async () => {
    for (const _id of ['a', 'b', 'c']) probe.cloud.put('plain', { _id, big: 'x'.repeat(6 * 1024 * 1024) })
    const all = probe.run(async ({ db }) => db.collection('plain').aggregate().limit(10).end())
    expect((await rejection(all)).message).toContain('16 MB')
  })

  it('gives back every kind of value', async () => {
    const document = { _id: 'a', at: new Date(5), list: [1, { n: null }], part: 1.5, text: '回味', yes: true }
    probe.cloud.put('plain', document)
    const rows = await probe.run(async ({ db }) => (await db.collection('plain').aggregate().end()).data)
    expect(rows).toEqual([{ ...document, at: new Date(5).toISOString() }])
  })
})
