import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { readCollectionRules } from '../../local/cloud/collections'
import { Database } from '../../local/cloud/engine/database'
import { DocumentStore } from '../../local/cloud/engine/document-store'
import { History } from '../../local/cloud/engine/history'
import { compareValues } from '../../local/cloud/engine/keys'
import { Locks } from '../../local/cloud/engine/locks'
import type { Document, Value } from '../../local/cloud/engine/values'
import { openProbe, rejection, temporaryFolder, type Probe } from './probe-function'

describe('the order of values', () => {
  it.each<[Value, Value]>([
    [null, -1e308],
    [-1e308, -5],
    [-5, -0.5],
    [-0.5, 0],
    [0, 1e-9],
    [9, 10],
    [NaN, -Infinity],
    [Infinity, ''],
    ['', '\0'],
    ['a', 'a\0'],
    ['a', 'a\x01'],
    ['a', 'aa'],
    ['Z', 'a'],
    ['z', '会'],
    ['zz', {}],
    [{}, { a: 1 }],
    [{ a: 1 }, { a: 2 }],
    [{ b: 1 }, { a: 'x' }],
    [{ a: 1 }, { a: 1, b: null }],
    [{ a: 1 }, []],
    [[1], [1, null]],
    [[1, 9], [2]],
    [[], false],
    [false, true],
    [true, new Date(-1)],
    [new Date(-1), new Date(0)],
  ])('puts %p before %p', (lesser, greater) => {
    expect(compareValues(lesser, greater)).toBeLessThan(0)
    expect(compareValues(greater, lesser)).toBeGreaterThan(0)
  })

  it('takes both zeros for the same', () => {
    expect(compareValues(0, -0)).toBe(0)
  })
})

function mentionsNull(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return condition === null
  return Object.values(condition).some(mentionsNull)
}

