import { openProbe, rejection, type Probe } from './probe-function'

let probe: Probe

beforeEach(async () => {
  probe = await openProbe()
})
afterEach(() => probe.close())

const seedPlain = (count: number) => {
  for (let i = 0; i < count; i += 1) probe.cloud.put('plain', { _id: `d${String(i).padStart(4, '0')}`, n: i })
}

describe('adding and reading', () => {
  it('gives back every kind of value as it was added', async () => {
    const read = await probe.run(async ({ db }) => {
      const { id } = await db.collection('plain').add({
        text: 'x',
        whole: 5_000_000_000,
        part: 1.5,
        nothing: null,
        yes: true,
        at: new Date(1_700_000_000_123),
        list: [1, { deep: [] }],
        object: { a: { b: 'c' } },
        empty: {},
      })
      const { data } = await db
        .collection('plain')
        .doc(id as string)
        .get()
      return { document: data[0], isDate: data[0].at instanceof Date, idLength: (id as string).length }
    })
    expect(read).toMatchObject({
      isDate: true,
      idLength: 32,
      document: {
        text: 'x',
        whole: 5_000_000_000,
        part: 1.5,
        nothing: null,
        yes: true,
        at: new Date(1_700_000_000_123).toISOString(),
        list: [1, { deep: [] }],
        object: { a: { b: 'c' } },
        empty: {},
      },
    })
  })

  it('answers a missing document with an empty list', async () => {
    const data = await probe.run(async ({ db }) => (await db.collection('plain').doc('none').get()).data)
    expect(data).toEqual([])
  })

  it('puts the movable clock, plus an offset, where a server date stands', async () => {
    probe.cloud.clock.moveTo(Date.parse('2030-01-01T00:00:00Z'))
    const [document] = await probe.run(async ({ db }) => {
      await db
        .collection('plain')
        .add({ _id: 'a', at: db.serverDate(), later: db.serverDate({ offset: 60_000 }) })
      return (await db.collection('plain').doc('a').get()).data
    })
    expect(document.at.slice(0, 18)).toBe('2030-01-01T00:00:0')
    expect(Date.parse(document.later) - Date.parse(document.at)).toBe(60_000)
  })

  it.each([
    ['add', `db.collection('absent').add({})`],
    ['get', `db.collection('absent').get()`],
    ['doc().get', `db.collection('absent').doc('x').get()`],
    ['update', `db.collection('absent').doc('x').update({ a: 1 })`],
    ['count', `db.collection('absent').count()`],
    ['remove', `db.collection('absent').doc('x').remove()`],
  ])('refuses %s in a collection without a rule file', async (_name, call) => {
    const error = probe.cloud.invoke('probe', { code: `async ({ db }) => ${call}` }, { openid: 'o' })
    expect((await rejection(error)).message).toContain('Db or Table not exist: absent')
    const code = `async ({ db }) => ${call}.catch((e) => e.code)`
    expect(await probe.cloud.invoke('probe', { code }, { openid: 'o' })).toBe('DATABASE_COLLECTION_NOT_EXIST')
  })

  it('says that a collection with a rule file exists when it is to be created', async () => {
    const error = await probe.run(async ({ db }) =>
      db.createCollection('plain').catch(({ code, message }: Record<string, string>) => ({ code, message })),
    )
    expect(error).toMatchObject({
      code: 'DATABASE_COLLECTION_ALREADY_EXIST',
      message: expect.stringContaining('Table exist') as string,
    })
  })

  it('says -502005 for a missing collection through wx-server-sdk', async () => {
    const code = await probe.run(async ({ cloud }) =>
      cloud
        .database()
        .collection('absent')
        .get()
        .catch((error: { errCode: number }) => error.errCode),
    )
    expect(code).toBe(-502005)
  })
})

