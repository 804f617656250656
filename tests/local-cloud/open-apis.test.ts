import { inflateSync } from 'node:zlib'
import decodeQR from 'qr/decode.js'
import { limits } from '../../local/cloud/limits'
import { localWords } from '../../local/cloud/openapi/text-check'
import { openProbe, rejection, temporaryFolder, type Probe } from './probe-function'

const APP = 'wxlocalcloud0000'
let probe: Probe
beforeEach(async () => {
  probe = await openProbe()
  probe.cloud.clock.hold()
  probe.cloud.clock.moveTo(Date.parse('2025-03-01T04:00:00Z'))
})
afterEach(() => probe.close())

type Answer = Record<string, unknown> & { errCode: number; errMsg: string }

/** Calls an open API in a function through the SDK; an error comes back as the function catches it. */
function ask(api: string, options: object, openid = 'o-probe'): Promise<Answer> {
  return probe.run(
    async ({ cloud }, asked) => {
      const [service = '', method = ''] = asked.api.split('.')
      const openapi = cloud.openapi as unknown as Record<
        string,
        Record<string, (options: object) => Promise<Answer>>
      >
      try {
        const answer = (await openapi[service]?.[method]?.(asked.options)) as Answer & { buffer?: Buffer }
        return answer.buffer ? { ...answer, buffer: answer.buffer.toString('base64') } : answer
      } catch (error) {
        const { errCode, errMsg } = error as Answer
        return { errCode, errMsg }
      }
    },
    { api, options },
    { openid },
  )
}

const codeOf = async (asked: Promise<Answer>): Promise<number> => (await asked).errCode

describe('permission', () => {
  it('is refused when the function’s config.json does not list the API', async () => {
    expect(await codeOf(ask('wxacode.get', { path: 'a' }))).toBe(-604101)
  })
})

describe('phonenumber.getPhoneNumber', () => {
  const number = (code: unknown, more = {}) => ask('phonenumber.getPhoneNumber', { code, ...more })

  it('gives the number behind a code, once, with the moment of the tap', async () => {
    probe.cloud.wechat.phoneCodes.set('code', '13800000000')
    const tappedAt = probe.cloud.clock.now() / 1000
    probe.cloud.clock.advance(60_000)
    expect(await number('code')).toMatchObject({
      errCode: 0,
      phoneInfo: {
        phoneNumber: '13800000000',
        purePhoneNumber: '13800000000',
        countryCode: '86',
        watermark: { appid: APP, timestamp: tappedAt },
      },
    })
    expect(await number('code')).toMatchObject({
      errCode: 40029,
      errMsg: expect.stringContaining('openapi.phonenumber.getPhoneNumber:fail'),
    })
  })

  it('refuses a code that nobody was given, and one that is no text', async () => {
    expect(await codeOf(number('made-up'))).toBe(40029)
    expect(await codeOf(number(7))).toBe(40029)
    expect(await codeOf(number(undefined))).toBe(40029)
  })

  it('takes a code for just five minutes', async () => {
    for (const code of ['young', 'old']) probe.cloud.wechat.phoneCodes.set(code, '13800000000')
    probe.cloud.clock.advance(5 * 60_000 - 1)
    expect(await codeOf(number('young'))).toBe(0)
    probe.cloud.clock.advance(1)
    expect(await codeOf(number('old'))).toBe(40029)
  })

  it('refuses a code of another mini-program, or of somebody else than said, and leaves it good', async () => {
    const { phoneCodes } = probe.cloud.wechat
    phoneCodes.set('foreign', '13800000000', { openid: 'o-probe', appid: 'wx-other' })
    phoneCodes.set('own', '13800000000', { openid: 'o-probe', appid: APP })
    expect(await codeOf(number('foreign'))).toBe(40013)
    expect(await codeOf(number('own', { openid: 'o-else' }))).toBe(40029)
    expect(await codeOf(number('own', { openid: 'o-probe' }))).toBe(0)
  })
})

