import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { PhoneConnections } from '../automator/phone-connections'
import type { PreviewBuild } from '../preview/build'
import { CallFeed } from './call-feed'
import { Events } from './events'
import { Fonts } from './fonts'
import { isOwnRequest, portOf, takeRequests } from './loopback'
import { CASHIER, DINER, Phones, type StagePhone } from './phones'
import { answer, refuse } from './answers'
import { routes, type Staged, type StagedCloud } from './routes'
import { stagePage } from './stage-page'

export interface StageOptions {
  /** From `listenOnLoopback`; the stage closes it. */
  server: Server
  cloud: StagedCloud
  build: PreviewBuild
  nodeModulesDir: string
  /** `local/stage/page`, where the stage's own page comes from. */
  pageDir: string
  /** Default: a diner and a cashier. */
  phones?: readonly StagePhone[]
  /** Names the cloud's data; phones forget what they stored when it is another. */
  dataId: string
}

export interface Stage {
  /** `http://127.0.0.1:5180/` */
  url: string
  port: number
  phones: Phones
  build: PreviewBuild
  /** To drive the phones whose pages are open. */
  connections: PhoneConnections
  addressOf(phone: string): string
  /** Gives a phone's page that is not on the stage the eyes to read codes with: `window.huiweiReadCodes`. */
  cameraScript: string
  close(): Promise<void>
}

/**
 * Opens the stage: the page with the phones on it, each phone's own page, the preview they run and their way to
 * the cloud. It answers this machine's own pages only.
 */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { server, build, cloud } = options
  const port = portOf(server)
  const url = `http://127.0.0.1:${port}/`
  const addressOf = (phone: string): string => `${url}phone/${phone}/`
  const phones = new Phones(options.phones ?? [DINER, CASHIER])
  const staged: Staged = {
    cloud,
    build,
    port,
    dataId: options.dataId,
    phones,
    events: new Events(),
    calls: new CallFeed(phones),
    opening: randomUUID(),
    version: 0,
    fonts: new Fonts(options.nodeModulesDir),
    page: await stagePage(options.pageDir),
  }
  cloud.files.publishAt(`${url}files/`)
  const stopRefusals = cloud.wechat.onRefusalsChange(() =>
    staged.events.send('refusals', cloud.wechat.refusable()),
  )
  const connections = new PhoneConnections(addressOf)
  const sockets = new WebSocketServer({ noServer: true })
  let script = build.script()
  const stopListening = build.onRebuilt((problems) => {
    // A good build counts even with the same script: a picture may be another.
    if (problems.length === 0 || build.script() !== script) staged.version += 1
    script = build.script()
    staged.events.send('rebuilt', { problems, version: staged.version })
  })

  const stopHearing = cloud.calls.onCall((call) => staged.events.send('called', staged.calls.add(call)))

  takeRequests(server, (request, response) => {
    if (!isOwnRequest(request, port)) return refuse(response, 403, 'this stage answers its own pages only')
    void answer(routes, staged, request, response)
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const phone = /^\/phone\/([a-z0-9-]+)\/automator$/.exec(request.url ?? '')?.[1]
    if (!isOwnRequest(request, port) || !phone || !staged.phones.get(phone)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => connections.add(phone, opened))
  })

  return {
    url,
    port,
    phones,
    build,
    connections,
    addressOf,
    cameraScript: staged.page.cameraScript,
    close: async () => {
      stopListening()
      stopRefusals()
      stopHearing()
      cloud.files.publishAt(null)
      staged.events.close()
      connections.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
