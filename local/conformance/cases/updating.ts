import type { Case, Json } from '../case'
import { refusal } from '../refusal'
import type { Scope } from '../scope'
import { everyShape } from './every-shape'

/** What an update makes of one document. */
function update(
  name: string,
  before: object,
  changes: (scope: Scope) => object,
  expected: Json,
  unverified?: string,
): Case {
  return {
    name,
    ...(unverified === undefined ? {} : { unverified }),
    run: async (scope) => {
      await scope.table('plain').add({ _id: 'a', ...before })
      await scope.table('plain').update('a', changes(scope))
      const { _id, ...fields } = (await scope.table('plain').get('a')) ?? {}
      return fields
    },
    expected,
  }
}

/** What an update is refused with, and that it changes nothing. */
function refused(name: string, before: { [field: string]: Json }, changes: (scope: Scope) => object): Case {
  return {
    name,
    run: async (scope) => {
      await scope.table('plain').add({ _id: 'a', ...before })
      return {
        why: await refusal(() => scope.table('plain').update('a', changes(scope))),
        after: await scope.table('plain').get('a'),
      }
    },
    expected: { why: { code: 'DATABASE_REQUEST_FAILED', says: [] }, after: { _id: 'a', ...before } },
  }
}

/**
 * What an update makes of a field `v` of every shape, and that it says no to the others and leaves them. Those that
 * `becomes` does not name stay as they were, and count as refused.
 */
function onEveryShape(
  name: string,
  changes: (scope: Scope) => object,
  becomes: { [shape: string]: Json },
): Case {
  const before = everyShape.map(({ _id, v }): [string, Json] => [
    _id,
    (v instanceof Date ? v.toJSON() : v) ?? null,
  ])
  return {
    name,
    run: async (scope) => {
      await scope.seed('plain', [...everyShape])
      const refused: string[] = []
      for (const { _id } of everyShape)
        if ((await refusal(() => scope.table('plain').update(_id, changes(scope)))) !== 'done')
          refused.push(_id)
      const found = await scope.table('plain').find({ limit: everyShape.length })
      return { refused, v: Object.fromEntries(found.map(({ _id, v = 'missing' }) => [_id, v])) }
    },
    expected: {
      refused: before.map(([shape]) => shape).filter((shape) => !(shape in becomes)),
      v: Object.fromEntries(before.map(([shape, v]) => [shape, becomes[shape] ?? v])),
    },
  }
}

const allShapes = everyShape.map(({ _id }) => _id)
const always = (value: Json) => Object.fromEntries(allShapes.map((shape) => [shape, value]))