describe('subscribeMessage.send', () => {
  const message = {
    touser: 'o-diner',
    templateId: 'points-arrived',
    page: 'pages/points/points?from=message',
    data: { thing1: { value: '滨江店' }, number2: { value: '56' }, enum3: { value: '已到账' } },
  }
  const send = (change: object = {}) => ask('subscribeMessage.send', { ...message, ...change })
  const data = (change: object) => ({ data: { ...message.data, ...change } })

  beforeEach(() => {
    const { wechat } = probe.cloud
    wechat.publish(['pages/home/home', 'pages/points/points'])
    wechat.addTemplate('points-arrived', { thing1: null, number2: null, enum3: ['已到账', '已撤回'] })
    wechat.visited('o-diner', APP)
  })

  it('puts a message into the outbox for each grant, and no more', async () => {
    const { wechat, clock } = probe.cloud
    wechat.grant('o-diner', 'points-arrived', 2)
    wechat.grant('o-else', 'points-arrived')
    expect(await send()).toEqual({ errCode: 0, errMsg: 'openapi.subscribeMessage.send:ok' })
    expect(wechat.outbox).toEqual([
      {
        openid: 'o-diner',
        templateId: 'points-arrived',
        page: 'pages/points/points?from=message',
        data: { thing1: '滨江店', number2: '56', enum3: '已到账' },
        miniprogramState: 'formal',
        lang: 'zh_CN',
        at: clock.now(),
      },
    ])
    expect(await codeOf(send({ page: undefined, miniprogramState: 'trial', lang: 'en_US' }))).toBe(0)
    expect(await codeOf(send())).toBe(43101)
    expect(wechat.outbox).toHaveLength(2)
    expect(wechat.outbox[1]).toMatchObject({ page: null, miniprogramState: 'trial', lang: 'en_US' })
  })

  it.each([
    ['an openid that never used the mini-program', { touser: 'o-nobody' }, 40003],
    ['no openid', { touser: undefined }, 40003],
    ['a template the account does not have', { templateId: 'other' }, 40037],
    ['a page that is not in the mini-program', { page: 'pages/moon/moon' }, 41030],
    ['a page with a slash before it', { page: '/pages/points/points' }, 41030],
    ['a text that breaks its field’s rule', data({ number2: { value: '五十六' } }), 47003],
    ['a value outside the enumeration', data({ enum3: { value: '在路上' } }), 47003],
    ['a field that is missing', { data: { thing1: { value: '滨江店' } } }, 47003],
    ['a field the template does not have', data({ thing9: { value: 'x' } }), 47003],
    ['a number where a text belongs', data({ number2: { value: 56 } }), 47003],
    ['a field without its value', data({ number2: '56' }), 47003],
    ['a version of the mini-program that cannot be', { miniprogramState: 'release' }, 47003],
    ['a language that is not on the page', { lang: 'de_DE' }, 47003],
  ])('refuses %s, and takes no grant for it', async (_what, change, code) => {
    const { wechat } = probe.cloud
    wechat.grant('o-diner', 'points-arrived')
    expect(await codeOf(send(change))).toBe(code)
    expect(wechat.outbox).toEqual([])
    expect(wechat.users.grantsOf('o-diner', 'points-arrived')).toBe(1)
  })

  it('names the field that breaks its rule', async () => {
    expect((await send(data({ thing1: { value: '一'.repeat(21) } }))).errMsg).toContain('data.thing1.value')
  })

  it('does not reach a user of another mini-program', async () => {
    probe.cloud.wechat.visited('o-abroad', 'wx-other')
    probe.cloud.wechat.grant('o-abroad', 'points-arrived')
    expect(await codeOf(send({ touser: 'o-abroad' }))).toBe(40003)
  })

  it('has no template with a field of an unknown type', () => {
    const { wechat } = probe.cloud
    expect(() => wechat.addTemplate('t', { site01: null })).toThrow('t cannot have the field site01')
    expect(() => wechat.addTemplate('t', { enum1: null })).toThrow('t cannot have the field enum1')
    expect(() => wechat.addTemplate('t', { thing1: ['a'] })).toThrow('t cannot have the field thing1')
  })

  it('remembers people and their grants when the local cloud is opened again', async () => {
    const dataDir = temporaryFolder()
    await probe.close()
    probe = await openProbe({ dataDir })
    await probe.run(async () => null, null, { openid: 'o-diner' })
    probe.cloud.wechat.grant('o-diner', 'points-arrived')
    await probe.close()
    probe = await openProbe({ dataDir })
    probe.cloud.wechat.publish(['pages/points/points'])
    probe.cloud.wechat.addTemplate('points-arrived', { thing1: null, number2: null, enum3: ['已到账'] })
    expect([await codeOf(send()), await codeOf(send())]).toEqual([0, 43101])
  })
})