describe('an index', () => {
  const value = fc.oneof(
    fc.constantFrom<Value>(null, true, false, '', 'a', 'b', 'ab', 'a\0', '～', '𠮷', NaN),
    fc.constantFrom(new Date(0), new Date(5)),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0.5, -0.5),
  )
  const field = fc.oneof({ weight: 4, arbitrary: value }, fc.array(value, { maxLength: 3 }))
  const object = fc.record({ d: field }, { requiredKeys: [] })
  /** Also objects in a list, and lists in that list. */
  const below = fc.oneof(
    { weight: 3, arbitrary: object },
    fc.array(fc.oneof(object, fc.array(object, { maxLength: 2 })), { maxLength: 2 }),
  )
  const documents = fc.array(fc.record({ a: field, b: value, c: below }, { requiredKeys: [] }), {
    maxLength: 12,
  })
  const scalar = value.filter((v) => v !== null)
  const condition = fc.oneof(
    value,
    fc.array(value, { maxLength: 3 }).map((list) => ({ $in: list })),
    scalar.map((v) => ({ $gte: v })),
    scalar.map((v) => ({ $lt: v })),
    fc.tuple(scalar, scalar).map(([low, high]) => ({ $gt: low, $lte: high })),
    value.map((v) => ({ $ne: v })),
    fc.boolean().map((v) => ({ $exists: v })),
  )
  /** Null is refused on a path. */
  const pathCondition = condition.filter((where) => !mentionsNull(where))
  const query = fc.record(
    { a: condition, b: condition, 'c.d': pathCondition, _id: fc.constant({ $gt: 'd03' }) },
    { requiredKeys: [] },
  )
  const direction = fc.constantFrom<1 | -1>(1, -1)
  /** Two that may hold lists are refused, and a field is named once. */
  const sort = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c.d', '_id'), direction), {
    maxLength: 2,
    selector: ([name]) => (name === 'a' || name === 'c.d' ? 'in lists' : name),
  })

  const bare = { name: 'bare', indexes: [] }
  const indexed = {
    name: 'indexed',
    indexes: [
      {
        name: 'a_b',
        unique: false,
        fields: [
          { field: 'a', direction: 1 as const },
          { field: 'b', direction: -1 as const },
        ],
      },
      { name: 'b', unique: false, fields: [{ field: 'b', direction: -1 as const }] },
      {
        name: 'b_a',
        unique: false,
        fields: [
          { field: 'b', direction: 1 as const },
          { field: 'a', direction: 1 as const },
        ],
      },
      { name: 'cd', unique: false, fields: [{ field: 'c.d', direction: 1 as const }] },
      {
        name: 'b_id',
        unique: false,
        fields: [
          { field: 'b', direction: 1 as const },
          { field: '_id', direction: 1 as const },
        ],
      },
    ],
  }
  const options = { skip: 0, limit: 1000, projection: null }

  it('gives the documents, and the order, that reading everything gives', () => {
    fc.assert(
      fc.property(documents, query, sort, (docs, where, order) => {
        const store = new DocumentStore({ folder: null, durability: 'none' })
        store.arrange([bare, indexed])
        const database = new Database(store, new History(), new Locks())
        docs.forEach((doc, i) => {
          const document = { _id: `d${String(i).padStart(2, '0')}`, ...doc } as Document
          database.put('bare', document)
          database.put('indexed', document)
        })
        // Sorting by _id last makes the expected order complete, whatever a plan does with equal values.
        const total: [string, 1 | -1][] = [...order.filter(([name]) => name !== '_id'), ['_id', 1]]
        const expected = database.find('bare', where as Document, { ...options, sort: total })
        expect(database.find('indexed', where as Document, { ...options, sort: total })).toEqual(expected)
        expect(database.count('indexed', where as Document)).toBe(expected.length)
        expect(new Set(database.find('indexed', where as Document, { ...options, sort: order }))).toEqual(
          new Set(expected),
        )
        expect(store.check()).toEqual([])
        store.close()
      }),
      { numRuns: 300 },
    )
  })

  const everyWrite = fc.oneof(
    fc.record({ kind: fc.constantFrom('replace' as const, 'set' as const), i: fc.nat(11), to: field }),
    fc.record({ kind: fc.constant('remove' as const), i: fc.nat(11) }),
    fc.record({ kind: fc.constantFrom('set-all' as const, 'move-all' as const), to: field }),
    fc.record({ kind: fc.constant('reopen' as const) }),
  )
  const guarded = {
    ...indexed,
    indexes: [
      ...indexed.indexes,
      { name: 'number', unique: true, fields: [{ field: 'number', direction: 1 as const }] },
    ],
  }

  /** Only what breaks a unique key fails, and the documents are then as they were. */
  async function writeOrNothing(store: DocumentStore, write: () => Promise<unknown>): Promise<void> {
    const before = store.collection('indexed').all()
    const failure = await write().then(
      () => null,
      (error: Error) => error,
    )
    if (!failure) return
    expect(failure.message).toMatch(/E11000|Cannot create field/)
    expect(store.collection('indexed').all()).toEqual(before)
  }

  it('still agrees with the documents after any writes, failures and reopenings', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.array(everyWrite), async (docs, writes) => {
        const folder = temporaryFolder()
        const open = () => {
          const store = new DocumentStore({ folder, durability: 'none' })
          store.arrange([guarded])
          return { store, database: new Database(store, new History(), new Locks()) }
        }
        let { store, database } = open()
        docs.forEach((doc, i) => database.put('indexed', { _id: `d${i}`, number: i, ...doc } as Document))
        for (const write of writes) {
          if (write.kind === 'reopen') {
            store.close()
            ;({ store, database } = open())
          } else {
            await writeOrNothing(store, async () => {
              if (write.kind === 'remove') await database.remove('indexed', { _id: `d${write.i}` }, false)
              if (write.kind === 'replace')
                await database.replace('indexed', `d${write.i}`, { number: write.i, a: write.to })
              if (write.kind === 'set') {
                const $set = { a: write.to, 'c.d': write.to }
                await database.update('indexed', { _id: `d${write.i}` }, { $set }, false)
              }
              if (write.kind === 'set-all') {
                // One number for all: fails as soon as there are two documents.
                await database.update('indexed', {}, { $set: { a: write.to, number: 100 } }, true)
              }
              if (write.kind === 'move-all') {
                // Every number moves onto the next one's place, which is free by the end.
                await database.update('indexed', {}, { $set: { 'c.d': write.to }, $inc: { number: 1 } }, true)
              }
            })
          }
          expect(store.check()).toEqual([])
        }
        store.close()
      }),
      { numRuns: 100 },
    )
  })
})

