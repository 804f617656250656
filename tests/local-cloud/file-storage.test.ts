import { readdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { CloudFiles } from '../../local/cloud/storage/cloud-files'
import { checkCloudPath } from '../../local/cloud/storage/cloud-path'
import {
  defaultStorageRule,
  readStorageRule,
  ruleAllows,
  type StorageRule,
} from '../../local/cloud/storage/storage-rule'
import { limits } from '../../local/cloud/limits'
import { eventually } from '../support/eventually'
import { bundleWorker, openProbe, rejection, temporaryFolder, type Probe } from './probe-function'

const workerFile = join(temporaryFolder(), 'worker.js')
const HOUR = 3600
let probe: Probe

beforeAll(() => {
  bundleWorker(workerFile)
})

/** Uploads with wx-server-sdk and gives the file's id. */
const upload = (path: string, text: string): Promise<string> =>
  probe.run(
    async ({ cloud }, given) =>
      (await cloud.uploadFile({ cloudPath: given.path, fileContent: Buffer.from(given.text) })).fileID,
    { path, text },
  )

/** Uploads with node-sdk: its answer, or the code and message of its error. */
const uploadByNodeSdk = (
  path: string,
  bytes = 1,
): Promise<{ fileID?: string; code?: string; message?: string }> =>
  probe.run(
    async ({ app }, given) => {
      try {
        return await app.uploadFile({ cloudPath: given.path, fileContent: Buffer.alloc(given.bytes, 'x') })
      } catch (error) {
        const { code, message } = error as Error & { code: string }
        return { code, message }
      }
    },
    { path, bytes },
  )

const textOf = (fileId: string): string | undefined => probe.cloud.files.read(fileId)?.bytes.toString()

describe.each(['in-process', 'workers'] as const)('the SDKs’ file actions, %s', (instances) => {
  beforeEach(async () => {
    probe = await openProbe({ instances, workerFile })
  })
  afterEach(() => probe.close())

  it('upload, read again, replace and delete', async () => {
    const fileID = await upload('reviews/中文 名.png', 'one')
    expect(fileID).toBe('cloud://local-env.6c6f-local-env-1250000000/reviews/中文 名.png')
    expect(await uploadByNodeSdk('reviews/other.txt')).toMatchObject({ fileID: expect.any(String) })
    expect(await upload('reviews/中文 名.png', 'two')).toBe(fileID)
    const seen = await probe.run(async ({ cloud, app }, id) => {
      const ours = await cloud.downloadFile({ fileID: id })
      const theirs = await app.downloadFile({ fileID: id })
      const deleted = await cloud.deleteFile({ fileList: [id] })
      const gone = await app.downloadFile({ fileID: id }).catch((error: { code: string }) => error.code)
      return [ours.statusCode, String(ours.fileContent), String(theirs.fileContent), deleted.fileList, gone]
    }, fileID)
    const deleted = [{ fileID, status: 0, errMsg: 'ok' }]
    expect(seen).toEqual([200, 'two', 'two', deleted, 'STORAGE_FILE_NONEXIST'])
    expect(probe.cloud.files.read(fileID)).toBe(null)
  })

  it('carry large files whole', async () => {
    const fileID = await probe.run(async ({ cloud }) => {
      const fileContent = Buffer.alloc(3_000_000, 'abcdefg')
      return (await cloud.uploadFile({ cloudPath: 'large.bin', fileContent })).fileID
    })
    expect(probe.cloud.files.read(fileID)?.bytes.equals(Buffer.alloc(3_000_000, 'abcdefg'))).toBe(true)
  })

  it('are on record, and a call that is over uploads nothing', async () => {
    await upload('a.txt', 'a')
    expect(probe.cloud.calls.last().requests.map(({ action }) => action)).toEqual([
      'storage.getUploadMetadata',
      'storage PUT',
    ])
    expect(probe.cloud.calls.last().databaseRequests).toBe(0)
    await probe.run(async ({ app }) => {
      const late = async () => {
        await new Promise((resolve) => setTimeout(resolve, 10))
        await app.uploadFile({ cloudPath: 'late.txt', fileContent: Buffer.from('late') })
      }
      void late().catch(() => {})
    })
    await eventually(() => probe.cloud.calls.last().requestsAfterReply === 1)
    expect(probe.cloud.files.read('cloud://local-env.6c6f-local-env-1250000000/late.txt')).toBe(null)
  })
})

describe('links to files', () => {
  beforeEach(async () => {
    probe = await openProbe({ instances: 'workers', workerFile })
    probe.cloud.clock.hold()
  })
  afterEach(() => probe.close())

  const link = async (fileID: string, maxAge?: number) => {
    const asked = maxAge === undefined ? fileID : { fileID, maxAge }
    const { fileList } = await probe.run(
      async ({ cloud }, file) => cloud.getTempFileURL({ fileList: [file] }),
      asked,
    )
    return fileList[0] ?? { tempFileURL: '' }
  }
  const read = async (url: string) => {
    const reply = await fetch(url)
    return [reply.status, reply.headers.get('content-type'), await reply.text()]
  }

  it('let whoever holds one read the file, until its time is over', async () => {
    const fileID = await upload('bowl.png', 'a bowl')
    const { tempFileURL, ...rest } = await link(fileID, HOUR)
    expect(rest).toEqual({ fileID, status: 0, errMsg: 'ok', maxAge: HOUR })
    expect(await read(tempFileURL)).toEqual([200, 'image/png', 'a bowl'])
    probe.cloud.clock.advance(HOUR * 1000 - 1)
    expect((await read(tempFileURL))[0]).toBe(200)
    probe.cloud.clock.advance(1)
    expect((await read(tempFileURL))[0]).toBe(403)
  })

  it('live a day when nothing is said', async () => {
    const { tempFileURL } = await link(await upload('a.txt', 'a'))
    probe.cloud.clock.advance(24 * HOUR * 1000 - 1)
    expect(await read(tempFileURL)).toEqual([200, 'application/octet-stream', 'a'])
    probe.cloud.clock.advance(1)
    expect((await read(tempFileURL))[0]).toBe(403)
  })

  it('cannot be guessed, and show nothing of the file', async () => {
    const fileID = await upload('secret-name.txt', 'a')
    const urls = [await link(fileID), await link(fileID)].map(({ tempFileURL }) => new URL(tempFileURL))
    for (const { pathname, search } of urls) expect(pathname + search).toMatch(/^\/files\/[0-9a-f]{64}$/)
    expect(urls[0]?.href).not.toBe(urls[1]?.href)
  })

  it('lead nowhere once the file is gone', async () => {
    const fileID = await upload('a.txt', 'a')
    const { tempFileURL } = await link(fileID)
    probe.cloud.files.delete(fileID, 'function')
    expect((await read(tempFileURL))[0]).toBe(403)
  })

  it('let read and nothing else, and no page of a browser', async () => {
    const { tempFileURL } = await link(await upload('a.txt', 'a'))
    const status = async (options: RequestInit & { url?: string }) =>
      (await fetch(options.url ?? tempFileURL, options)).status
    expect(await status({ method: 'HEAD' })).toBe(200)
    expect(await status({ method: 'PUT', body: 'b' })).toBe(403)
    expect(await status({ method: 'DELETE' })).toBe(403)
    expect(await status({ headers: { origin: 'https://evil.example' } })).toBe(403)
    expect(await status({ url: tempFileURL.replace(/.$/, (end) => (end === '0' ? '1' : '0')) })).toBe(403)
    expect(await statusUnderName('evil.example', tempFileURL)).toBe(403)
  })

  it('lead where somebody said that phones can reach', async () => {
    const fileID = await upload('a.txt', 'a')
    probe.cloud.files.publishAt('http://127.0.0.1:5180/files/')
    expect((await link(fileID)).tempFileURL).toMatch(/^http:\/\/127\.0\.0\.1:5180\/files\/[0-9a-f]{64}$/)
    probe.cloud.files.publishAt(null)
    expect((await link(fileID)).tempFileURL).not.toContain(':5180')
  })

  it('are told apart: a file that is missing spoils no other', async () => {
    const fileID = await upload('a.txt', 'a')
    const lost = ['cloud://local-env.6c6f-local-env-1250000000/b.txt', 'cloud://other.env/a.txt', 'a.txt']
    const { links, deleted } = await probe.run(
      async ({ cloud, app }, fileList) => ({
        links: (await cloud.getTempFileURL({ fileList })).fileList,
        deleted: (await app.deleteFile({ fileList })).fileList,
      }),
      [...lost, fileID],
    )
    expect(links.map(({ status }) => status)).toEqual([-503003, -503003, -503003, 0])
    expect(deleted.map(({ code }) => code)).toEqual([...lost.map(() => 'STORAGE_FILE_NONEXIST'), 'SUCCESS'])
  })

  it.each([
    ['no file', [], /1 to 50 files are expected, not 0/],
    ['51 files', Array.from({ length: 51 }, () => 'cloud://a'), /1 to 50 files are expected, not 51/],
    ['a life of no time', [{ fileID: 'cloud://a', maxAge: 0 }], /max_age must be a whole number/],
    ['a life of more than a day', [{ fileID: 'cloud://a', maxAge: 24 * HOUR + 1 }], /max_age/],
  ])('refuses to link to %s', async (_what, fileList, why) => {
    const error = await rejection(
      probe.run(async ({ app }, list) => {
        const answer = (await app.getTempFileURL({ fileList: list as string[] })) as object
        if ('code' in answer) throw new Error(JSON.stringify(answer))
      }, fileList),
    )
    expect(error.message).toMatch(why)
  })
})

function statusUnderName(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { host } }, (reply) => resolve(reply.resume().statusCode))
    asked.on('error', reject).end()
  })
}

