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
import { CASHIER, DINER, MANAGER, Phones, type StagePhone } from './phones'
import { answer, refuse } from './answers'
import { MessageFeed } from './message-feed'
import { NextCalls } from './next-call'
import { routes, type Staged, type StagedCloud } from './routes'
import { StageClock } from './stage-clock'
import { StageMemory } from './stage-memory'
import { stagePage } from './stage-page'

export interface StageOptions {
  /** From `listenOnLoopback`; the stage closes it. */
  server: Server
  cloud: StagedCloud
  build: PreviewBuild
  nodeModulesDir: string
  /** `local/stage/page`, where the stage's own page comes from. */
  pageDir: string
  /** Default: a diner, a cashier and a manager. */
  phones?: readonly StagePhone[]
  /** What it must know again the next time; default: it forgets. */
  memory?: StageMemory
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
  const memory = options.memory ?? new StageMemory(null)
  const phones = new Phones([...(options.phones ?? [DINER, CASHIER, MANAGER]), ...memory.now.diners])
  const events = new Events()
  const clock = new StageClock(cloud, (news) => {
    memory.keep({ clockShiftMs: news.shiftMs })
    events.send('clock', news)
  })
  const staged: Staged = {
    cloud,
    build,
    port,
    dataId: options.dataId,
    phones,
    events,
    calls: new CallFeed(phones),
    messages: new MessageFeed(phones, (id) => cloud.wechat.templateTitle(id)),
    clock,
    nextCalls: new NextCalls(cloud.faults, (waiting) => events.send('next-calls', waiting)),
    newDiner: () => {
      const diner = phones.addDiner()
      memory.keep({ diners: [...memory.now.diners, diner] })
      return diner
    },
    opening: randomUUID(),
    version: 0,
    fonts: new Fonts(options.nodeModulesDir),
    page: await stagePage(options.pageDir),
  }
  cloud.files.publishAt(`${url}files/`)
  const stopRefusals = cloud.wechat.onRefusalsChange(() => events.send('refusals', cloud.wechat.refusable()))
  const stopMessages = cloud.wechat.onAnswer((call) => {
    const line = staged.messages.add(call)
    if (line) events.send('message', line)
  })
  const connections = new PhoneConnections(addressOf)
  const sockets = new WebSocketServer({ noServer: true })
  let script = build.script()
  const stopListening = build.onRebuilt((problems) => {
    // A good build counts even with the same script: a picture may be another.
    if (problems.length === 0 || build.script() !== script) staged.version += 1
    script = build.script()
    events.send('rebuilt', { problems, version: staged.version })
  })

  const stopHearing = cloud.calls.onCall((call) => events.send('called', staged.calls.add(call)))

  takeRequests(server, (request, response) => {
    if (!isOwnRequest(request, port)) return refuse(response, 403, 'this stage answers its own pages only')
    void answer(routes, staged, request, response)
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Who is refused may be gone before the answer.
    socket.on('error', () => socket.destroy())
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
      stopMessages()
      stopHearing()
      clock.close()
      cloud.files.publishAt(null)
      events.close()
      connections.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