describe('unique indexes', () => {
  let probe: Probe
  beforeEach(async () => {
    probe = await openProbe()
  })
  afterEach(() => probe.close())

  it('refuse a second document with the same key, naming the index', async () => {
    const outcome = await probe.run(async ({ db, cloud }) => {
      const caught = async (promise: unknown) => {
        try {
          return await promise
        } catch (error) {
          const { code, errCode, message, errMsg } = error as Record<string, unknown>
          return { code, errCode, message, errMsg }
        }
      }
      await db.collection('members').add({ _id: 'a', phone: '1' })
      return {
        node: await caught(db.collection('members').add({ _id: 'b', phone: '1' })),
        wx: await caught(
          cloud
            .database()
            .collection('members')
            .add({ data: { phone: '1' } }),
        ),
      }
    })
    const message =
      'E11000 duplicate key error collection: tnt-local.members index: phone dup key: { phone: "1" }'
    expect(outcome.node).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(message) as string,
    })
    expect(outcome.wx).toMatchObject({ errCode: -502001, errMsg: expect.stringContaining(message) as string })
  })

  it('take a missing field for null, so that only one document may lack it', async () => {
    const error = await rejection(
      probe.run(async ({ db }) => {
        await db.collection('members').add({ _id: 'a' })
        await db.collection('members').add({ _id: 'b', phone: null })
      }),
    )
    expect(error.message).toContain('{ phone: null }')
  })

  it('refuse an update onto a taken key, and leave both documents as they were', async () => {
    probe.cloud.put('members', { _id: 'a', phone: '1' })
    probe.cloud.put('members', { _id: 'b', phone: '2' })
    const error = await rejection(
      probe.run(async ({ db }) => db.collection('members').doc('b').update({ phone: '1' })),
    )
    expect(error.message).toContain('E11000')
    expect(probe.cloud.documents('members')).toEqual([
      { _id: 'a', phone: '1' },
      { _id: 'b', phone: '2' },
    ])
    expect(probe.cloud.checkIndexes()).toEqual([])
  })

  it('name the item of a list that is taken', async () => {
    const error = await rejection(
      probe.run(async ({ db }) => {
        await db.collection('members').add({ _id: 'a', phone: ['a', 'b'] })
        await db.collection('members').add({ _id: 'b', phone: ['c', 'b'] })
      }),
    )
    expect(error.message).toContain('index: phone dup key: { phone: "b" }')
  })

  it('hold for several fields together', async () => {
    const error = await rejection(
      probe.run(async ({ db }) => {
        const c = db.collection('entries')
        await c.add({ memberId: 'm', seq: 1 })
        await c.add({ memberId: 'm', seq: 2 })
        await c.add({ memberId: 'n', seq: 1 })
        await c.add({ memberId: 'm', seq: 1 })
      }),
    )
    expect(error.message).toContain('index: member_seq dup key: { memberId: "m", seq: 1 }')
  })

  it('refuse the same _id twice, naming _id_', async () => {
    const error = await rejection(
      probe.run(async ({ db }) => {
        await db.collection('plain').add({ _id: 'a' })
        await db.collection('plain').add({ _id: 'a' })
      }),
    )
    expect(error.message).toContain('index: _id_ dup key: { _id: "a" }')
  })
})