describe('wxacode.getUnlimited', () => {
  const make = (options: object) => ask('wxacode.getUnlimited', { scene: 'inviter=5', ...options })
  beforeEach(() => probe.cloud.wechat.publish(['pages/home/home', 'counter/pages/start/start']))

  it('gives a PNG whose code leads to the page with the scene', async () => {
    const answer = await make({ page: 'pages/home/home' })
    expect(answer).toMatchObject({ errCode: 0, contentType: 'image/png' })
    const picture = readPng(answer)
    expect([picture.width, picture.height]).toEqual([430, 430])
    expect(picture.colours).toEqual([
      [255, 255, 255],
      [0, 0, 0],
    ])
    expect(decodeQR(picture)).toBe('pages/home/home?scene=inviter%3D5')
  })

  it('draws in the size and colour asked for', async () => {
    const picture = readPng(
      await make({ width: 300, lineColor: { r: '198', g: 63, b: '21' }, isHyaline: true, scene: "!#$&'()" }),
    )
    expect([picture.width, picture.colours[1], picture.isClear]).toEqual([300, [198, 63, 21], true])
    expect(decodeQR(picture)).toBe(`?scene=${encodeURIComponent("!#$&'()")}`)
  })

  it.each([
    ['a scene of 33 characters', { scene: 'x'.repeat(33) }, 40169],
    ['an empty scene', { scene: '' }, 40169],
    ['no scene', { scene: undefined }, 40169],
    ['a Chinese scene', { scene: '面' }, 40129],
    ['a percent sign', { scene: 'a%20' }, 40129],
    ['a space', { scene: 'a b' }, 40129],
    ['a page that is not in the mini-program', { page: 'pages/moon/moon' }, 41030],
    ['a page with a slash before it', { page: '/pages/home/home' }, 41030],
    ['a page with a query', { page: 'pages/home/home?a=1' }, 41030],
    ['the reserved parameter', { scene: 'scancode_time=1' }, 85096],
    ['the reserved parameter on a page', { page: 'pages/home/home?scancode_time=1' }, 85096],
    [
      'a page with a slash before it, also when told not to look',
      { page: '/pages/x', checkPath: false },
      41030,
    ],
    ['a page with a query, also then', { page: 'pages/x?a=1', checkPath: false }, 41030],
    ['the reserved parameter on a page, also then', { page: 'a?scancode_time=1', checkPath: false }, 85096],
    ['a version that cannot be', { envVersion: 'formal' }, 40097],
    ['279 pixels', { width: 279 }, 40097],
    ['1281 pixels', { width: 1281 }, 40097],
    ['a scene that is a number', { scene: 5 }, 40097],
    ['a colour that is none', { lineColor: { r: 256, g: 0, b: 0 } }, 40097],
  ])('refuses %s', async (_what, options, code) => expect(await codeOf(make(options))).toBe(code))

  it('takes 32 characters, and any page when told not to look', async () => {
    expect(await codeOf(make({ scene: 'x'.repeat(32) }))).toBe(0)
    expect(await codeOf(make({ page: 'pages/soon/soon', checkPath: false }))).toBe(0)
    expect(await codeOf(make({ page: 'counter/pages/start/start', envVersion: 'trial' }))).toBe(0)
  })

  it('has no automatic colour: refused by name', async () => {
    expect((await make({ autoColor: true })).errMsg).toContain('not supported by the local cloud')
  })
})

describe('security.msgSecCheck', () => {
  const check = (change: object = {}) =>
    ask('security.msgSecCheck', {
      content: '面很好吃',
      version: 2,
      scene: 1,
      openid: 'o-probe',
      ...change,
    })

  it('passes what has none of the local words', async () => {
    expect(await check()).toMatchObject({
      errCode: 0,
      result: { suggest: 'pass', label: 100 },
      detail: [{ strategy: 'content_model', suggest: 'pass', label: 100 }],
      traceId: expect.any(String),
    })
  })

  it.each(localWords)('finds $word: $suggest, $label', async ({ word, suggest, label }) => {
    const found = { suggest, label }
    expect(await check({ content: `老板说${word}。` })).toMatchObject({
      errCode: 0,
      result: found,
      detail: [found, { strategy: 'keyword', keyword: word, ...found }],
    })
    expect(await check({ nickname: word })).toMatchObject({ result: found })
  })

  it('says the worst of what it finds', async () => {
    const answer = await check({ content: '加微信刷单' })
    expect(answer.result).toEqual({ suggest: 'risky', label: 20008 })
    expect(answer.detail).toHaveLength(3)
  })

  it.each([
    ['scene 0', { scene: 0 }, 40129],
    ['scene 5', { scene: 5 }, 40129],
    ['no scene', { scene: undefined }, 40129],
    ['an empty text', { content: '' }, 44002],
    ['no text', { content: undefined }, 47001],
    ['2,501 characters', { content: '面'.repeat(2501) }, 47001],
    ['a text that is a number', { content: 5 }, 47001],
    ['no openid', { openid: undefined }, 47001],
    ['an openid that never used the mini-program', { openid: 'o-nobody' }, 40003],
  ])('refuses %s', async (_what, change, code) => expect(await codeOf(check(change))).toBe(code))

  it('takes 2,500 characters', async () => {
    expect(await codeOf(check({ content: '面'.repeat(2500) }))).toBe(0)
  })

  it('refuses a user of another mini-program, and one who was not here for two hours', async () => {
    const { wechat, clock } = probe.cloud
    wechat.visited('o-abroad', 'wx-other')
    wechat.visited('o-diner', APP)
    expect(await codeOf(check({ openid: 'o-abroad' }))).toBe(43104)
    clock.advance(limits.textCheckVisitMs)
    expect(await codeOf(check({ openid: 'o-diner' }))).toBe(0)
    clock.advance(1)
    expect(await codeOf(check({ openid: 'o-diner' }))).toBe(61010)
  })

  it('has no version 1: refused by name', async () => {
    expect((await check({ version: 1 })).errMsg).toContain('without version 2 is not supported')
  })
})