describe('queries', () => {
  it('gives 100 documents without a limit and at most 1,000 with one', async () => {
    seedPlain(1005)
    const lengths = await probe.run(async ({ db }) => {
      const c = db.collection('plain')
      return [
        (await c.get()).data.length,
        (await c.limit(5000).get()).data.length,
        (await c.limit(7).get()).data.length,
      ]
    })
    expect(lengths).toEqual([100, 1000, 7])
  })

  it('sorts, skips, limits and projects', async () => {
    seedPlain(50)
    const data = await probe.run(
      async ({ db, _ }) =>
        (
          await db
            .collection('plain')
            .where({ n: _.gte(10).and(_.lt(40)) })
            .orderBy('n', 'desc')
            .skip(1)
            .limit(2)
            .field({ n: true, _id: false })
            .get()
        ).data,
    )
    expect(data).toEqual([{ n: 38 }, { n: 37 }])
  })

  it('keeps or drops fields, also below objects and lists', async () => {
    probe.cloud.put('plain', { _id: 'a', x: { y: 1, z: 2 }, list: [{ k: 1, l: 2 }], other: 3 })
    const [kept, dropped] = await probe.run(async ({ db }) => {
      const c = db.collection('plain')
      const keep = await c.field({ 'x.y': true, 'list.k': true }).get()
      const drop = await c.field({ 'x.y': false, list: false }).get()
      return [keep.data[0], drop.data[0]]
    })
    expect(kept).toEqual({ _id: 'a', x: { y: 1 }, list: [{ k: 1 }] })
    expect(dropped).toEqual({ _id: 'a', x: { z: 2 }, other: 3 })
  })

  it('keeps or drops fields of objects in lists that lie in lists', async () => {
    probe.cloud.put('plain', { _id: 'a', list: [[{ k: 1, l: 2 }, 5], { k: 3, l: 4 }, 6] })
    const [kept, dropped] = await probe.run(async ({ db }) => {
      const c = db.collection('plain')
      const keep = await c.field({ 'list.k': true }).get()
      const drop = await c.field({ 'list.k': false }).get()
      return [keep.data[0].list, drop.data[0].list]
    })
    expect(kept).toEqual([[{ k: 1 }], { k: 3 }])
    expect(dropped).toEqual([[{ l: 2 }, 5], { l: 4 }, 6])
  })

  it('gives what was asked for by several ids or keys in their order, not in that of the question', async () => {
    for (const [_id, phone] of [
      ['c', '1'],
      ['a', '3'],
      ['b', '2'],
    ])
      probe.cloud.put('members', { _id, phone })
    const [byId, byKey] = await probe.run(async ({ db, _ }) => {
      const idsOf = async (where: object) =>
        (await db.collection('members').where(where).get()).data.map(({ _id }: { _id: string }) => _id)
      return [await idsOf({ _id: _.in(['c', 'a', 'b']) }), await idsOf({ phone: _.in(['3', '1', '2']) })]
    })
    expect([byId, byKey]).toEqual([
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
    ])
  })

  it('refuses by name to sort by two fields in lists, which MongoDB pairs or refuses', async () => {
    probe.cloud.put('plain', { _id: 'a', l: [{ a: 1, b: 9 }] })
    const sort = probe.run(async ({ db }) =>
      db.collection('plain').orderBy('l.a', 'asc').orderBy('l.b', 'asc').get(),
    )
    expect((await rejection(sort)).message).toContain('Sorting by two fields in lists (l.a, l.b)')
  })

  it('orders by type first: missing and null, numbers, text, objects, lists, booleans, dates', async () => {
    const values = [new Date(0), true, 'b', 2, null, { a: 1 }, 'a', -1, false]
    values.forEach((v, i) => probe.cloud.put('plain', { _id: `v${i}`, v }))
    probe.cloud.put('plain', { _id: 'missing' })
    const order = await probe.run(async ({ db }) =>
      (await db.collection('plain').orderBy('v', 'asc').get()).data.map(
        (d: { v?: unknown }) => d.v ?? 'none',
      ),
    )
    expect(order).toEqual(['none', 'none', -1, 2, 'a', 'b', { a: 1 }, false, true, new Date(0).toISOString()])
  })

  it('matches null with missing, exists with present, and never across types', async () => {
    probe.cloud.put('plain', { _id: 'null', v: null })
    probe.cloud.put('plain', { _id: 'missing' })
    probe.cloud.put('plain', { _id: 'number', v: 5 })
    probe.cloud.put('plain', { _id: 'text', v: '5' })
    const found = await probe.run(async ({ db, _ }) => {
      const ids = async (query: object) => {
        const { data } = await db.collection('plain').where(query).orderBy('_id', 'asc').get()
        return data.map((d: { _id: string }) => d._id)
      }
      return {
        null: await ids({ v: _.eq(null) }),
        exists: await ids({ v: _.exists(true) }),
        absent: await ids({ v: _.exists(false) }),
        above: await ids({ v: _.gt(1) }),
        not: await ids({ v: _.neq(5) }),
        in: await ids({ v: _.in([5, null]) }),
        either: await ids(_.or([{ v: 5 }, { _id: 'text' }]) as object),
      }
    })
    expect(found).toEqual({
      null: ['missing', 'null'],
      exists: ['null', 'number', 'text'],
      absent: ['missing'],
      above: ['number'],
      not: ['missing', 'null', 'text'],
      in: ['missing', 'null', 'number'],
      either: ['number', 'text'],
    })
  })

  it('walks a collection in pages by _id', async () => {
    seedPlain(25)
    const pages = await probe.run(async ({ db, _ }) => {
      const sizes: number[] = []
      for (let last = ''; ;) {
        const { data } = await db
          .collection('plain')
          .where({ _id: _.gt(last) })
          .orderBy('_id', 'asc')
          .limit(10)
          .get()
        sizes.push(data.length)
        if (data.length < 10) return sizes
        last = data[9]._id
      }
    })
    expect(pages).toEqual([10, 10, 5])
    expect(probe.cloud.fullScans.count).toBe(0)
  })

  it('counts', async () => {
    seedPlain(30)
    const totals = await probe.run(async ({ db, _ }) => {
      const c = db.collection('plain')
      return [(await c.count()).total, (await c.where({ n: _.lt(12) }).count()).total]
    })
    expect(totals).toEqual([30, 12])
  })
})