export const updating: Case[] = [
  onEveryShape('adds to numbers and to nothing, and to no other shape', ({ _ }) => ({ v: _.inc(2) }), {
    missing: 2,
    one: 3,
    five: 7,
    half: 4.5,
  }),
  onEveryShape('appends to lists and to nothing, and to no other shape', ({ _ }) => ({ v: _.push(['x']) }), {
    missing: ['x'],
    list: [1, 5, 'x'],
    empty: ['x'],
  }),
  onEveryShape('keeps the greater by the order of types', ({ _ }) => ({ v: _.max(3) }), {
    missing: 3,
    null: 3,
    one: 3,
    five: 5,
    half: 3,
    digit: '5',
    letter: 'b',
    yes: true,
    date: '1970-01-01T00:00:01.000Z',
    list: [1, 5],
    empty: [],
    object: { k: 1 },
  }),
  onEveryShape('removes a field of any shape', ({ _ }) => ({ v: _.remove() }), always('missing')),
  onEveryShape(
    'puts a whole field in place of any shape',
    ({ _ }) => ({ v: _.set({ a: 1 }) }),
    always({ a: 1 }),
  ),
  onEveryShape('puts text in place of any shape', () => ({ v: 'x' }), always('x')),
  onEveryShape('merges into objects and into nothing, and into no other shape', () => ({ v: { a: 1 } }), {
    missing: { a: 1 },
    object: { k: 1, a: 1 },
  }),
  {
    name: 'refuses what could be done to no document, also where none is met',
    run: async ({ table, _ }) => {
      const why = (changes: object) => refusal(() => table('plain').update('none', changes))
      return [await why({ n: _.inc('x' as never) }), await why({ o: _.set({}), 'o.a': 1 })]
    },
    expected: Array.from({ length: 2 }, () => ({ code: 'DATABASE_REQUEST_FAILED', says: [] })),
  },
  update('merges a nested object field by field', { o: { a: 1, b: 2 } }, () => ({ o: { b: 3, c: 4 } }), {
    o: { a: 1, b: 3, c: 4 },
  }),
  update('replaces a whole field with set', { o: { a: 1 } }, ({ _ }) => ({ o: _.set({ b: 2 }) }), {
    o: { b: 2 },
  }),
  update('reaches below by a path, and makes the objects on the way', {}, () => ({ 'o.p.q': 1 }), {
    o: { p: { q: 1 } },
  }),
  update('reaches into a list by position', { l: [1, 2] }, () => ({ 'l.1': 9 }), { l: [1, 9] }),
  update(
    'removes a field',
    { a: 1, o: { b: 2, c: 3 } },
    ({ _ }) => ({ a: _.remove(), o: { b: _.remove() } }),
    {
      o: { c: 3 },
    },
  ),
  update('adds to a number, and to nothing', { n: 1 }, ({ _ }) => ({ n: _.inc(2), fresh: _.inc(-3) }), {
    n: 3,
    fresh: -3,
  }),
  update('adds below a path', { o: { n: 1 } }, ({ _ }) => ({ 'o.n': _.inc(1), p: { n: _.inc(1) } }), {
    o: { n: 2 },
    p: { n: 1 },
  }),
  update('multiplies a number, nothing being zero', { n: 3 }, ({ _ }) => ({ n: _.mul(2), fresh: _.mul(5) }), {
    n: 6,
    fresh: 0,
  }),
  update(
    'keeps the greater and the lesser, of dates too',
    { n: 3, m: 3, at: new Date(5) },
    ({ _ }) => ({ n: _.max(2), m: _.min(2), at: _.max(new Date(9)), fresh: _.max(1) }),
    { n: 3, m: 2, at: '1970-01-01T00:00:00.009Z', fresh: 1 },
  ),
  update(
    'appends items to a list, and to nothing',
    { l: [1] },
    ({ _ }) => ({ l: _.push([2, 3]), m: _.push('x') }),
    {
      l: [1, 2, 3],
      m: ['x'],
    },
  ),
  update('appends an object whole', { l: [] }, ({ _ }) => ({ l: _.push([{ a: { b: 1 } }]) }), {
    l: [{ a: { b: 1 } }],
  }),
  update(
    'appends, sorts and cuts a list in one step',
    { l: [5, 1] },
    ({ _ }) => ({ l: _.push({ each: [3, 4], sort: -1, slice: 3 } as never) }),
    { l: [5, 4, 3] },
  ),
  update(
    'inserts at a position',
    { l: [1, 4] },
    ({ _ }) => ({ l: _.push({ each: [2, 3], position: 1 } as never) }),
    { l: [1, 2, 3, 4] },
  ),
  update('prepends in the order given', { l: [3] }, ({ _ }) => ({ l: _.unshift([1, 2]) }), { l: [1, 2, 3] }),
  update(
    'takes from the end and from the front',
    { l: [1, 2], m: [1, 2] },
    ({ _ }) => ({ l: _.pop(), m: _.shift() }),
    {
      l: [1],
      m: [2],
    },
  ),
  update(
    'pulls items by value, by a condition and by their fields',
    { l: [1, 2, 1], m: [1, 5, 9], o: [{ k: 1, l: 1 }, { k: 2 }] },
    ({ _ }) => ({ l: _.pull(1), m: _.pull(_.gte(5)), o: _.pull({ k: 1 }) }),
    { l: [2], m: [1], o: [{ k: 2 }] },
  ),
  update(
    'adds to a set what is not in it',
    { l: ['a'] },
    ({ _ }) => ({ l: _.addToSet('a'), m: _.addToSet('b') }),
    { l: ['a'], m: ['b'] },
  ),
  update(
    'does several things at once',
    { n: 1, l: ['a'], o: { a: 1 }, gone: 1 },
    ({ _ }) => ({ n: _.inc(1), l: _.push('b'), o: { b: _.inc(1) }, gone: _.remove(), text: 'x' }),
    { n: 2, l: ['a', 'b'], o: { a: 1, b: 1 }, text: 'x' },
  ),
  refused('does not add to text', { n: 'x' }, ({ _ }) => ({ n: _.inc(1) })),
  refused('does not add to null', { n: null }, ({ _ }) => ({ n: _.inc(1) })),
  refused('does not append to what is no list', { l: 1 }, ({ _ }) => ({ l: _.push(1) })),
  refused('does not reach below what is no object', { a: 1 }, () => ({ 'a.b': 1 })),
  refused('does nothing of an update of which a part cannot be done', { n: 1, l: 1 }, ({ _ }) => ({
    n: _.inc(1),
    l: _.push(1),
  })),
]
