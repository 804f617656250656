import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { isOwnRequest, portOf, takeRequests } from '../stage/loopback'
import { onJson } from './json-messages'
import type { PhoneConnections } from './phone-connections'

export interface RelayOptions {
  /** From `listenOnLoopback`; the relay closes it. */
  server: Server
  connections: PhoneConnections
  isPhone(name: string): boolean
  /** The phone's screen as PNG in base64; absent when no browser of ours shows it. */
  screenshot?(phone: string): Promise<string>
  /** A client said goodbye with `MiniProgram.close()`. */
  onClose?(): void
}

export interface Relay {
  port: number
  /** What `automator.connect({ wsEndpoint })` takes. */
  endpointOf(phone: string): string
  close(): Promise<void>
}

interface Request {
  id: string
  method: string
  params: unknown
}

/** `/` is the diner: the address the DevTools give has no path. */
const FIRST_PHONE = 'diner'

/**
 * Where `miniprogram-automator` connects, as to the DevTools: `ws://127.0.0.1:9420/diner`, `/cashier` or any
 * phone's name. Several clients may drive one phone. Browsers are not let in.
 */
export function openRelay(options: RelayOptions): Relay {
  const { server } = options
  const port = portOf(server)
  const sockets = new WebSocketServer({ noServer: true })
  const clients = new Map<WebSocket, string>()
  const stopListening = options.connections.onEvent((phone, event) => {
    for (const [client, own] of clients) if (own === phone) client.send(JSON.stringify(event))
  })

  takeRequests(server, (_request, response) => {
    response.writeHead(426, { 'content-type': 'text/plain; charset=utf-8' })
    response.end('miniprogram-automator connects here by WebSocket\n')
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Who is refused may be gone before the answer.
    socket.on('error', () => socket.destroy())
    const phone = (request.url ?? '/').slice(1) || FIRST_PHONE
    const allowed = isOwnRequest(request, port) && request.headers.origin === undefined
    if (!allowed || !options.isPhone(phone)) {
      socket.end(`HTTP/1.1 ${allowed ? '404 Not Found' : '403 Forbidden'}\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      clients.set(client, phone)
      client.on('close', () => clients.delete(client))
      client.on('error', () => client.terminate())
      onJson<Request>(client, (asked) => void serve(options, phone, client, asked))
    })
  })

  return {
    port,
    endpointOf: (phone) => `ws://127.0.0.1:${port}/${phone}`,
    close: async () => {
      stopListening()
      for (const client of clients.keys()) client.terminate()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

async function serve(options: RelayOptions, phone: string, client: WebSocket, asked: Request): Promise<void> {
  const reply = await answerTo(options, phone, asked).then(
    (result) => ({ id: asked.id, result: result ?? {} }),
    (error: Error) => ({ id: asked.id, error: { message: error.message } }),
  )
  client.send(JSON.stringify(reply))
  if (asked.method === 'Tool.close') options.onClose?.()
}

/** What belongs to the DevTools around a phone is answered here; everything else is the phone's own. */
async function answerTo(options: RelayOptions, phone: string, { method, params }: Request): Promise<unknown> {
  if (typeof method !== 'string') throw new Error('the request has no method')
  if (method === 'Tool.getInfo') return { SDKVersion: 'dev' }
  if (method === 'Tool.close') return {}
  if (method === 'App.captureScreenshot') {
    if (options.screenshot) return { data: await options.screenshot(phone) }
    throw new Error(
      'App.captureScreenshot is not supported by the preview unless it opened the browser itself',
    )
  }
  if (method.startsWith('Tool.') && method !== 'Tool.native') {
    throw new Error(`${method} is not supported by the preview`)
  }
  return options.connections.request(phone, method, params)
}
