import { randomUUID } from 'node:crypto'
import { limits } from '../cloud/limits'
import type { LocalCloud } from '../cloud/local-cloud'
import { DEMO_APPID } from '../demo/demo-restaurant'
import type { PreviewBuild } from '../preview/build'
import { json, type Reply, type Route } from './answers'
import { callFunction } from './cloud-calls'
import { deleteFiles, linkedFile, linkToFiles, uploadFile } from './cloud-files'
import type { CallFeed } from './call-feed'
import type { Events } from './events'
import type { Fonts } from './fonts'
import type { MessageFeed } from './message-feed'
import type { NextCalls } from './next-call'
import { askForRefusal } from './refusals'
import { prepareScene } from './scenes/prepare'
import { scenes } from './scenes/scenes'
import { clockRefusals, isWayOfComing, type StageClock } from './stage-clock'
import { contentSecurityPolicy, phoneDocument, phoneSetupScript } from './phone-document'
import type { PhoneOnStage } from './phone-on-stage'
import type { Phones, StagePhone } from './phones'
import type { StagePage } from './stage-page'
import { subscribe } from './subscriptions'

/** What the stage uses of the local cloud. */
export type StagedCloud = Pick<
  LocalCloud,
  'invoke' | 'calls' | 'wechat' | 'files' | 'clock' | 'timers' | 'faults'
>

/** Everything the routes answer from. */
export interface Staged {
  cloud: StagedCloud
  build: PreviewBuild
  port: number
  dataId: string
  phones: Phones
  events: Events
  calls: CallFeed
  messages: MessageFeed
  clock: StageClock
  nextCalls: NextCalls
  /** A diner who never was here, remembered. */
  newDiner(): StagePhone
  /** Of this opening of the stage: a page of an earlier one begins anew. */
  opening: string
  /** Counts the builds that phones are given: they stay as they are while it does. */
  version: number
  fonts: Fonts
  page: StagePage
}

const script = (body: string): Reply => ({ type: 'text/javascript; charset=utf-8', body })
const css = (body: string): Reply => ({ type: 'text/css; charset=utf-8', body })
const html = (body: string, port: number): Reply => ({
  type: 'text/html; charset=utf-8',
  body,
  headers: { 'content-security-policy': contentSecurityPolicy(port) },
})
const KEEP = { 'cache-control': 'public, max-age=31536000, immutable' }

/** A route of one phone: 404 when there is no such phone. */
function ofPhone(
  method: 'GET' | 'POST',
  path: RegExp,
  handle: (
    staged: Staged,
    phone: StagePhone,
    parts: string[],
    body: (n: number) => Promise<Buffer>,
  ) => unknown,
): Route<Staged> {
  return {
    method,
    path,
    handle: async (staged, { parts: [name = '', ...parts], body }) => {
      const phone = staged.phones.get(name)
      return phone ? ((await handle(staged, phone, parts, body)) as Reply) : null
    },
  }
}