describe('a refusal on demand', () => {
  const check = () => ask('security.msgSecCheck', { content: '面', version: 2, scene: 1, openid: 'o-probe' })

  it('comes once, or until it is taken back; the next goes before the standing one', async () => {
    const { wechat } = probe.cloud
    const waiting = () => wechat.refusable().find(({ name }) => name === 'security.msgSecCheck')?.waiting
    wechat.refuse('security.msgSecCheck', 45009)
    wechat.refuseNext('security.msgSecCheck', -1)
    expect(waiting()).toBe(-1)
    expect(await check()).toEqual({
      errCode: -1,
      errMsg: expect.stringMatching(/^openapi\.security\.msgSecCheck:fail system error/),
    })
    expect([await codeOf(check()), await codeOf(check())]).toEqual([45009, 45009])
    expect(waiting()).toBe(45009)
    wechat.refuse('security.msgSecCheck', null)
    expect(waiting()).toBe(null)
    expect(await codeOf(check())).toBe(0)
  })

  it('can be every documented refusal of every API, and reaches the function with its code', async () => {
    const { wechat } = probe.cloud
    const asked = wechat
      .refusable()
      .flatMap(({ name, refusals }) => refusals.map(({ code }) => ({ name, code })))
    expect(asked.length).toBeGreaterThan(30)
    for (const { name, code } of asked) {
      wechat.refuseNext(name, code)
      expect({ name, code: await codeOf(ask(name, {})) }).toEqual({ name, code })
    }
  })

  it('of no documented code, or of an API that is not here, throws by name', () => {
    const { wechat } = probe.cloud
    expect(() => wechat.refuseNext('security.msgSecCheck', 43101)).toThrow(
      '43101 is no documented error of security.msgSecCheck',
    )
    expect(() => wechat.refuse('subscribeMessage.send', 12)).toThrow('12 is no documented error')
    expect(() => wechat.refuseNext('wxacode.get', -1)).toThrow('The open API wxacode.get is not supported')
    expect(() => wechat.refuse('wxacode.get', null)).toThrow('The open API wxacode.get is not supported')
  })

  it('takes nothing: the code is good and the grant is left', async () => {
    const { wechat } = probe.cloud
    wechat.phoneCodes.set('code', '13800000000')
    wechat.refuseNext('phonenumber.getPhoneNumber', 45011)
    expect(await codeOf(ask('phonenumber.getPhoneNumber', { code: 'code' }))).toBe(45011)
    expect(await codeOf(ask('phonenumber.getPhoneNumber', { code: 'code' }))).toBe(0)
  })
})

it('a parameter that the page does not have is refused by name', async () => {
  const error = await rejection(
    probe.run(async ({ cloud }) =>
      cloud.openapi.phonenumber.getPhoneNumber({ code: 'c', cdoe: 'd' } as never),
    ),
  )
  expect(error.message).toContain('The parameter cdoe of phonenumber.getPhoneNumber is not supported')
})

interface Picture {
  width: number
  height: number
  /** RGBA, as the decoder of QR codes reads it. */
  data: Uint8Array
  colours: number[][]
  isClear: boolean
}

/** Reads a PNG of two colours as its standard says, with the checksum of the last chunk, which is always the same. */
function readPng({ buffer }: Answer): Picture {
  const png = Buffer.from(String(buffer), 'base64')
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(png.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13)
  const palette = [...(chunks.get('PLTE') ?? [])]
  const colours = [palette.slice(0, 3), palette.slice(3, 6)]
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  const rowBytes = 1 + Math.ceil(width / 8)
  const data = new Uint8Array(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    const bit = ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
    data.set([...(colours[bit] ?? []), 255], pixel * 4)
  }
  return { width, height, data, colours, isClear: chunks.get('tRNS')?.[0] === 0 }
}
