import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
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
