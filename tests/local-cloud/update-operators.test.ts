import { compileUpdate } from '../../local/cloud/engine/update/update'
import type { Document } from '../../local/cloud/engine/values'
import { openProbe, type Probe } from './probe-function'

const apply = (document: Document, update: Document) =>
  compileUpdate(update)({ _id: 'x', ...document }).document

describe('what the operators do', () => {
  it.each<[string, Document, Document, Document]>([
    ['$set replaces a field', { a: 1 }, { $set: { a: 2 } }, { a: 2 }],
    ['$set creates the objects above a field', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    [
      '$set reaches into a list by position',
      { a: [1, 2] },
      { $set: { 'a.1': 9, 'b.c': 1 } },
      { a: [1, 9], b: { c: 1 } },
    ],
    ['$set fills a list up to the position', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
    ['$unset removes a field', { a: 1, b: { c: 1 } }, { $unset: { a: '', 'b.c': '' } }, { b: {} }],
    ['$unset leaves null in a list', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$inc adds, from nothing too', { a: 1 }, { $inc: { a: 2, b: -3 } }, { a: 3, b: -3 }],
    ['$mul multiplies, nothing being zero', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
    [
      '$min and $max keep the lesser and the greater',
      { a: 3, b: 3 },
      { $min: { a: 2 }, $max: { b: 2, c: 1 } },
      { a: 2, b: 3, c: 1 },
    ],
    ['$push appends, to nothing too', { a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }],
    ['$push appends each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
    [
      '$push inserts at a position',
      { a: [1, 4] },
      { $push: { a: { $each: [2, 3], $position: 1 } } },
      { a: [1, 2, 3, 4] },
    ],
    [
      '$push sorts, then keeps the last',
      { a: [3, 1] },
      { $push: { a: { $each: [2], $sort: 1, $slice: -2 } } },
      { a: [2, 3] },
    ],
    [
      '$push sorts objects by their fields',
      { a: [{ k: 2 }] },
      { $push: { a: { $each: [{ k: 1 }], $sort: { k: 1 } } } },
      { a: [{ k: 1 }, { k: 2 }] },
    ],
    ['$pull drops equal items', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull drops what a condition matches', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull drops objects by their fields',
      { a: [{ k: 1, l: 1 }, { k: 2 }] },
      { $pull: { a: { k: 1 } } },
      { a: [{ k: 2 }] },
    ],
    [
      '$addToSet adds what is not there',
      { a: [1] },
      { $addToSet: { a: { $each: [1, 2] }, b: 'x' } },
      { a: [1, 2], b: ['x'] },
    ],
    ['$pop takes from either end', { a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1], b: [2] }],
    ['nothing happens to missing fields', {}, { $unset: { 'a.b': '' }, $pull: { c: 1 }, $pop: { d: 1 } }, {}],
  ])('%s', (_name, document, update, expected) => {
    expect(apply(document, update)).toEqual({ _id: 'x', ...expected })
  })

  it('tells an update that changes nothing from one that does', () => {
    const document = { _id: 'x', a: 1, list: [1], when: new Date(5) }
    const idle = { $set: { a: 1, when: new Date(5) }, $inc: { b: 0 }, $addToSet: { list: 1 } }
    expect(compileUpdate(idle)({ ...document, b: 2 }).changed).toBe(false)
    expect(compileUpdate({ $set: { a: 2 } })(document).changed).toBe(true)
  })

  it('leaves the document it was given alone', () => {
    const document = { _id: 'x', a: { b: [1] } }
    compileUpdate({ $push: { 'a.b': 2 }, $set: { 'a.c': 1 } })(document)
    expect(document).toEqual({ _id: 'x', a: { b: [1] } })
  })

  it('holds a field called __proto__ without falling for it', () => {
    const { document } = compileUpdate({ $set: { ['__proto__']: 1, 'a.__proto__': 2 } })({ _id: 'x' })
    expect(Object.keys(document)).toEqual(['_id', '__proto__', 'a'])
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype)
  })
})

describe('what MongoDB refuses before it looks for a document', () => {
  it.each<[string, Document, string]>([
    ['to increment by text', { $inc: { a: 'x' } }, 'Cannot increment with non-numeric argument: {a: "x"}'],
    ['to multiply by null', { $mul: { a: null } }, 'Cannot multiply with non-numeric argument: {a: null}'],
    ['a clause of $push that it does not know', { $push: { a: { $each: [], $odd: 1 } } }, 'in $push: $odd'],
    [
      'to push each of what is no list',
      { $push: { a: { $each: 1 } } },
      'must be an array but it was of type',
    ],
    ['to push at half a position', { $push: { a: { $each: [], $position: 0.5 } } }, 'must be an integer'],
    ['to push in no order', { $push: { a: { $each: [], $sort: 2 } } }, 'The $sort is invalid'],
    ['to pop by two', { $pop: { a: 2 } }, '$pop expects 1 or -1'],
    ['to pull by what is no condition', { $pull: { a: { $mod: [2, 1] } } }, '$mod'],
    ['to add each of what is no list', { $addToSet: { a: { $each: 1 } } }, '$each in $addToSet'],
    ['to change the _id', { $set: { _id: 'y' } }, "immutable field '_id'"],
    [
      'to change a field and one below it',
      { $set: { 'a.b': 1 }, $inc: { a: 1 } },
      "would create a conflict at 'a.b'",
    ],
    ['to change a field twice', { $set: { a: 1 }, $inc: { a: 1 } }, "would create a conflict at 'a'"],
    ['a path with nothing between its dots', { $set: { 'a..b': 1 } }, 'empty field name'],
    ['to store a field with a dollar', { $set: { a: { $b: 1 } } }, "dollar ($) prefixed field '$b'"],
    ['to push such a field', { $push: { a: { $b: 1 } } }, "dollar ($) prefixed field '$b'"],
    ['to put such a field as the greater', { $max: { a: { $b: 1 } } }, "dollar ($) prefixed field '$b'"],
    ['to put such a field as the lesser', { $min: { a: { $b: 1 } } }, "dollar ($) prefixed field '$b'"],
    ['to add such a field in a list', { $addToSet: { a: [{ $b: 1 }] } }, "dollar ($) prefixed field '$b'"],
    [
      'to add such a field among each',
      { $addToSet: { a: { $each: [{ $b: 1 }] } } },
      "dollar ($) prefixed field '$b'",
    ],
    ['operators mixed with fields', { a: { b: 1 } }, 'Unknown modifier: a'],
    ['a modifier that every object has', { constructor: { b: 1 } }, 'Unknown modifier: constructor'],
    ['an operator without fields', { $set: 1 }, 'Modifiers operate on fields but we found'],
  ])('%s', (_name, update, message) => {
    expect(() => compileUpdate(update)).toThrow(message)
  })

  it.each<[string, Document, string]>([
    ['$rename', { $rename: { a: 'b' } }, 'The update operator $rename'],
    ['$bit', { $bit: { a: { and: 1 } } }, 'The update operator $bit'],
    ['a place in a list by what was found', { $set: { 'a.$': 1 } }, 'The positional update path a.$'],
    [
      'what the SDK makes of addToSet with each',
      { $addToSet: { a: { each: [1] } } },
      '$addToSet with {each}',
    ],
  ])('and here by name, as it is not supported: %s', (_name, update, message) => {
    expect(() => compileUpdate(update)).toThrow(message)
  })
})

describe('what MongoDB would not do to a field', () => {
  it.each<[string, Document, Document, string]>([
    [
      'increment text',
      { a: 'x' },
      { $inc: { a: 1 } },
      'Cannot apply $inc to a value of non-numeric type. {_id: "x"} has the field \'a\' of non-numeric type string',
    ],
    ['increment by nothing even', { a: null }, { $inc: { a: 0 } }, 'non-numeric type null'],
    [
      'increment beyond what a JavaScript number holds',
      { a: Number.MAX_SAFE_INTEGER },
      { $inc: { a: 1 } },
      'whole numbers beyond 2^53',
    ],
    ['multiply beyond it', { a: 2 ** 40 }, { $mul: { a: 2 ** 20 } }, 'whole numbers beyond 2^53'],
    ['multiply a list', { a: [] }, { $mul: { a: 1 } }, 'non-numeric type array'],
    ['push to a number', { a: 1 }, { $push: { a: 1 } }, "The field 'a' must be an array but is of type int"],
    [
      'add to a number as to a set',
      { a: 1 },
      { $addToSet: { a: 1 } },
      'Cannot apply $addToSet to non-array field',
    ],
    ['pull from text', { a: 'x' }, { $pull: { a: 'x' } }, 'Cannot apply $pull to a non-array value'],
    ['reach below a number', { a: 1 }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: 1}"],
    ['reach below null', { a: null }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: null}"],
    [
      'name a field of a list',
      { a: [1] },
      { $set: { 'a.b': 1 } },
      "Cannot create field 'b' in element {a: [1]}",
    ],
  ])('cannot %s', (_name, document, update, message) => {
    expect(() => apply(document, update)).toThrow(message)
  })
})

describe('through the SDK', () => {
  let probe: Probe
  beforeAll(async () => {
    probe = await openProbe()
  })
  afterAll(() => probe.close())

  it('understands every command our functions build', async () => {
    const document = await probe.run(async ({ db, _ }) => {
      const doc = db.collection('plain').doc('a')
      await doc.set({ n: 1, list: [1, 2, 3], nested: { keep: 1 }, gone: 1, whole: { a: 1 }, best: 5 })
      await doc.update({
        n: _.inc(2),
        list: _.push([4, 5]),
        nested: { added: 2 },
        gone: _.remove(),
        whole: _.set({ b: 2 }),
        best: _.max(9),
        fresh: _.push({ each: [3, 1, 2], sort: 1, slice: 2 } as never),
        at: new Date(7),
      })
      await doc.update({ list: _.unshift(0), tags: _.addToSet('x') })
      await doc.update({ list: _.pop() })
      await doc.update({ list: _.shift() })
      await doc.update({ list: _.pull(_.gte(4)) })
      return (await doc.get()).data[0]
    })
    expect(document).toEqual({
      _id: 'a',
      n: 3,
      list: [1, 2, 3],
      nested: { keep: 1, added: 2 },
      whole: { b: 2 },
      best: 9,
      fresh: [1, 2],
      at: new Date(7).toISOString(),
      tags: ['x'],
    })
  })

  it('reports a type error as DATABASE_REQUEST_FAILED and changes nothing', async () => {
    probe.cloud.put('plain', { _id: 'text', a: 'x', b: 1 })
    const code = await probe.run(async ({ db, _ }) => {
      try {
        return await db
          .collection('plain')
          .doc('text')
          .update({ b: _.inc(1), a: _.inc(1) })
      } catch (error) {
        return (error as { code: string }).code
      }
    })
    expect(code).toBe('DATABASE_REQUEST_FAILED')
    expect(probe.cloud.documents('plain').find((d) => d._id === 'text')).toMatchObject({ a: 'x', b: 1 })
  })
})
