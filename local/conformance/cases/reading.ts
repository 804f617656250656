import type { Case } from '../case'
import { refusal } from '../refusal'
import { everyShape } from './every-shape'

const plain = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ _id: `d${String(n).padStart(4, '0')}`, n }))

const allShapes = everyShape.map(({ _id }) => _id).sort()
const except = (...ids: string[]) => allShapes.filter((id) => !ids.includes(id))

/** Objects and lists below the path that is asked for. */
const nested = [
  { _id: 'object', o: { k: 1 } },
  { _id: 'other', o: { k: 2 } },
  { _id: 'objects', o: [{ k: 1 }, { k: 2 }] },
  { _id: 'bare', o: {} },
  { _id: 'flat', o: 1 },
  { _id: 'none' },
]

export const reading: Case[] = [
  {
    name: 'gives back every kind of value as it was added',
    run: async ({ table }) => {
      const id = await table('plain').add({
        text: '回味 🍜',
        whole: 5_000_000_000,
        least: -9_007_199_254_740_991,
        part: 0.1,
        nothing: null,
        yes: true,
        at: new Date('2025-03-01T12:00:00.123Z'),
        list: [1, { deep: [] }, null],
        object: { a: { b: 'c' } },
        empty: {},
      })
      const { _id, ...fields } = (await table('plain').get(id)) ?? {}
      return { ...fields, sameId: _id === id, isDate: fields.at instanceof Date }
    },
    expected: {
      text: '回味 🍜',
      whole: 5_000_000_000,
      least: -9_007_199_254_740_991,
      part: 0.1,
      nothing: null,
      yes: true,
      at: '2025-03-01T12:00:00.123Z',
      list: [1, { deep: [] }, null],
      object: { a: { b: 'c' } },
      empty: {},
      sameId: true,
      isDate: true,
    },
  },
  {
    name: 'finds no document under an id that does not exist',
    run: ({ table }) => table('plain').get('none'),
    expected: null,
  },
  {
    name: 'gives 100 documents when no limit is given',
    run: async ({ table, seed }) => {
      await seed('plain', plain(103))
      return (await table('plain').find()).length
    },
    expected: 100,
  },
  {
    name: 'gives at most 1,000 documents whatever limit is given',
    run: async ({ table, seed }) => {
      await seed('plain', plain(1003))
      return (await table('plain').find({ limit: 5000 })).length
    },
    expected: 1000,
  },
  {
    name: 'sorts, skips, limits and picks fields',
    run: async ({ table, seed, _ }) => {
      await seed('plain', plain(20))
      return table('plain').find({
        where: { n: _.gte(5).and(_.lt(15)) },
        orderBy: [['n', 'desc']],
        skip: 1,
        limit: 2,
        field: { n: true, _id: false },
      })
    },
    expected: [{ n: 13 }, { n: 12 }],
  },
  {
    name: 'sorts by several fields, each in its direction',
    run: async ({ table, seed }) => {
      await seed('members', [
        { _id: 'a', phone: '1', level: 1, points: 5 },
        { _id: 'b', phone: '2', level: 2, points: 5 },
        { _id: 'c', phone: '3', level: 1, points: 9 },
      ])
      const found = await table('members').find({
        orderBy: [
          ['level', 'asc'],
          ['points', 'desc'],
        ],
      })
      return found.map(({ _id }) => _id)
    },
    expected: ['c', 'a', 'b'],
  },
  {
    name: 'orders by type first: null and missing, numbers, text, objects, lists by their items, booleans, dates',
    run: async ({ table, seed }) => {
      await seed('plain', [
        { _id: 'a', v: new Date(0) },
        { _id: 'b', v: true },
        { _id: 'c', v: 'b' },
        { _id: 'd', v: 2 },
        { _id: 'e', v: null },
        { _id: 'f', v: { a: 1 } },
        { _id: 'g', v: 'B' },
        { _id: 'h', v: -1.5 },
        { _id: 'i', v: false },
        { _id: 'j', v: [1, 'x'] },
      ])
      const ids = async (direction: 'asc' | 'desc') =>
        (await table('plain').find({ orderBy: [['v', direction]] })).map(({ _id }) => _id).join('')
      return { asc: await ids('asc'), desc: await ids('desc') }
    },
    expected: { asc: 'ehjdgcfiba', desc: 'abifjcgdhe' },
  },
  {
    name: 'compares a field of any shape with equality',
    run: async ({ table, seed, _ }) => {
      await seed('plain', everyShape)
      const ids = (v: unknown) => table('plain').idsOf({ v })
      return {
        number: await ids(5),
        text: await ids('5'),
        boolean: await ids(true),
        date: await ids(new Date(1000)),
        null: await ids(_.eq(null)),
        notNumber: await ids(_.neq(5)),
        notNull: await ids(_.neq(null)),
        in: await ids(_.in([5, 'b', new Date(1000)])),
        inNull: await ids(_.in([1, null])),
        inNothing: await ids(_.in([])),
        notIn: await ids(_.nin([5, null])),
      }
    },
    expected: {
      number: ['five', 'list'],
      text: ['digit'],
      boolean: ['yes'],
      date: ['date'],
      null: ['missing', 'null'],
      notNumber: except('five', 'list'),
      notNull: except('missing', 'null'),
      in: ['date', 'five', 'letter', 'list'],
      inNull: ['list', 'missing', 'null', 'one'],
      inNothing: [],
      notIn: except('five', 'list', 'missing', 'null'),
    },
  },
  {
    name: 'compares a field of any shape with an order, never across types, and a list by any of its items',
    run: async ({ table, seed, _ }) => {
      await seed('plain', everyShape)
      const ids = (v: unknown) => table('plain').idsOf({ v })
      return {
        below: await ids(_.lt(5)),
        upTo: await ids(_.lte(5)),
        above: await ids(_.gt(1)),
        from: await ids(_.gte(5)),
        textAbove: await ids(_.gt('a')),
        dateBelow: await ids(_.lt(new Date(2000))),
        between: await ids(_.gt(1).and(_.lt(5))),
      }
    },
    expected: {
      below: ['half', 'list', 'one'],
      upTo: ['five', 'half', 'list', 'one'],
      above: ['five', 'half', 'list'],
      from: ['five', 'list'],
      textAbove: ['letter'],
      dateBelow: ['date'],
      // 1 of the list is below 5, 5 of it above 1.
      between: ['half', 'list'],
    },
  },
  {
    name: 'compares text by its bytes, as it orders it',
    run: async ({ table, seed, _ }) => {
      const names = ['A', 'z', '王', '～', '𠮷野']
      await seed(
        'plain',
        names.map((v, i) => ({ _id: String(i), v })),
      )
      const namesOf = (rows: { v?: unknown }[]) => rows.map(({ v }) => v)
      return {
        above: await table('plain').idsOf({ v: _.gt('～') }),
        below: await table('plain').idsOf({ v: _.lt('～') }),
        order: namesOf(await table('plain').find({ orderBy: [['v', 'desc']] })),
      }
    },
    expected: { above: ['4'], below: ['0', '1', '2'], order: ['𠮷野', '～', '王', 'z', 'A'] },
  },
  {
    name: 'searches lists in the objects of a list, and no list that lies in a list itself',
    run: async ({ table, seed, _ }) => {
      await seed('plain', [
        { _id: 'lists', o: [{ k: [1, 5] }, { k: [2] }] },
        { _id: 'nested', o: [[{ k: 5 }]] },
        { _id: 'none', o: [] },
      ])
      const ids = (k: unknown) => table('plain').idsOf({ 'o.k': k })
      return {
        equal: await ids(5),
        above: await ids(_.gt(3)),
        in: await ids(_.in([5])),
        notIn: await ids(_.nin([5])),
        there: await ids(_.exists(true)),
      }
    },
    expected: {
      equal: ['lists'],
      above: ['lists'],
      in: ['lists'],
      notIn: ['nested', 'none'],
      there: ['lists'],
    },
  },
  {
    name: 'tells a field that is there from one that is not, null being there',
    run: async ({ table, seed, _ }) => {
      await seed('plain', everyShape)
      return [
        await table('plain').idsOf({ v: _.exists(true) }),
        await table('plain').idsOf({ v: _.exists(false) }),
      ]
    },
    expected: [except('missing'), ['missing']],
  },
  {
    name: 'joins conditions with and, or, nor, over one field and over several',
    run: async ({ table, seed, _ }) => {
      await seed('plain', plain(6))
      const ids = (where: object) => table('plain').idsOf(where)
      return {
        both: await ids({ n: _.gt(1), _id: _.lt('d0004') }),
        and: await ids(_.and([{ n: _.gt(1) }, { n: _.lt(4) }])),
        or: await ids(_.or([{ n: 1 }, { _id: 'd0005' }])),
        orOfOneField: await ids({ n: _.or(_.lt(1), _.gt(4)) }),
        nor: await ids(_.nor([{ n: _.lt(2) }, { n: 5 }])),
      }
    },
    expected: {
      both: ['d0002', 'd0003'],
      and: ['d0002', 'd0003'],
      or: ['d0001', 'd0005'],
      orOfOneField: ['d0000', 'd0005'],
      nor: ['d0002', 'd0003', 'd0004'],
    },
  },
  {
    name: 'reaches below objects and into lists of objects by a path',
    run: async ({ table, seed, _ }) => {
      await seed('plain', nested)
      const ids = (where: object) => table('plain').idsOf(where)
      return {
        equal: await ids({ 'o.k': 1 }),
        byObject: await ids({ o: { k: 1 } }),
        not: await ids({ 'o.k': _.neq(1) }),
        above: await ids({ 'o.k': _.gt(1) }),
        in: await ids({ 'o.k': _.in([2, 3]) }),
        there: await ids({ 'o.k': _.exists(true) }),
        notThere: await ids({ 'o.k': _.exists(false) }),
      }
    },
    expected: {
      equal: ['object', 'objects'],
      byObject: ['object', 'objects'],
      not: ['bare', 'flat', 'none', 'other'],
      above: ['objects', 'other'],
      in: ['objects', 'other'],
      there: ['object', 'objects', 'other'],
      notThere: ['bare', 'flat', 'none'],
    },
  },
  {
    name: 'asks for an item of a list by its position',
    run: async ({ table, seed, _ }) => {
      await seed('plain', [{ _id: 'none' }, { _id: 'one', l: ['x'] }, { _id: 'two', l: ['x', 'y'] }])
      return {
        there: await table('plain').idsOf({ 'l.1': _.exists(true) }),
        notThere: await table('plain').idsOf({ 'l.1': _.exists(false) }),
        equal: await table('plain').idsOf({ 'l.1': 'y' }),
      }
    },
    expected: { there: ['two'], notThere: ['none', 'one'], equal: ['two'] },
  },
  {
    name: 'keeps or drops fields, below objects and lists too',
    run: async ({ table, seed }) => {
      await seed('plain', [{ _id: 'a', x: { y: 1, z: 2 }, list: [{ k: 1, l: 2 }], other: 3 }])
      return {
        kept: await table('plain').find({ field: { 'x.y': true, 'list.k': true } }),
        dropped: await table('plain').find({ field: { 'x.y': false, list: false } }),
        withoutId: await table('plain').find({ field: { other: true, _id: false } }),
      }
    },
    expected: {
      kept: [{ _id: 'a', x: { y: 1 }, list: [{ k: 1 }] }],
      dropped: [{ _id: 'a', x: { z: 2 }, other: 3 }],
      withoutId: [{ other: 3 }],
    },
  },
  {
    name: 'refuses to pick a field together with one below it, whichever is named first',
    unverified: 'MongoDB refuses it from 4.4 on; which version the platform runs is not written down',
    run: async ({ table }) => {
      const why = (field: object) => refusal(() => table('plain').find({ field }), 'collision')
      return [
        await why({ o: true, 'o.k': true }),
        await why({ 'o.k': true, o: true }),
        await why({ o: false, 'o.k': false }),
      ]
    },
    expected: Array.from({ length: 3 }, () => ({ code: 'DATABASE_REQUEST_FAILED', says: ['collision'] })),
  },
  {
    name: 'counts all and what a query matches, beyond what a query would give',
    run: async ({ table, seed, _ }) => {
      await seed('plain', plain(103))
      return [
        await table('plain').count(),
        await table('plain').count({ n: _.gte(1) }),
        await table('plain').count({ n: -1 }),
      ]
    },
    expected: [103, 102, 0],
  },
  {
    name: 'walks a collection in pages by _id',
    run: async ({ table, seed, _ }) => {
      await seed('plain', plain(25))
      const pages: number[] = []
      for (let last = ''; ;) {
        const page = await table('plain').find({
          where: { _id: _.gt(last) },
          orderBy: [['_id', 'asc']],
          limit: 10,
        })
        pages.push(page.length)
        if (page.length < 10) return pages
        last = String(page[9]?._id)
      }
    },
    expected: [10, 10, 5],
  },
  {
    name: 'walks by a date and, where that is the same, by _id',
    run: async ({ table, seed, _ }) => {
      const days = [1, 1, 1, 2, 2, 3]
      await seed(
        'plain',
        days.map((day, i) => ({ _id: `e${i}`, at: new Date(day) })),
      )
      const seen: string[] = []
      let where: object = {}
      for (;;) {
        const orderBy: [string, 'asc' | 'desc'][] = [
          ['at', 'desc'],
          ['_id', 'desc'],
        ]
        const page = await table('plain').find({ where, orderBy, limit: 2 })
        const last = page.at(-1)
        if (!last) return seen
        seen.push(...page.map(({ _id }) => String(_id)))
        const at = last.at as Date
        where = _.or([{ at: _.lt(at) }, { at, _id: _.lt(String(last._id)) }])
      }
    },
    expected: ['e5', 'e4', 'e3', 'e2', 'e1', 'e0'],
  },
  {
    name: 'walks a member’s entries, newest first, by a compound index',
    run: async ({ table, seed, _ }) => {
      const entries = Array.from({ length: 7 }, (_unused, seq) => ({ memberId: 'm', seq }))
      await seed('entries', [...entries, { memberId: 'n', seq: 3 }])
      const page = async (older: object) =>
        (
          await table('entries').find({
            where: { memberId: 'm', ...older },
            orderBy: [['seq', 'desc']],
            limit: 4,
            field: { seq: true, _id: false },
          })
        ).map(({ seq }) => seq)
      return [await page({}), await page({ seq: _.lt(3) })]
    },
    expected: [
      [6, 5, 4, 3],
      [2, 1, 0],
    ],
  },
]
