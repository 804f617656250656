import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Gateway } from './gateway'

/** The local cloud on the loopback interface, for functions in threads of their own. */
export class HttpServer {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async listen(gateway: Gateway): Promise<HttpServer> {
    const server = createServer((request, response) => {
      answer(gateway, request, response).catch(() => response.destroy())
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    return new HttpServer(server, `http://127.0.0.1:${port}`)
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()))
    this.server.closeAllConnections()
    await closed
  }
}

async function answer(gateway: Gateway, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const contentType = request.headers['content-type'] ?? ''
  const outcome = await gateway.handle(request.url ?? '/', contentType, Buffer.concat(chunks))
  if (outcome.kind === 'silence') return
  if (outcome.kind === 'reset') {
    response.destroy()
    return
  }
  response.writeHead(200, {
    'content-type': outcome.contentType,
    'content-length': Buffer.byteLength(outcome.body),
  })
  response.end(outcome.body)
}
