import { request as httpRequest } from 'node:http'
import path from 'node:path'
import { WebSocket } from 'ws'
import { limits } from '../../local/cloud/limits'
import { listenOnLoopback, portOf } from '../../local/stage/loopback'
import { openStage, type Stage } from '../../local/stage/server'
import { plainBuild } from './plain-build'
import { plainCloud } from './plain-cloud'

const root = path.resolve(__dirname, '../..')
const invoke = jest.fn<Promise<unknown>, [string, object, object]>()
const cloud = plainCloud(invoke)
let stage: Stage
beforeAll(async () => {
  stage = await openStage({
    server: await listenOnLoopback(0),
    cloud,
    build: plainBuild(),
    nodeModulesDir: path.join(root, 'node_modules'),
    pageDir: path.join(root, 'local/stage/page'),
    dataId: 'some-data',
  })
})
afterAll(() => stage.close())
beforeEach(() => invoke.mockReset())

const get = (where: string): Promise<Response> => fetch(new URL(where, stage.url))
const post = (where: string, body?: unknown): Promise<Response> =>
  fetch(new URL(where, stage.url), { method: 'POST', body: JSON.stringify(body ?? {}) })

/** A request with any header: `fetch` would not send a foreign Host. */
function statusWith(headers: Record<string, string>, where = '/health'): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: stage.port, path: where, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('the stage answers its own pages only', () => {
  it.each([
    ['another name for this machine', { host: 'evil.example' }],
    ['its own name at another port', { host: '127.0.0.1:1' }],
    ['a page from elsewhere', { origin: 'http://evil.example' }],
    ['a page from nowhere', { origin: 'null' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
  ])('%s is refused', async (_who, headers: Record<string, string>) => {
    expect(await statusWith(headers)).toBe(403)
  })

  it('its own names are heard', async () => {
    const host = `localhost:${stage.port}`
    expect(await statusWith({ host })).toBe(200)
    expect(await statusWith({ host, origin: `http://127.0.0.1:${stage.port}` })).toBe(200)
  })

  it.each([
    ['of a page from elsewhere', '/phone/diner/automator', { origin: 'http://evil.example' }],
    ['of a phone nobody has', '/phone/nobody/automator', {}],
    ['at another place', '/automator', {}],
  ])('a socket %s is refused', async (_whose, where, headers) => {
    const socket = new WebSocket(`ws://127.0.0.1:${stage.port}${where}`, { headers })
    const message = await new Promise((resolve) => socket.on('error', (error) => resolve(error.message)))
    expect(message).toContain('403')
  })
})

it('a port that is taken, but not opened yet, says that it is not ready', async () => {
  const server = await listenOnLoopback(0)
  const reply = await fetch(`http://127.0.0.1:${portOf(server)}/health`)
  expect([reply.status, await reply.json()]).toEqual([503, { ready: false }])
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

it('a port of another program is named', async () => {
  await expect(listenOnLoopback(stage.port)).rejects.toThrow(`port ${stage.port} is taken`)
})

describe("a phone's page", () => {
  it('may load from the stage and reach nothing else', async () => {
    const page = await get('/phone/diner/')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('content-security-policy')).not.toMatch(/https?:/)
    expect(await page.text()).toContain('<title>顾客的手机</title>')
  })

  it('is told its name, where its requests go, where it starts, and how late it is', async () => {
    cloud.clock.advance(3_600_000)
    const setup = await (await get('/phone/cashier/setup.js')).text()
    cloud.clock.advance(-3_600_000)
    const told = JSON.parse(/huiweiPhoneSetup = ({.*})/.exec(setup)?.[1] ?? '') as { clockShiftMs: number }
    expect(told).toEqual({
      name: 'cashier',
      base: '/phone/cashier',
      entryPage: 'counter/pages/start/start',
      clockShiftMs: expect.any(Number),
    })
    expect(Math.round(told.clockShiftMs / 1_000)).toBe(3_600)
  })

  it.each(['/phone/nobody/', '/phone/nobody/setup.js', '/phone/diner', '/nowhere', '/phone/..%2f/'])(
    '%s is not found',
    async (where) => {
      expect((await get(where)).status).toBe(404)
    },
  )
})

describe("a phone's call", () => {
  it('reaches the function as the WeChat user whose phone it is', async () => {
    invoke.mockResolvedValue({ ok: true })
    const reply = await (await post('/phone/cashier/call/member', { operation: 'home' })).json()
    expect(reply).toEqual({ result: { ok: true } })
    const caller = { openid: 'demo-cashier', appid: 'wxhuiweidemo' }
    expect(invoke).toHaveBeenCalledWith('member', { operation: 'home' }, caller)
  })

  it('that fails is told as the platform tells it', async () => {
    invoke.mockRejectedValue(Object.assign(new Error('member: boom'), { code: 'FUNCTIONS_EXECUTE_FAIL' }))
    expect(await (await post('/phone/diner/call/member')).json()).toMatchObject({
      errCode: -404011,
      errMsg: expect.stringMatching(/^cloud\.callFunction:fail .*service error code -504002, .*boom$/),
    })
    invoke.mockRejectedValue(Object.assign(new Error('late'), { code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' }))
    expect(await (await post('/phone/diner/call/member')).json()).toMatchObject({
      errCode: -404011,
      errMsg: expect.stringContaining('-504003'),
    })
    invoke.mockRejectedValue(Object.assign(new Error('no function'), { code: 'FUNCTION_NOT_FOUND' }))
    expect(await (await post('/phone/diner/call/moon')).json()).toMatchObject({ errCode: -501000 })
    invoke.mockRejectedValue(Object.assign(new Error('not yours'), { code: 'PERMISSION_DENIED' }))
    expect(await (await post('/phone/diner/call/forget-old-codes')).json()).toMatchObject({
      errCode: -501023,
      errMsg: expect.stringContaining('not yours') as string,
    })
  })

  it('with more data than a phone may send is told so', async () => {
    invoke.mockRejectedValue(Object.assign(new Error('member: much'), { code: 'EXCEED_MAX_PAYLOAD_SIZE' }))
    expect(await (await post('/phone/diner/call/member')).json()).toMatchObject({
      errCode: -401002,
      errMsg: expect.stringContaining('EXCEED_MAX_PAYLOAD_SIZE member: much'),
    })
  })

  it('whose reply is too large is told so', async () => {
    invoke.mockRejectedValue(Object.assign(new Error('much'), { code: 'FUNCTIONS_RESULT_TOO_LARGE' }))
    expect(await (await post('/phone/diner/call/member')).json()).toMatchObject({
      errCode: -404011,
      errMsg: expect.stringContaining('-604001'),
    })
  })

  it('whose data is no object reaches no function', async () => {
    const reply = await (await post('/phone/diner/call/member', ['a', 'list'])).json()
    expect(reply).toMatchObject({ errCode: -401002 })
    expect(invoke).not.toHaveBeenCalled()
  })
})

describe("a phone's files", () => {
  const upload = (path: string, body: string | Buffer) =>
    fetch(new URL(`/phone/diner/files/${encodeURIComponent(path)}`, stage.url), { method: 'POST', body })

  it('belong to the WeChat user whose phone it is, and are read at a link of this stage', async () => {
    const { fileID } = (await (await upload('a/b.png', 'bytes')).json()) as { fileID: string }
    expect(cloud.files.read(fileID)).toMatchObject({ path: 'a/b.png', owner: 'demo-diner-1' })
    const link = cloud.files.linkTo(fileID, 60, 'function')
    expect(link.startsWith(`${stage.url}files/`)).toBe(true)
    const reply = await get(link)
    expect([reply.headers.get('content-type'), await reply.text()]).toEqual(['image/png', 'bytes'])
  })

  it('that are no pictures are handed out, and never run by a browser', async () => {
    const { fileID } = (await (await upload('evil.html', '<script>alert(1)</script>')).json()) as {
      fileID: string
    }
    const { headers } = await get(cloud.files.linkTo(fileID, 60, 'function'))
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toBe('attachment')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  })

  it('are not found at a link that nobody was given', async () => {
    expect((await get(`/files/${'0'.repeat(64)}`)).status).toBe(404)
  })

  it('that are too large are refused by their size', async () => {
    const reply = await upload('large', Buffer.alloc(limits.uploadBytes + 1))
    expect(await reply.json()).toMatchObject({ errCode: -403001 })
  })
})

describe('timers on demand', () => {
  it.each([
    ['a timer that is not there', { functionName: 'moon', next: 'twice' }],
    ['a way in which none comes', { functionName: 'settle-stock-claims', next: 'toString' }],
    ['no name', { next: 'twice' }],
  ])('know not %s', async (_what, asked) => {
    expect((await post('/timers', asked)).status).toBe(404)
  })
})

describe('refusals on demand', () => {
  const api = 'phonenumber.getPhoneNumber'
  const ask = (code: unknown, name = api) => post('/refusals', { api: name, code })
  const waiting = async () => {
    const apis = (await (await get('/refusals')).json()) as { name: string; waiting: number | null }[]
    return apis.find(({ name }) => name === api)?.waiting
  }

  it('are asked for and taken back', async () => {
    expect((await ask(45011)).status).toBe(200)
    expect(await waiting()).toBe(45011)
    expect((await ask(null)).status).toBe(200)
    expect(await waiting()).toBe(null)
  })

  it.each([
    ['a code of another API', 43101, api],
    ['no code', 'x', api],
    ['an API that is not here', null, 'wxacode.get'],
  ])('are not found for %s', async (_what, code, name) => {
    expect((await ask(code, name)).status).toBe(404)
    expect(await waiting()).toBe(null)
  })
})

describe('phones', () => {
  it('are asked for messages by their titles; what they accept is granted to their own person', async () => {
    cloud.wechat.addTemplate('arrived', { thing1: null }, '积分到账提醒')
    const ask = async (body: object): Promise<unknown> =>
      (await post('/phone/diner/subscriptions', body)).json()
    expect(await ask({ tmplIds: ['arrived'] })).toEqual({ titles: { arrived: '积分到账提醒' } })
    expect(cloud.wechat.users.grantsOf('demo-diner-1', 'arrived')).toBe(0)
    await ask({ tmplIds: ['arrived'], accepted: ['arrived'] })
    expect(cloud.wechat.users.grantsOf('demo-diner-1', 'arrived')).toBe(1)
    expect(await ask({ tmplIds: ['arrived', 'gone'] })).toMatchObject({ errCode: 20001 })
    expect(await ask({ tmplIds: ['arrived'], accepted: ['gone'] })).toMatchObject({ errCode: 20001 })
    expect((await post('/phone/diner/subscriptions', { tmplIds: 'arrived' })).status).toBe(404)
    expect((await post('/phone/nobody/subscriptions', { tmplIds: ['arrived'] })).status).toBe(404)
  })

  it('give codes for their own number, a new one each time', async () => {
    const first = (await (await post('/phone/diner/phone-code')).json()) as { code: string }
    const second = (await (await post('/phone/diner/phone-code')).json()) as { code: string }
    expect(first.code).not.toBe(second.code)
    const codes = [first, second].map(({ code }) => cloud.wechat.phoneCodes.get(code))
    const owner = { openid: 'demo-diner-1', appid: 'wxhuiweidemo' }
    expect(codes).toMatchObject([
      { number: '13800002046', owner },
      { number: '13800002046', owner },
    ])
  })

  it('can be joined by diners who never were here, each with a number of their own', async () => {
    const names: string[] = []
    for (let time = 0; time < 2; time++) {
      const { name } = (await (await post('/phones')).json()) as { name: string }
      expect((await get(`/phone/${name}/`)).status).toBe(200)
      names.push(name)
    }
    const [one, two] = names.map((name) => stage.phones.get(name))
    expect(one?.openid).not.toBe(two?.openid)
    expect(one?.phoneNumber).not.toBe(two?.phoneNumber)
    expect(one?.phoneNumber).toMatch(/^138\d{8}$/)
  })
})

describe('the preview', () => {
  it.each([
    ['/preview/icons/check.svg', 'image/svg+xml'],
    ['/preview/assets/assets/bowl.svg', 'image/svg+xml'],
    ['/preview/fonts.css', 'text/css'],
    ['/preview/app.js', 'text/javascript'],
    ['/stage.js', 'text/javascript'],
  ])('%s is served', async (where, type) => {
    const reply = await get(where)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toContain(type)
  })

  it('carries its Chinese font itself', async () => {
    const styles = await (await get('/preview/fonts.css')).text()
    const addresses = [...styles.matchAll(/url\(([^)]+)\)/g)].map(([, address]) => address ?? '')
    expect(addresses.length).toBeGreaterThan(90)
    expect(addresses.filter((address) => !address.startsWith('/preview/fonts/'))).toEqual([])
    const font = await get(addresses[0] ?? '')
    expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2'])
  })

  it.each(['/preview/icons/moon.svg', '/preview/assets/secret', '/preview/fonts/..%2findex.css'])(
    '%s is not found',
    async (where) => {
      expect((await get(where)).status).toBe(404)
    },
  )
})
