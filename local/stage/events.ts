import type { ServerResponse } from 'node:http'

/** Tells open stage pages what happened, as server-sent events. */
export class Events {
  private readonly listeners = new Set<ServerResponse>()

  /** Keeps `response` open and sends it `first`. */
  subscribe(response: ServerResponse, first: { event: string; data: unknown }): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    this.listeners.add(response)
    response.on('close', () => this.listeners.delete(response))
    write(response, first.event, first.data)
  }

  send(event: string, data: unknown): void {
    for (const response of this.listeners) write(response, event, data)
  }

  close(): void {
    for (const response of this.listeners) response.end()
  }
}

function write(response: ServerResponse, event: string, data: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
