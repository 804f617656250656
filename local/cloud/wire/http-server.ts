import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isForFiles, isLink, type Gateway } from './gateway'

/**
 * The local cloud on the loopback interface, for functions in threads of their own. Whatever else runs on this
 * machine, a page in a browser above all, can reach the port too: only those who know `url` are answered.
 */
export class HttpServer {
  private constructor(
    private readonly server: Server,
    /** Has a secret in its path, another at each start. */
    readonly url: string,
  ) {}

  static async listen(gateway: Gateway): Promise<HttpServer> {
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/${randomBytes(32).toString('hex')}`
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!isReaderOfLink(request, url) && !isOfOurFunctions(request, url, gateway)) return refuse(response)
      answer(gateway, request, response).catch(() => response.destroy())
    })
    return new HttpServer(server, url)
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()))
    this.server.closeAllConnections()
    await closed
  }
}

/**
 * The SDKs send no `Origin`, as every page of a browser must, name us by our address, and ask in the course of a
 * call.
 */
function isOfOurFunctions(request: IncomingMessage, url: string, gateway: Gateway): boolean {
  const { host, pathname } = new URL(url)
  const asked = request.url ?? '/'
  return (
    asked.startsWith(`${pathname}/`) &&
    request.headers.host === host &&
    request.headers.origin === undefined &&
    gateway.knowsCallOf(asked)
  )
}

/** A link's own token is the secret; it only lets read, and no page of a browser asks here: the stage has links of its own. */
function isReaderOfLink({ method, url, headers }: IncomingMessage, ownUrl: string): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    isLink(url ?? '/') &&
    headers.host === new URL(ownUrl).host &&
    headers.origin === undefined
  )
}

/** The body stays unread, and the connection ends. */
function refuse(response: ServerResponse): void {
  response.writeHead(403, { connection: 'close' }).end()
}

async function answer(gateway: Gateway, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = 'GET', url = '/', headers } = request
  const body = Buffer.concat(chunks)
  const outcome = isForFiles(url)
    ? gateway.carryFile({ method, url, headers, body })
    : await gateway.handle(url, headers['content-type'] ?? '', body)
  if (outcome.kind === 'silence') return
  if (outcome.kind === 'reset') {
    response.destroy()
    return
  }
  response.writeHead(outcome.status ?? 200, {
    'content-type': outcome.contentType,
    'content-length': Buffer.byteLength(outcome.body),
  })
  response.end(method === 'HEAD' ? undefined : outcome.body)
}
