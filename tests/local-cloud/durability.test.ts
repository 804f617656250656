import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { createInterface } from 'node:readline'
import { readCollectionRules } from '../../local/cloud/collections'
import { Database } from '../../local/cloud/engine/database'
import { DocumentStore } from '../../local/cloud/engine/document-store'
import { History } from '../../local/cloud/engine/history'
import { Locks } from '../../local/cloud/engine/locks'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
import { SqliteFile } from '../../local/cloud/sqlite-file'
import { seeded } from '../../local/seeded'
import { bundle, fixtureRules, rejection, temporaryFolder, writeRules } from './probe-function'

function open(folder: string, rules: Record<string, unknown[]> = fixtureRules): Promise<LocalCloud> {
  return openLocalCloud({
    dataDir: join(folder, 'data'),
    functionsDir: folder,
    rulesDir: writeRules(join(folder, 'rules'), rules),
    instances: 'in-process',
    environment: {},
    functionLimits: {},
  })
}

/** The same folder, without the cloud around it. */
function openStore(folder: string, rules: Record<string, unknown[]>): DocumentStore {
  const store = new DocumentStore({ folder: join(folder, 'data'), durability: 'full' })
  store.arrange(readCollectionRules(writeRules(join(folder, 'rules'), rules)))
  return store
}

it('keeps documents and indexes when it is closed and opened again', async () => {
  const folder = temporaryFolder()
  const first = await open(folder)
  first.put('members', { _id: 'a', phone: '1', at: new Date(5), tags: ['x', 'y'] })
  await first.close()
  const second = await open(folder)
  expect(second.documents('members')).toEqual([{ _id: 'a', phone: '1', at: new Date(5), tags: ['x', 'y'] }])
  expect(() => second.put('members', { _id: 'b', phone: '1' })).toThrow('E11000')
  expect(second.checkIndexes()).toEqual([])
  await second.close()
})

it('brings indexes in line with changed rules, and refuses a unique one that the documents break', async () => {
  const folder = temporaryFolder()
  const first = await open(folder)
  first.put('entries', { _id: 'a', memberId: 'm', seq: 1, kind: 'x' })
  first.put('entries', { _id: 'b', memberId: 'm', seq: 2, kind: 'x' })
  await first.close()
  const unique = {
    ...fixtureRules,
    entries: [{ name: 'kind', unique: true, keys: [{ field: 'kind', direction: 1 }] }],
  }
  expect((await rejection(open(folder, unique))).message).toContain('E11000')
  const other = {
    ...fixtureRules,
    entries: [{ name: 'seq', unique: true, keys: [{ field: 'seq', direction: -1 }] }],
  }
  const second = await open(folder, other)
  expect(() => second.put('entries', { _id: 'c', seq: 2 })).toThrow('index: seq')
  second.put('entries', { _id: 'd', memberId: 'm', seq: 3, kind: 'x' })
  expect(second.checkIndexes()).toEqual([])
  await second.close()
})

it('is held by one opener at a time, who is named to the second', async () => {
  const folder = temporaryFolder()
  const first = await open(folder)
  const error = await rejection(open(folder))
  expect(error.message).toContain(`is in use by process ${process.pid}`)
  await first.close()
  await (await open(folder)).close()
})

it('remembers that an index holds lists, also when the write that told it was rolled back', async () => {
  const folder = temporaryFolder()
  const first = await open(folder)
  first.put('members', { _id: 'a', phone: '1', tags: 5 })
  // The index of tags comes before the one that refuses, so that it has learnt of the list by then.
  const tagsFirst = { ...fixtureRules, members: [...fixtureRules.members].reverse() }
  await first.close()
  const second = await open(folder, tagsFirst)
  expect(() => second.put('members', { _id: 'b', phone: '1', tags: [1, 9] })).toThrow('E11000')
  second.put('members', { _id: 'c', phone: '3', tags: [1, 9] })
  await second.close()

  const store = openStore(folder, tagsFirst)
  const database = new Database(store, new History(), new Locks())
  const options = { skip: 0, limit: 10, projection: null }
  // No item of c is between 2 and 8: one is above the one bound, another below the other.
  expect(database.find('members', { tags: { $gt: 2, $lt: 8 } }, { ...options, sort: [] })).toHaveLength(2)
  expect(database.find('members', { tags: { $gt: 0 } }, { ...options, sort: [['tags', 1]] })).toHaveLength(2)
  expect(store.check()).toEqual([])
  store.close()
})