describe('writing', () => {
  it('counts the documents an update changed, not those it left as they were', async () => {
    seedPlain(3)
    const results = await probe.run(async ({ db, _ }) => {
      const c = db.collection('plain')
      return [
        (await c.doc('d0000').update({ n: 7 })).updated,
        (await c.doc('d0000').update({ n: 7 })).updated,
        (await c.doc('absent').update({ n: 7 })).updated,
        (await c.where({ n: _.gte(1) }).update({ flag: true })).updated,
        (await c.where({ _id: 'd0001', n: _.gte(100) }).update({ n: _.inc(-100) })).updated,
      ]
    })
    expect(results).toEqual([1, 0, 0, 3, 0])
  })

  it('updates one of several matches when asked to', async () => {
    seedPlain(3)
    const updated = await probe.run(async ({ db, _ }) => {
      const query = db.collection('plain').where({ n: _.gte(0) }) as unknown as {
        options(o: object): { where(q: object): { update(d: object): Promise<{ updated: number }> } }
      }
      return (
        await query
          .options({ multiple: false })
          .where({ n: _.gte(0) })
          .update({ flag: 1 })
      ).updated
    })
    expect(updated).toBe(1)
  })

  it('sets a whole document, new or existing', async () => {
    const results = await probe.run(async ({ db }) => {
      const doc = db.collection('plain').doc('a')
      const first = await doc.set({ a: 1 })
      const second = await doc.set({ b: 2 })
      return { first, second, now: (await doc.get()).data[0] }
    })
    expect(results).toMatchObject({
      first: { updated: 0, upsertedId: 'a' },
      second: { updated: 1 },
      now: { _id: 'a', b: 2 },
    })
    expect(results.now).not.toHaveProperty('a')
  })

  it('updates and returns the document as it then is', async () => {
    seedPlain(1)
    const results = await probe.run(async ({ db, _ }) => {
      const query = (id: string) =>
        db.collection('plain').where({ _id: id }) as unknown as {
          updateAndReturn(data: object): Promise<{ updated: number; doc: unknown }>
        }
      return [
        await query('d0000').updateAndReturn({ n: _.inc(5) }),
        await query('absent').updateAndReturn({ n: _.inc(5) }),
      ]
    })
    expect(results).toMatchObject([
      { updated: 1, doc: { _id: 'd0000', n: 5 } },
      { updated: 0, doc: null },
    ])
  })

  it('removes by id and by query', async () => {
    seedPlain(5)
    const results = await probe.run(async ({ db, _ }) => {
      const c = db.collection('plain')
      return [
        (await c.doc('d0000').remove()).deleted,
        (await c.doc('d0000').remove()).deleted,
        (await c.where({ n: _.gte(3) }).remove()).deleted,
      ]
    })
    expect(results).toEqual([1, 0, 2])
    expect(probe.cloud.documents('plain').map((d) => d._id)).toEqual(['d0001', 'd0002'])
  })

  it('refuses a document of more than 16 MB', async () => {
    const error = await rejection(
      probe.run(async ({ db }) => db.collection('plain').add({ big: 'x'.repeat(16 * 1024 * 1024) })),
    )
    expect(error.message).toContain('16 MB')
    expect(probe.cloud.documents('plain')).toEqual([])
  })

  it.each([
    ['of letters', 'x', 6],
    ['of characters that take three bytes each', '会', 2],
  ])('refuses a reply of more than 16 MB %s', async (_what, character, millions) => {
    for (let i = 0; i < 3; i += 1)
      probe.cloud.put('plain', { _id: `b${i}`, big: character.repeat(millions * 1024 * 1024) })
    const error = await rejection(
      probe.run(async ({ db }) => (await db.collection('plain').get()).data.length),
    )
    expect(error.message).toContain('16 MB')
  })
})
