import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a route gives back; null is 404. */
export interface Reply {
  type: string
  body: string | Buffer
  headers?: Record<string, string>
}

export interface Route<Context> {
  method: 'GET' | 'POST'
  /** Its groups are the handler's `parts`. */
  path: RegExp
  handle(context: Context, call: Call): Promise<Reply | null> | Reply | null | 'streaming'
}

export interface Call {
  parts: string[]
  request: IncomingMessage
  response: ServerResponse
  /** The body, cut off a little above `limit` bytes: longer ones show by their length. */
  body(limit: number): Promise<Buffer>
}

/** Finds the route of a request and answers with what it gives. */
export async function answer<Context>(
  routes: readonly Route<Context>[],
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://stage')
    const found = routes.find(({ method, path }) => method === request.method && path.test(pathname))
    if (!found) return refuse(response, 404, 'not found')
    const parts = (found.path.exec(pathname) ?? []).slice(1).map(decodeURIComponent)
    const body = (limit: number): Promise<Buffer> => readBody(request, limit)
    const reply = await found.handle(context, { parts, request, response, body })
    if (reply === 'streaming') return
    if (!reply) return refuse(response, 404, 'not found')
    send(response, 200, reply)
  } catch (error) {
    const asked = error instanceof URIError ? 400 : 500
    refuse(response, asked, error instanceof Error ? error.message : String(error))
  }
}

export const json = (value: unknown): Reply => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

export function refuse(response: ServerResponse, status: number, why: string): void {
  if (response.headersSent) response.end()
  else send(response, status, { type: 'text/plain; charset=utf-8', body: `${why}\n` })
}

function send(response: ServerResponse, status: number, { type, body, headers }: Reply): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...headers,
  })
  response.end(body)
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += (chunk as Buffer).length
    // The rest is read and dropped, so that the answer can be heard.
    if (length - (chunk as Buffer).length <= limit) chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
