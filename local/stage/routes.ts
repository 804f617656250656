import { randomUUID } from 'node:crypto'
import type { LocalCloud } from '../cloud/local-cloud'
import type { PreviewBuild } from '../preview/build'
import { json, type Reply, type Route } from './answers'
import { callFunction, LARGEST_CALL_BYTES } from './cloud-calls'
import type { CallFeed } from './call-feed'
import type { Events } from './events'
import type { Fonts } from './fonts'
import { contentSecurityPolicy, phoneDocument, phoneSetupScript } from './phone-document'
import type { Phones, StagePhone } from './phones'
import type { StagePage } from './stage-page'

/** Everything the routes answer from. */
export interface Staged {
  cloud: Pick<LocalCloud, 'invoke' | 'phoneNumbers'>
  build: PreviewBuild
  port: number
  dataId: string
  phones: Phones
  events: Events
  calls: CallFeed
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
  { method: 'POST', path: /^\/phones$/, handle: ({ phones }) => json(shown(phones.addDiner())) },
  ofPhone('GET', /^\/phone\/([^/]+)\/$/, ({ port }, phone) => html(phoneDocument(phone), port)),
  ofPhone('GET', /^\/phone\/([^/]+)\/setup\.js$/, ({ dataId }, phone) =>
    script(phoneSetupScript(phone, dataId)),
  ),
  ofPhone('POST', /^\/phone\/([^/]+)\/call\/([^/]+)$/, async ({ cloud }, phone, [name = ''], body) =>
    json(await callFunction(cloud, phone, name, await body(LARGEST_CALL_BYTES))),
  ),
  ofPhone('POST', /^\/phone\/([^/]+)\/phone-code$/, ({ cloud }, phone) => {
    const code = randomUUID()
    cloud.phoneNumbers.set(code, phone.phoneNumber)
    return json({ code })
  }),

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
    handle: ({ events, build, opening, version, calls }, { response }) => {
      const data = { opening, version, problems: build.problems(), calls: calls.soFar() }
      events.subscribe(response, { event: 'opened', data })
      return 'streaming'
    },
  },
]

/** What the stage's page is told of a phone. */
function shown({ name, title }: StagePhone): { name: string; title: string } {
  return { name, title }
}
