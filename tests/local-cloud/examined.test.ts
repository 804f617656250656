import { openProbe, type Probe } from './probe-function'

let probe: Probe
beforeEach(async () => {
  probe = await openProbe()
  probe.cloud.load(
    'entries',
    Array.from({ length: 40 }, (_, i) => ({
      _id: `e${String(i).padStart(2, '0')}`,
      memberId: i < 30 ? 'many' : 'few',
      seq: i,
      kind: i % 2 === 0 ? 'earn' : 'redeem',
      note: i,
    })),
  )
})
afterEach(() => probe.close())

/** What the database reads while `act` runs. */
async function read(act: () => Promise<unknown>): Promise<{ documents: number; indexRows: number }> {
  const before = { ...probe.cloud.examined }
  await act()
  const { documents, indexRows } = probe.cloud.examined
  return { documents: documents - before.documents, indexRows: indexRows - before.indexRows }
}

describe('what the database reads is counted to the row', () => {
  it('a document by its id: that one, or nothing', async () => {
    const get = (id: string) =>
      read(() => probe.run(({ db }, id) => db.collection('entries').doc(id).get(), id))
    expect(await get('e05')).toEqual({ documents: 1, indexRows: 0 })
    expect(await get('none')).toEqual({ documents: 0, indexRows: 0 })
  })

  it('several ids: as many as are there', async () => {
    const reading = read(() =>
      probe.run(({ db, _ }) =>
        db
          .collection('entries')
          .where({ _id: _.in(['e01', 'e02', 'none']) })
          .get(),
      ),
    )
    expect(await reading).toEqual({ documents: 2, indexRows: 0 })
  })

  it('a page in the order of an index: the page and not the rest', async () => {
    const reading = read(() =>
      probe.run(({ db }) =>
        db.collection('entries').where({ memberId: 'many' }).orderBy('seq', 'desc').limit(5).get(),
      ),
    )
    expect(await reading).toEqual({ documents: 5, indexRows: 5 })
  })

  it('a condition that the index does not know: everything the index leads to', async () => {
    const reading = read(() =>
      probe.run(({ db }) => db.collection('entries').where({ memberId: 'few', note: 31 }).get()),
    )
    expect(await reading).toEqual({ documents: 10, indexRows: 10 })
  })

  it('an order that no index gives: everything that has to be sorted', async () => {
    const reading = read(() =>
      probe.run(({ db }) =>
        db.collection('entries').where({ memberId: 'many' }).orderBy('note', 'desc').limit(2).get(),
      ),
    )
    expect(await reading).toEqual({ documents: 30, indexRows: 30 })
  })

  it('a query without an index: the whole collection', async () => {
    const reading = read(() => probe.run(({ db }) => db.collection('entries').where({ note: 3 }).get()))
    expect(await reading).toEqual({ documents: 40, indexRows: 0 })
  })

  it('a range of ids: what lies in it', async () => {
    const reading = read(() =>
      probe.run(({ db, _ }) =>
        db
          .collection('entries')
          .where({ _id: _.gte('e36') })
          .orderBy('_id', 'asc')
          .get(),
      ),
    )
    expect(await reading).toEqual({ documents: 4, indexRows: 0 })
  })

  it('counting: all that is counted', async () => {
    const all = read(() => probe.run(({ db }) => db.collection('entries').count()))
    expect(await all).toEqual({ documents: 40, indexRows: 0 })
    const some = read(() => probe.run(({ db }) => db.collection('entries').where({ kind: 'earn' }).count()))
    expect(await some).toEqual({ documents: 20, indexRows: 20 })
  })

  it('a new document: nothing, until a unique key turns out to be taken', async () => {
    const add = (seq: number) =>
      read(() =>
        probe.run(
          ({ db }, seq) =>
            db
              .collection('entries')
              .add({ memberId: 'few', seq })
              .catch(() => null),
          seq,
        ),
      )
    expect(await add(100)).toEqual({ documents: 0, indexRows: 0 })
    expect(await add(100)).toEqual({ documents: 0, indexRows: 1 })
  })

  it('looking in from outside is not the database at work', async () => {
    const reading = read(async () => {
      probe.cloud.documents('entries')
      probe.cloud.checkIndexes()
    })
    expect(await reading).toEqual({ documents: 0, indexRows: 0 })
  })
})

describe('loading', () => {
  it('keeps every document of many batches, with its indexes', () => {
    const { cloud } = probe
    cloud.load(
      'plain',
      Array.from({ length: 10_001 }, (_, i) => ({ _id: `p${i}`, at: new Date(i) })),
    )
    expect(cloud.documents('plain')).toHaveLength(10_001)
    expect(cloud.documents('plain').at(-1)).toEqual({ _id: 'p10000', at: new Date(10_000) })
    expect(cloud.checkIndexes()).toEqual([])
  })

  it('refuses a taken id and a taken unique key by name, and keeps nothing of that batch', () => {
    const { cloud } = probe
    expect(() => cloud.load('entries', [{ _id: 'new' }, { _id: 'e01' }])).toThrow('index: _id_')
    expect(() => cloud.load('entries', [{ _id: 'new', memberId: 'many', seq: 1 }])).toThrow(
      'index: member_seq',
    )
    expect(cloud.documents('entries')).toHaveLength(40)
  })

  it('takes documents, and nothing else', () => {
    expect(() => probe.cloud.load('plain', [[] as unknown as Record<string, unknown>])).toThrow(
      'A document must be an object',
    )
  })
})
