import { EventEmitter } from 'node:events'
import http from 'node:http'
import { HostError } from '../functions/host-realm'
import { isForFiles, type Gateway, type Outcome } from './gateway'

/** A host name that cannot exist, so that a request to it can only be meant for us. */
export const inProcessUrl = 'http://local-cloud.invalid'

/**
 * The `http` module as a function running in this process sees it: requests to the local cloud are
 * answered here, without sockets; everything else is the real module.
 */
export function inProcessHttp(gateway: Gateway): typeof http {
  return new Proxy(http, {
    get: (target, name) => (name === 'request' ? request : (Reflect.get(target, name) as unknown)),
  })

  function request(...args: Parameters<typeof http.request>): http.ClientRequest | InProcessRequest {
    const [url, options, callback] = args as unknown as [unknown, http.RequestOptions, ResponseCallback]
    if (typeof url === 'string' && url.startsWith(`${inProcessUrl}/`))
      return new InProcessRequest(gateway, url, options, callback)
    return Reflect.apply(http.request, http, args)
  }
}

type ResponseCallback = (response: InProcessResponse) => void

/** The part of `http.ClientRequest` that the SDK uses. */
class InProcessRequest extends EventEmitter {
  readonly reusedSocket = false
  readonly socket = { connecting: false }
  private readonly chunks: Buffer[] = []
  private sent = false

  constructor(
    private readonly gateway: Gateway,
    private readonly url: string,
    private readonly options: http.RequestOptions,
    private readonly callback: ResponseCallback,
  ) {
    super()
  }

  write(chunk: string | Buffer): boolean {
    this.chunks.push(Buffer.from(chunk as Buffer))
    return true
  }

  end(): this {
    if (this.sent) return this
    this.sent = true
    this.ask(Buffer.concat(this.chunks)).then(
      (outcome) => this.settle(outcome),
      (error: unknown) => this.emit('error', error),
    )
    return this
  }

  private async ask(body: Buffer): Promise<Outcome> {
    const { gateway, url } = this
    const headers = lowerCased(this.options.headers)
    if (!isForFiles(url)) return gateway.handle(url, String(headers['content-type'] ?? ''), body)
    return gateway.carryFile({ method: this.options.method?.toUpperCase() ?? 'GET', url, headers, body })
  }

  /** The time limit of the function bounds its requests too; a timer each would only slow the tests. */
  setTimeout(): this {
    return this
  }

  destroy(): this {
    return this
  }

  abort(): void {}

  private settle(outcome: Outcome): void {
    if (outcome.kind === 'silence') return
    if (outcome.kind === 'reset') {
      this.emit('error', Object.assign(new HostError('socket hang up'), { code: 'ECONNRESET' }))
      return
    }
    const response = new InProcessResponse(outcome.status ?? 200, outcome.contentType)
    this.callback(response)
    response.emit('data', Buffer.from(outcome.body as Buffer))
    response.emit('end')
  }
}

/** The part of `http.IncomingMessage` that the SDK uses. */
class InProcessResponse extends EventEmitter {
  readonly headers: Record<string, string>

  constructor(
    readonly statusCode: number,
    contentType: string,
  ) {
    super()
    this.headers = { 'content-type': contentType }
  }

  setEncoding(): void {}
}

/** Whoever sends them may write their names as they like. */
function lowerCased(headers: http.RequestOptions['headers']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
}
