import { EventEmitter } from 'node:events'
import http from 'node:http'
import { HostError } from '../functions/host-realm'
import type { Gateway, Outcome } from './gateway'

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
    const contentType = header(this.options, 'content-type')
    this.gateway.handle(this.url, contentType, Buffer.concat(this.chunks)).then(
      (outcome) => this.settle(outcome),
      (error: unknown) => this.emit('error', error),
    )
    return this
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
    const response = new InProcessResponse(outcome.contentType)
    this.callback(response)
    response.emit('data', Buffer.from(outcome.body as Buffer))
    response.emit('end')
  }
}

/** The part of `http.IncomingMessage` that the SDK uses. */
class InProcessResponse extends EventEmitter {
  readonly statusCode = 200
  readonly headers: Record<string, string>

  constructor(contentType: string) {
    super()
    this.headers = { 'content-type': contentType }
  }

  setEncoding(): void {}
}

function header(options: http.RequestOptions, wanted: string): string {
  const headers = Object.entries((options.headers ?? {}) as Record<string, unknown>)
  return String(headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '')
}
