import { openProbe, rejection, type Probe } from './probe-function'

let probe: Probe
beforeAll(async () => {
  probe = await openProbe()
  probe.cloud.put('plain', { _id: 'a', n: 1 })
})
afterAll(() => probe.close())

const message = async (code: string) =>
  (
    await rejection(
      probe.cloud.invoke('probe', { code: `async ({ db, _, app, cloud }) => ${code}` }, { openid: 'o' }),
    )
  ).message

it.each([
  ['an aggregation stage', `db.collection('plain').aggregate().sample({ size: 1 }).end()`, '$sample'],
  ['creating a collection', `db.createCollection('new')`, 'Creating the collection new'],
  [
    'copying a file',
    `app.copyFile({ fileList: [{ srcPath: 'a/x', dstPath: 'b/x' }] })`,
    'storage.batchCopyFile',
  ],
  [
    'a link of another kind',
    `app.getTempFileURL({ fileList: [{ fileID: 'cloud://x', maxAge: 60, urlType: 'COS_URL' }] })`,
    'COS_URL',
  ],
  ['calling a function', `app.callFunction({ name: 'probe' })`, 'functions.invokeFunction'],
  ['paying', `cloud.cloudPay.unifiedOrder({ outTradeNo: '1' })`, 'unifiedOrder'],
  [
    'an open API that is permitted',
    `cloud.openapi.security.imgSecCheck({ media: {} })`,
    'security.imgSecCheck',
  ],
  [
    'the query operator elemMatch',
    `db.collection('plain').where({ n: _.elemMatch({ a: 1 }) }).get()`,
    '$elemMatch',
  ],
  ['the query operator all', `db.collection('plain').where({ n: _.all([1]) }).get()`, '$all'],
  ['the query operator size', `db.collection('plain').where({ n: _.size(1) }).get()`, '$size'],
  ['the query operator mod', `db.collection('plain').where({ n: _.mod(2, 1) }).get()`, '$mod'],
  ['the query operator not', `db.collection('plain').where({ n: _.not(_.gt(1)) }).get()`, '$not'],
  ['an expression in a query', `db.collection('plain').where(_.expr({ $gt: ['$n', 1] })).get()`, '$expr'],
  [
    'a regular expression',
    `db.collection('plain').where({ n: db.RegExp({ regexp: 'a' }) }).get()`,
    '$regularExpression',
  ],
  [
    'geographic queries',
    `db.collection('plain').where({ n: _.geoNear({ geometry: new db.Geo.Point(1, 2) }) }).get()`,
    '$nearSphere',
  ],
  [
    'comparing with a list',
    `db.collection('plain').where({ n: _.eq([1]) }).get()`,
    'Comparing n with an array',
  ],
  ['renaming a field', `db.collection('plain').doc('a').update({ n: _.rename('m') })`, '$rename'],
  [
    'renaming a field of a document that is not there',
    `db.collection('plain').doc('none').update({ n: _.rename('m') })`,
    '$rename',
  ],
  [
    'renaming in a document that is given back, were it there',
    `db.collection('plain').where({ _id: 'none' }).updateAndReturn({ n: _.rename('m') })`,
    '$rename',
  ],
  [
    'addToSet with each',
    `db.collection('plain').doc('a').update({ l: _.addToSet({ each: [1] }) })`,
    '$addToSet',
  ],
  ['positional updates', `db.collection('plain').where({ n: 1 }).update({ 'l.$.a': 1 })`, 'l.$.a'],
  [
    'projection by operator',
    `db.collection('plain').field({ l: _.project.slice(1) }).get()`,
    'projection of l',
  ],
  [
    'adding several documents at once',
    `db.collection('plain').add([{ a: 1 }, { a: 2 }])`,
    'several documents',
  ],
  ['adding no document', `db.collection('plain').add([])`, 'several documents'],
  [
    'comparing a path with null',
    `db.collection('plain').where({ 'l.k': _.eq(null) }).get()`,
    'Comparing the path l.k with null',
  ],
  [
    'looking for null by a path',
    `db.collection('plain').where({ 'l.k': _.nin([1, null]) }).get()`,
    'Comparing the path l.k with null',
  ],
  ['a field name with a dot', `db.collection('plain').add({ o: [{ 'a.b': 1 }] })`, "'a.b', with a dot"],
  [
    'two lists in one index',
    `db.collection('members').add({ level: [1], points: [1] })`,
    'cannot index parallel arrays [points] [level]',
  ],
  ['an _id that is a number', `db.collection('plain').doc(5).set({ n: 1 })`, '_id that is not a string'],
  ['an _id with U+0000', `db.collection('plain').add({ _id: 'a\\0b' })`, 'An _id with U+0000'],
  [
    'putting a document by such an _id',
    `db.collection('plain').doc('a\\0b').set({ n: 1 })`,
    'An _id with U+0000',
  ],
  [
    'an update with nothing in it',
    `db.collection('plain').doc('a').update({})`,
    'An update with nothing in it',
  ],
  [
    'an update that the SDK leaves nothing of',
    `db.collection('plain').doc('a').update({ claims: {} })`,
    'An update with nothing in it',
  ],
  [
    'an update of nothing that is given back',
    `db.collection('plain').where({ n: 1 }).updateAndReturn({})`,
    'An update with nothing in it',
  ],
  ['an object id', `db.collection('plain').add({ o: { $oid: '5f9b3f0a0000000000000000' } })`, '$oid'],
])('refuses %s by name', async (_what, code, named) => {
  const text = await message(code)
  expect(text).toContain(named)
  expect(text).toContain('not supported by the local cloud')
})

it.each([
  ['a query', `where({ n: 1 }).get()`, 'database.getDocument by query'],
  ['adding several documents', `add([{ a: 1 }, { a: 2 }])`, 'several documents'],
  ['adding no document', `add([])`, 'several documents'],
  ['a document whose _id has a U+0000', `doc('a\\0b').get()`, 'An _id with U+0000'],
  ['an update with nothing in it', `doc('a').update({})`, 'An update with nothing in it'],
  ['renaming in a document that is not there', `doc('none').update({ n: _.rename('m') })`, '$rename'],
  ['setting a server date', `doc('a').set({ at: db.serverDate() })`, 'A server date in a transaction'],
  ['updating to a server date', `doc('a').update({ at: db.serverDate() })`, 'A server date in a transaction'],
])('refuses %s in a transaction by name', async (_what, operation, named) => {
  const text = await message(
    `(async () => { const t = await db.startTransaction(); await t.collection('plain').${operation} })()`,
  )
  expect(text).toContain(named)
  expect(text).toContain('not supported by the local cloud')
  expect(probe.cloud.documents('plain')).toEqual([{ _id: 'a', n: 1 }])
})

it('a query by an _id with U+0000 finds nothing, and a range that begins or ends with one leaves none out', async () => {
  probe.cloud.put('plain', { _id: 'a', n: 1 })
  const ids = await probe.run(async ({ db, _ }) => {
    const found = async (condition: unknown) =>
      (await db.collection('plain').where({ _id: condition }).get()).data.map(({ _id }) => _id)
    return [
      await found('a\0b'),
      await found(_.gt('a\0')),
      await found(_.lt('a\0')),
      await found(_.gte('Z\0')),
    ]
  })
  expect(ids).toEqual([[], [], ['a'], ['a']])
})

it.each([
  ['setting an _id', `db.collection('plain').doc('a').set({ _id: 'b' })`],
  ['updating an _id', `db.collection('plain').doc('a').update({ _id: 'b' })`],
])('has the SDK refuse %s', async (_what, code) => {
  expect(await message(code)).toContain('_id')
})
