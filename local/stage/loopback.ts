import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The port is another program's, or the system's own. */
export class PortTaken extends Error {
  override name = 'PortTaken'

  constructor(readonly port: number) {
    super(`port ${port} is taken`)
  }
}

/**
 * A server on this machine only, which answers 503 until somebody takes its requests over with `takeRequests`.
 * Port 0 takes any free one.
 * @throws PortTaken
 */
export function listenOnLoopback(port: number): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
    response.end('{"ready":false}')
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      // A port below 1,024, or one that Windows keeps for itself, is refused as if nobody might.
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTaken(port) : error),
    )
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/**
 * Systems give those above to whoever asks for any, and to outgoing connections: from 32,768 on Linux, from 49,152
 * on macOS and Windows.
 */
const CHOSEN_PORTS = { first: 10_000, count: 22_768 }
/** Has no divisor in common with their number, so that all of them have their turn. */
const STEP = 1_009
let chosen = 0

/**
 * A free port for a program that is told it and listens later. Until then nobody gets it who asks for any port, nor a
 * process beside this one that asks here too: it begins beside this one and goes on far from it.
 */
export async function freePort(tries = 100): Promise<number> {
  const port = CHOSEN_PORTS.first + ((process.pid + STEP * chosen++) % CHOSEN_PORTS.count)
  try {
    const server = await listenOnLoopback(port)
    await new Promise((resolve) => server.close(resolve))
    return port
  } catch (error) {
    if (tries === 1) throw error
    return freePort(tries - 1)
  }
}

export function takeRequests(server: Server, listener: RequestListener): void {
  server.removeAllListeners('request')
  server.on('request', listener)
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

/**
 * Whether a request is the stage's own. A page from elsewhere can make a browser ask 127.0.0.1, but then `Origin`
 * names that page; a name from elsewhere can be made to mean 127.0.0.1, but then `Host` is that name.
 */
export function isOwnRequest({ headers }: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!hosts.includes(headers.host ?? '')) return false
  return headers.origin === undefined || hosts.some((host) => headers.origin === `http://${host}`)
}