export const routes: readonly Route<Staged>[] = [
  { method: 'GET', path: /^\/$/, handle: ({ page, port }) => html(page.html, port) },
  { method: 'GET', path: /^\/stage\.css$/, handle: ({ page }) => css(page.css) },
  { method: 'GET', path: /^\/stage\.js$/, handle: ({ page }) => script(page.script) },
  { method: 'GET', path: /^\/camera\.js$/, handle: ({ page }) => script(page.cameraScript) },
  { method: 'GET', path: /^\/health$/, handle: () => json({ ready: true }) },

  { method: 'GET', path: /^\/phones$/, handle: ({ phones }) => json(phones.all().map(shown)) },
  { method: 'POST', path: /^\/phones$/, handle: ({ newDiner }) => json(shown(newDiner())) },
  {
    method: 'GET',
    path: /^\/scenes$/,
    handle: () => json(scenes.map(({ name, title }) => ({ name, title }))),
  },
  {
    method: 'POST',
    path: /^\/scenes\/([a-z-]+)$/,
    handle: async ({ cloud, newDiner }, { parts: [name = ''] }) => {
      const scene = scenes.find((one) => one.name === name)
      if (!scene) return null
      const diner = newDiner()
      return json({ diner: shown(diner), pages: await prepareScene(cloud, scene, diner) })
    },
  },
  {
    method: 'POST',
    path: /^\/clock$/,
    handle: async ({ clock }, { body }) => {
      const { to } = JSON.parse((await body(limits.clientCallBytes)).toString('utf8')) as { to?: unknown }
      if (typeof to !== 'number' || !Number.isSafeInteger(to)) return null
      const refused = await clock.travelTo(to)
      return json({ refused: refused && clockRefusals[refused] })
    },
  },
  {
    method: 'POST',
    path: /^\/timers$/,
    handle: async ({ clock }, { body }) => {
      const { functionName, next } = JSON.parse((await body(limits.clientCallBytes)).toString('utf8')) as {
        functionName?: unknown
        next?: unknown
      }
      if (typeof functionName !== 'string' || !isWayOfComing(next)) return null
      return clock.letCome(functionName, next) ? json({}) : null
    },
  },
  { method: 'GET', path: /^\/refusals$/, handle: ({ cloud }) => json(cloud.wechat.refusable()) },
  {
    method: 'POST',
    path: /^\/refusals$/,
    handle: async ({ cloud }, { body }) => askForRefusal(cloud.wechat, await body(limits.clientCallBytes)),
  },
  ofPhone('GET', /^\/phone\/([^/]+)\/$/, ({ port }, phone) => html(phoneDocument(phone), port)),
  ofPhone('GET', /^\/phone\/([^/]+)\/setup\.js$/, ({ dataId, clock }, phone) =>
    script(phoneSetupScript(phone, dataId, clock.shiftMs)),
  ),
  ofPhone('POST', /^\/phone\/([^/]+)\/call\/([^/]+)$/, async (staged, phone, [name = ''], body) => {
    const sent = await body(limits.clientCallBytes)
    return json(await staged.nextCalls.carry(phone, () => callFunction(staged.cloud, phone, name, sent)))
  }),
  ofPhone('POST', /^\/phone\/([^/]+)\/next-call$/, async ({ nextCalls }, phone, _parts, body) => {
    const { broken } = JSON.parse((await body(limits.clientCallBytes)).toString('utf8')) as {
      broken?: unknown
    }
    nextCalls.breakNext(phone, broken === true)
    return json(nextCalls.all())
  }),
  ofPhone('POST', /^\/phone\/([^/]+)\/phone-code$/, ({ cloud }, phone) => {
    const code = randomUUID()
    cloud.wechat.phoneCodes.set(code, phone.phoneNumber, { openid: phone.openid, appid: DEMO_APPID })
    return json({ code })
  }),
  ofPhone('POST', /^\/phone\/([^/]+)\/subscriptions$/, async ({ cloud }, phone, _parts, body) =>
    subscribe(cloud.wechat, phone, await body(limits.clientCallBytes)),
  ),

  ofPhone('POST', /^\/phone\/([^/]+)\/files\/(.+)$/, async ({ cloud }, phone, [path = ''], body) =>
    json(uploadFile(cloud.files, phone, path, await body(limits.uploadBytes))),
  ),
  ofPhone('POST', /^\/phone\/([^/]+)\/file-links$/, async ({ cloud }, phone, _parts, body) =>
    json(linkToFiles(cloud.files, phone, await body(limits.clientCallBytes))),
  ),
  ofPhone('POST', /^\/phone\/([^/]+)\/files-gone$/, async ({ cloud }, phone, _parts, body) =>
    json(deleteFiles(cloud.files, phone, await body(limits.clientCallBytes))),
  ),
  {
    method: 'GET',
    path: /^\/files\/([0-9a-f]{64})$/,
    handle: ({ cloud }, { parts: [token = ''] }) => linkedFile(cloud.files, token),
  },

  { method: 'GET', path: /^\/preview\/app\.js$/, handle: ({ build }) => script(build.script()) },
  { method: 'GET', path: /^\/preview\/runtime\.js$/, handle: ({ build }) => script(build.runtimeScript()) },
  {
    method: 'GET',
    path: /^\/preview\/icons\/([a-z0-9-]+)\.svg$/,
    handle: ({ build }, { parts: [name = ''] }) => {
      const icon = build.icon(name)
      return icon === null ? null : { type: 'image/svg+xml', body: icon }
    },
  },
  {
    method: 'GET',
    path: /^\/preview\/assets\/(.+)$/,
    handle: ({ build }, { parts: [path = ''] }) => build.asset(path),
  },
  { method: 'GET', path: /^\/preview\/fonts\.css$/, handle: ({ fonts }) => css(fonts.css) },
  {
    method: 'GET',
    path: /^\/preview\/fonts\/([^/]+)$/,
    handle: async ({ fonts }, { parts: [name = ''] }) => {
      const body = await fonts.file(name)
      return body && { type: 'font/woff2', body, headers: KEEP }
    },
  },
  {
    method: 'GET',
    path: /^\/preview\/events$/,
    handle: ({ events, build, opening, version, calls, messages, clock, nextCalls }, { response }) => {
      const data = {
        opening,
        version,
        problems: build.problems(),
        calls: calls.soFar(),
        messages: messages.soFar(),
        clock: clock.news(),
        nextCalls: nextCalls.all(),
      }
      events.subscribe(response, { event: 'opened', data })
      return 'streaming'
    },
  },
]

/** What the stage's page is told of a phone. */
function shown({ name, part, title, entryPage }: StagePhone): PhoneOnStage {
  return { name, part, title, entryPage }
}