describe('the check of what is stored', () => {
  const members = [
    { _id: 'a', phone: '1', tags: ['x', 'y'] },
    { _id: 'b', phone: '2', tags: 'z' },
  ]

  /** What the check says after someone worked on the file itself. */
  async function problemsAfter(damage: string): Promise<string[]> {
    const folder = temporaryFolder()
    const first = await open(folder)
    for (const member of members) first.put('members', member)
    await first.close()
    const sqlite = new DatabaseSync(join(folder, 'data', 'documents.sqlite'))
    const collections = sqlite.prepare('SELECT name, number FROM collections').all() as {
      name: string
      number: number
    }[]
    const indexes = sqlite.prepare('SELECT "table", rule FROM indexes').all() as {
      table: string
      rule: string
    }[]
    const tableOf = (name: string) =>
      indexes.find(({ rule }) => (JSON.parse(rule) as { name: string }).name === name)?.table ?? ''
    const number = collections.find(({ name }) => name === 'members')?.number
    sqlite.exec(
      damage
        .replaceAll('$members', `documents_${number}`)
        .replaceAll('$phone', tableOf('phone'))
        .replaceAll('$tags', tableOf('tags')),
    )
    sqlite.close()
    const second = await open(folder)
    const problems = second.checkIndexes()
    await second.close()
    return problems
  }

  it.each([
    ['nothing, when all is well', 'SELECT 1', []],
    [
      'a document that another id is written in',
      `UPDATE $members SET doc = replace(doc, '"_id":"b"', '"_id":"c"') WHERE id = 'b'`,
      ['members keeps {"_id":"c"} under b'],
    ],
    [
      'a unique key that two documents have',
      `UPDATE $members SET doc = replace(doc, '"2"', '"1"') WHERE id = 'b';
       UPDATE $phone SET key = (SELECT key FROM $phone WHERE id = 'a') WHERE id = 'b'`,
      [expect.stringMatching(/^members\.phone is unique, but a and b have /)],
    ],
    [
      'an index that does not know of a list',
      `UPDATE indexes SET multikey = 0`,
      ['members.tags does not know that it holds arrays'],
    ],
    [
      'a lost entry',
      `DELETE FROM $tags WHERE id = 'b'`,
      [expect.stringMatching(/^members\.tags lacks .* b$/)],
    ],
    ['a stray entry', `INSERT INTO $tags VALUES (x'00', 'b')`, ['members.tags has a stray 00 b']],
  ])('names %s', async (_what, damage, problems) => {
    expect(await problemsAfter(damage)).toEqual(problems)
  })
})

it('has SQLite wait for the disk at every write, unless told otherwise', async () => {
  const arrange = jest.spyOn(DocumentStore.prototype, 'arrange')
  const cloud = await open(temporaryFolder())
  const full = { synchronous: 2, journalMode: 'wal' }
  expect(arrange.mock.contexts[0]?.settings()).toEqual(full)
  expect(cloud.wechat.users.settings()).toEqual(full)
  arrange.mockRestore()
  await cloud.close()
})