describe('a file’s place', () => {
  it.each(['a', 'a/b.png', '面.png', 'a b', '...', 'x'.repeat(850)])('may be %j', (path) => {
    expect(() => checkCloudPath(path)).not.toThrow()
  })

  it.each([
    '',
    '/a',
    'a//b',
    'a/',
    'a/../b',
    '..',
    './a',
    'a\nb',
    'a\0',
    '\ud800',
    'x'.repeat(851),
    '面'.repeat(95),
  ])('may not be %j', (path) => {
    expect(() => checkCloudPath(path)).toThrow(expect.objectContaining({ code: 'INVALID_PARAM' }))
  })
})

describe('an upload', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = temporaryFolder()
    probe = await openProbe({ instances: 'workers', workerFile, dataDir })
  })
  afterEach(() => probe.close())

  const stored = () => readdirSync(join(dataDir, 'files'))

  it('to a bad place, or of too much, is refused by name', async () => {
    expect(await uploadByNodeSdk('../a')).toMatchObject({ code: 'INVALID_PARAM' })
    const large = await uploadByNodeSdk('a', limits.uploadBytes + 1)
    expect(large.code).toBe('STORAGE_REQUEST_FAIL')
    expect(large.message).toContain('A file of more than 32 MB is not supported by the local cloud')
    expect(stored()).toEqual([])
    expect(await uploadByNodeSdk('a', limits.uploadBytes)).toMatchObject({ fileID: expect.any(String) })
  })

  it('outlives a restart, and what a killed process left of another is swept away', async () => {
    const fileID = await upload('a.txt', 'kept')
    const [name = ''] = stored()
    await probe.close()
    writeFileSync(join(dataDir, 'files', `${name}.${'0'.repeat(16)}.part`), '{"path":"a.txt"')
    probe = await openProbe({ dataDir })
    expect(textOf(fileID)).toBe('kept')
    expect(stored()).toEqual([name])
  })

  /** What the SDK is told before it sends the bytes, and a call that is under way while the test does. */
  async function permission(): Promise<{
    url: string
    headers: Record<string, string>
    end(): Promise<unknown>
  }> {
    const call = probe.run(async ({ app, db }) => {
      const asked = (await app.getUploadMetadata({ cloudPath: 'a.txt' })) as {
        data: { url: string; authorization: string; cosFileId: string }
      }
      const { url, authorization, cosFileId } = asked.data
      const headers = { authorization, 'x-cos-meta-fileid': cosFileId }
      await db.collection('plain').doc('permission').set({ url, headers })
      for (;;) {
        const { data } = (await db.collection('plain').where({ _id: 'end' }).get()) as { data: unknown[] }
        if (data.length > 0) return
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })
    await eventually(() => probe.cloud.documents('plain').length > 0)
    const [given] = probe.cloud.documents('plain') as { url: string; headers: Record<string, string> }[]
    if (!given) throw new Error('there is no permission')
    return {
      ...given,
      end: () => {
        probe.cloud.put('plain', { _id: 'end' })
        return call
      },
    }
  }

  it('whose connection breaks in the middle leaves nothing; the whole one comes through', async () => {
    const { url, headers, end } = await permission()
    await new Promise<void>((resolve) => {
      const broken = request(url, { method: 'PUT', headers: { ...headers, 'content-length': 1_000_000 } })
      broken.on('error', () => resolve())
      broken.on('socket', (socket) => socket.on('close', () => resolve()))
      broken.write('x'.repeat(1000), () => broken.destroy())
    })
    expect((await fetch(url, { method: 'PUT', headers, body: 'whole' })).status).toBe(200)
    expect(stored()).toHaveLength(1)
    expect(textOf('cloud://local-env.6c6f-local-env-1250000000/a.txt')).toBe('whole')
    await end()
  })

  it('is taken only with its permission, in its time, and from no page of a browser', async () => {
    const { url, headers, end } = await permission()
    const put = async (change: Record<string, string>, to = url) =>
      (await fetch(to, { method: 'PUT', headers: { ...headers, ...change }, body: 'x' })).status
    expect(await put({ authorization: 'another' })).toBe(403)
    expect(await put({ 'x-cos-meta-fileid': 'another' })).toBe(403)
    expect(await put({ origin: 'https://evil.example' })).toBe(403)
    expect(await put({}, url.replace(/^(http:\/\/[^/]+)\/[0-9a-f]{64}/, '$1'))).toBe(403)
    expect(await put({}, url.replace(/seqId=.*$/, ''))).toBe(403)
    probe.cloud.clock.advance(15 * 60_000)
    expect(await put({})).toBe(403)
    expect(stored()).toEqual([])
    await end()
  })
})

