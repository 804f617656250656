import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The port is another program's. */
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
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    )
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
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