describe('a copy of the folder whose log ends anywhere', () => {
  /** SQLite by itself takes a log of so many pages into the file, and leaves it there to be cut. */
  const SQLITES_OWN = 1_000
  /** Whose log is cut: pairs of an earlier day, and when to stop after the folder was opened again. */
  const histories = [
    { name: 'that is new', earlier: 0, ends: { writes: 40 }, inLog: 40 },
    { name: 'with an earlier day in it', earlier: 200, ends: { pages: SQLITES_OWN }, inLog: 100 },
    { name: 'whose log was taken into the file meanwhile', earlier: 200, ends: { writes: 540 }, inLog: 40 },
  ]
  type Written = Omit<(typeof histories)[number], 'ends'> & { ends: { writes?: number; pages?: number } }
  /** SQLite's write-ahead log: a header, then frames of a header and a page each. */
  const [LOG_HEADER, FRAME] = [32, 24 + 4096]

  /** The n-th two that only make sense together. */
  function writePair(store: DocumentStore, n: number): void {
    const entries = store.collection('entries')
    const pair = ['given', 'taken'].map((kind) => ({
      collection: entries,
      id: `${kind}-${n}`,
      before: null,
      after: { _id: `${kind}-${n}`, memberId: kind, seq: n, kind },
    }))
    store.apply(pair, 'insert')
  }

  /** The files as they are before the folder is closed, and how many pairs they hold. */
  function written({ earlier, ends }: Written): { documents: Buffer; log: Buffer; pairs: number } {
    const folder = temporaryFolder()
    const file = join(folder, 'data', 'documents.sqlite')
    let pairs = 0
    const before = openStore(folder, fixtureRules)
    while (pairs < earlier) writePair(before, (pairs += 1))
    before.close()
    const store = openStore(folder, fixtureRules)
    const { writes = Infinity, pages = Infinity } = ends
    while (pairs < earlier + writes && pagesIn(`${file}-wal`) < pages) writePair(store, (pairs += 1))
    const files = { documents: readFileSync(file), log: readFileSync(`${file}-wal`), pairs }
    store.close()
    return files
  }

  const pagesIn = (log: string): number => Math.floor((statSync(log).size - LOG_HEADER) / FRAME)

  /** How many pairs a copy with a log of `length` bytes holds, and everything wrong with it. */
  function reopened({ documents, log }: { documents: Buffer; log: Buffer }, length: number) {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data'), { recursive: true })
    const file = join(folder, 'data', 'documents.sqlite')
    writeFileSync(file, documents)
    writeFileSync(`${file}-wal`, log.subarray(0, length))
    const store = openStore(folder, fixtureRules)
    const kept = store.collection('entries').all()
    const numbers = (kind: string) =>
      kept.filter((entry) => entry.kind === kind).map(({ seq }) => Number(seq))
    const pairs = numbers('given').length
    const problems = [
      ...store.check(),
      ...(JSON.stringify(numbers('given')) === JSON.stringify(numbers('taken')) ? [] : ['half a pair']),
      ...(numbers('given').every((seq, i) => seq === i + 1) ? [] : ['a hole']),
    ]
    store.close()
    return { pairs, problems }
  }

  it('fails no write that is on the disk when its log cannot be taken in: the next one is refused, whole', () => {
    const folder = temporaryFolder()
    const store = openStore(folder, fixtureRules)
    const taken = jest.spyOn(SqliteFile.prototype as unknown as { emptyLog(): void }, 'emptyLog')
    taken.mockImplementation(() => {
      throw new Error('disk I/O error')
    })
    const pairs = () => store.collection('entries').all().length / 2
    // A thousand changes: then the log is to be taken in (sqlite-file.ts).
    for (let n = 1; n <= 500; n += 1) writePair(store, n)
    expect(() => writePair(store, 501)).toThrow('disk I/O error')
    expect(pairs()).toBe(500)
    taken.mockRestore()
    writePair(store, 501)
    expect(pairs()).toBe(501)
    expect(store.check()).toEqual([])
    store.close()
  })

  it.each(histories)('opens to a consistent earlier state, $name: whole writes, none left out', (history) => {
    const files = written(history)
    const frames = Math.floor((files.log.length - LOG_HEADER) / FRAME)
    const luck = seeded(7)
    const lengths = [
      ...Array.from({ length: 30 }, () => LOG_HEADER + FRAME * luck.upTo(frames + 1)),
      ...Array.from({ length: 60 }, () => luck.upTo(files.log.length)),
      files.log.length - 1,
      files.log.length,
    ].sort((a, b) => a - b)
    const states = lengths.map((length) => ({ length, ...reopened(files, length) }))
    expect(states.filter(({ problems }) => problems.length > 0)).toEqual([])
    const pairs = states.map(({ pairs }) => pairs)
    expect(pairs).toEqual([...pairs].sort((a, b) => a - b))
    expect([pairs.at(-2), pairs.at(-1)]).toEqual([files.pairs - 1, files.pairs])
    const cutOff = files.pairs - (pairs[0] ?? NaN)
    expect(cutOff).toBeGreaterThan(0.8 * history.inLog)
    if (history.ends.writes !== undefined) expect(cutOff).toBeLessThanOrEqual(history.inLog)
    // The cuts must have fallen between the writes, or nothing was shown.
    expect(new Set(pairs).size).toBeGreaterThan(20)
  })

  it.each(histories)(
    'opens to an earlier state, $name, also where a byte of the log was changed',
    (history) => {
      const files = written(history)
      const luck = seeded(8)
      for (let n = 0; n < 20; n += 1) {
        const log = Buffer.from(files.log)
        const at = LOG_HEADER + luck.upTo(log.length - LOG_HEADER)
        log[at] = (log[at] ?? 0) ^ 1
        expect({ at, problems: reopened({ ...files, log }, log.length).problems }).toEqual({
          at,
          problems: [],
        })
      }
    },
  )
})

it('does not open where functions would see another time zone than the platform’s', async () => {
  const offset = jest.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-480)
  expect((await rejection(open(temporaryFolder()))).message).toContain('start it with TZ=UTC')
  offset.mockRestore()
})

it('loses no acknowledged write when its process is killed, and can be opened at once', async () => {
  const folder = temporaryFolder()
  writeRules(join(folder, 'rules'))
  const writer = join(folder, 'writer.js')
  bundle(
    `
    const { openLocalCloud } = require('./local/cloud/local-cloud')
    const folder = ${JSON.stringify(folder)}
    openLocalCloud({ dataDir: folder + '/data', functionsDir: folder, rulesDir: folder + '/rules',
      instances: 'in-process', environment: {}, functionLimits: {} }).then((cloud) => {
      let i = cloud.documents('members').length
      const next = () => {
        cloud.put('members', { _id: 'm' + i, phone: String(i), level: i % 3, points: i, tags: ['a', 'b' + i] })
        process.stdout.write(i + '\\n', () => { i += 1; next() })
      }
      next()
    })
    `,
    writer,
    ['@photostructure/sqlite'],
  )
  let acknowledged = -1
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, [writer], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_PATH: join(__dirname, '..', '..', 'node_modules') },
    })
    const closed = once(child, 'close')
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line)
      if (acknowledged >= (round + 1) * 150) child.kill('SIGKILL')
    }
    await closed
    const cloud = await open(folder)
    expect(cloud.documents('members').length).toBeGreaterThan(acknowledged)
    expect(cloud.checkIndexes()).toEqual([])
    await cloud.close()
  }
  expect(acknowledged).toBeGreaterThanOrEqual(450)
})