const OWN = 'resource.openid == auth.openid'
const [me, other] = [{ openid: 'o-me' }, { openid: 'o-other' }]
const forbidden = expect.objectContaining({ code: 'STORAGE_EXCEED_AUTHORITY' }) as Error

describe('without a rule of ours', () => {
  beforeEach(async () => {
    probe = await openProbe()
  })
  afterEach(() => probe.close())

  it('the user who uploaded a file may write it, and any function; everybody may read', async () => {
    const { files } = probe.cloud
    const mine = files.put('mine.png', Buffer.from('1'), me)
    expect(() => files.put('mine.png', Buffer.from('2'), other)).toThrow(forbidden)
    expect(() => files.delete(mine, other)).toThrow(forbidden)
    expect(() => files.linkTo(mine, HOUR, other)).not.toThrow()
    expect(textOf(mine)).toBe('1')
    files.put('mine.png', Buffer.from('3'), me)
    await upload('mine.png', '4')
    expect(textOf(mine)).toBe('4')
    expect(() => files.delete(mine, me)).toThrow(forbidden)
    files.delete(mine, 'function')
    files.delete(files.put('mine.png', Buffer.from('5'), me), me)
    expect(files.read(mine)).toBe(null)
  })
})

describe('under the rule that deploys', () => {
  const storageRuleFile = join(__dirname, '../../cloudfunctions/storage-rule.json')
  beforeEach(async () => {
    probe = await openProbe({ instances: 'workers', workerFile, storageRuleFile })
    probe.cloud.clock.hold()
  })
  afterEach(() => probe.close())

  it('a file is its user’s alone: nobody else replaces it, deletes it or gets a link to it', () => {
    const { files } = probe.cloud
    const mine = files.put('reviews/mine.jpg', Buffer.from('1'), me)
    expect(() => files.put('reviews/mine.jpg', Buffer.from('2'), other)).toThrow(forbidden)
    expect(() => files.delete(mine, other)).toThrow(forbidden)
    expect(() => files.linkTo(mine, HOUR, other)).toThrow(forbidden)
    expect(() => files.linkTo(mine, HOUR, { openid: '' })).toThrow(forbidden)
    expect(textOf(mine)).toBe('1')
    expect(() => files.linkTo(mine, HOUR, me)).not.toThrow()
  })

  it('what a function has put there is no user’s', async () => {
    const theirs = await upload('codes/a.png', 'code')
    expect(() => probe.cloud.files.linkTo(theirs, HOUR, me)).toThrow(forbidden)
    expect(() => probe.cloud.files.put('codes/a.png', Buffer.from('x'), me)).toThrow(forbidden)
  })

  it('a function links to any file; whoever holds the link reads it without a name, until its time is over', async () => {
    const mine = probe.cloud.files.put('reviews/mine.jpg', Buffer.from('a bowl'), me)
    const { fileList } = await probe.run(
      async ({ cloud }, fileID) => cloud.getTempFileURL({ fileList: [{ fileID, maxAge: 600 }] }),
      mine,
      { openid: 'o-other' },
    )
    const { tempFileURL = '' } = fileList[0] ?? {}
    const read = async () => {
      const reply = await fetch(tempFileURL)
      return reply.ok ? reply.text() : reply.status
    }
    expect(await read()).toBe('a bowl')
    probe.cloud.clock.advance(600_000 - 1)
    expect(await read()).toBe('a bowl')
    probe.cloud.clock.advance(1)
    expect(await read()).toBe(403)
  })
})