describe('full scans', () => {
  let probe: Probe
  beforeEach(async () => {
    probe = await openProbe()
    for (let i = 0; i < 5; i += 1)
      probe.cloud.put('entries', { _id: `e${i}`, memberId: 'm', seq: i, kind: 'x', other: i })
  })
  afterEach(() => probe.close())

  it('are reported with the shape of the query', async () => {
    await probe.run(async ({ db, _ }) => {
      await db
        .collection('entries')
        .where({ other: _.gte(1) })
        .get()
      await db
        .collection('entries')
        .where({ other: _.gte(2) })
        .update({ seen: true })
      await db.collection('entries').orderBy('other', 'desc').limit(1).get()
    })
    expect(probe.cloud.fullScans.count).toBe(3)
    expect(probe.cloud.fullScans.queries).toEqual(['entries (other $gte)', 'entries () order by other desc'])
  })

  it('are so for an order that no index gives, also of few: the platform sorts them in memory', async () => {
    await probe.run(async ({ db, _ }) => {
      const c = db.collection('entries')
      await c.where({ memberId: 'm' }).orderBy('other', 'asc').get()
      // Entries with one key are in no order: no index of ours ends with _id.
      await c.where({ kind: 'x' }).orderBy('_id', 'asc').get()
      await c.aggregate().match({ memberId: 'm' }).sort({ other: 1 }).end()
      // What was asked for by name is few, and has to be sorted anywhere.
      await c
        .where({ _id: _.in(['e1', 'e2']) })
        .orderBy('other', 'asc')
        .get()
    })
    expect(probe.cloud.fullScans.count).toBe(3)
    expect(probe.cloud.fullScans.queries).toEqual([
      'entries (memberId) order by other asc',
      'entries (kind) order by _id asc',
    ])
  })

  it('are so for what walks over everything without asking for anything', async () => {
    await probe.run(async ({ db, _ }) => {
      const c = db.collection('entries')
      await c.skip(3).limit(1).get()
      await c.where({}).update({ seen: true })
      await c.where({ _id: _.exists(true) }).remove()
    })
    expect(probe.cloud.fullScans.count).toBe(3)
    expect(probe.cloud.fullScans.queries).toEqual(['entries ()', 'entries (_id $exists)'])
  })

  it('are all counted, but only some shapes remembered: a path may hold data', async () => {
    await probe.run(async ({ db }) => {
      for (let i = 0; i < 120; i += 1)
        await db
          .collection('entries')
          .where({ [`claims.k${i}`]: 1 })
          .count()
    })
    expect(probe.cloud.fullScans.count).toBe(120)
    expect(probe.cloud.fullScans.queries).toHaveLength(100)
  })

  it('are not reported where an index or a limit narrows what is read', async () => {
    await probe.run(async ({ db, _ }) => {
      const c = db.collection('entries')
      await c.doc('e1').get()
      await c
        .where({ memberId: 'm', seq: _.lt(3) })
        .orderBy('seq', 'desc')
        .limit(2)
        .get()
      await c.where({ kind: _.in(['x', 'y']) }).get()
      await c.limit(1).get()
      await c.count()
    })
    expect(probe.cloud.fullScans.queries).toEqual([])
  })
})

describe('rule files', () => {
  it.each([
    [
      'a direction of 2',
      { indexes: [{ name: 'x', unique: true, keys: [{ field: 'a', direction: 2 }] }] },
      'direction',
    ],
    ['an index without keys', { indexes: [{ name: 'x', unique: true, keys: [] }] }, 'keys'],
    ['no list of indexes', {}, 'indexes'],
    ['21 indexes', { indexes: Array(21).fill({}) }, 'at most 20'],
    ['an open door for phones', { permission: 'READONLY', indexes: [] }, 'ADMINONLY'],
    ['nothing said about phones', { permission: undefined, indexes: [] }, 'ADMINONLY'],
  ])('with %s are refused by the file name', (_name, rule, message) => {
    const folder = temporaryFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'bad.json'),
      JSON.stringify({ collection: 'bad', permission: 'ADMINONLY', ...rule }),
    )
    expect(() => readCollectionRules(folder)).toThrow(new RegExp(`bad\\.json.*${message}`))
  })
})