describe('a storage rule', () => {
  it.each<[string, StorageRule, string | null, string, [boolean, boolean]]>([
    ['lets everybody read and the owner write by default', defaultStorageRule, 'me', 'other', [true, false]],
    ['may keep both for the owner', { read: OWN, write: OWN }, 'me', 'me', [true, true]],
    ['knows no owner of what a function made', { read: OWN, write: OWN }, null, 'me', [false, false]],
    ['may ask for a login alone', { read: 'auth != null', write: false }, 'me', 'other', [true, false]],
    ['takes nobody for somebody', { read: 'auth != null', write: OWN }, '', '', [false, false]],
    ['may close everything to users', { read: false, write: false }, 'me', 'me', [false, false]],
  ])('%s', (_what, rule, owner, openid, [reads, writes]) => {
    expect(ruleAllows(rule, 'read', owner, openid)).toBe(reads)
    expect(ruleAllows(rule, 'write', owner, openid)).toBe(writes)
  })

  it('that lets nobody write keeps new files out, too', () => {
    const files = new CloudFiles({
      folder: null,
      now: () => 0,
      address: () => 'http://nowhere/',
      rule: { read: true, write: false },
    })
    expect(() => files.put('a.jpg', Buffer.from('1'), me)).toThrow(forbidden)
    expect(() => files.put('a.jpg', Buffer.from('1'), 'function')).not.toThrow()
  })

  const read = (content: unknown) => {
    const file = join(temporaryFolder(), 'storage-rule.json')
    writeFileSync(file, JSON.stringify(content))
    return readStorageRule(file)
  }

  it('is read as it is', () => {
    expect(read({ read: true, write: OWN })).toEqual({ read: true, write: OWN })
  })

  it.each([
    ['half of it missing', { read: true }, '"write" is nothing'],
    [
      'an expression that is not here',
      { read: '/^a/.test(resource.path) == true', write: false },
      '"read" is',
    ],
    ['a word the platform does not know', { read: true, write: true, list: true }, 'knows no "list"'],
  ])('is refused with %s', (_what, content, why) => {
    expect(() => read(content)).toThrow(why)
  })
})
