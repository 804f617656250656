import type { BrowserContext, ConsoleMessage } from 'playwright-core'

/** Hears what phones complain about on their consoles, and notes what they ask for outside this machine. */
export class Complaints {
  readonly heard: string[] = []
  readonly outside: string[] = []

  listenTo(context: BrowserContext): void {
    context.on('request', (request) => this.note(request.url()))
    context.on('page', (page) => page.on('websocket', (socket) => this.note(socket.url())))
    context.on('console', (message) => {
      if (message.type() === 'error') this.heard.push(`console: ${message.text()}${addressOf(message)}`)
    })
    context.on('weberror', (error) => this.heard.push(`uncaught: ${error.error().message}`))
  }

  /** Begins anew. */
  forget(): void {
    this.heard.length = 0
    this.outside.length = 0
  }

  private note(address: string): void {
    const { protocol, hostname } = new URL(address)
    const inPage = ['data:', 'blob:', 'about:'].includes(protocol)
    if (!inPage && !['127.0.0.1', 'localhost'].includes(hostname)) this.outside.push(address)
  }
}

/** Of a resource that could not be loaded, which one: the browser's own words do not say. */
function addressOf(message: ConsoleMessage): string {
  return message.text().startsWith('Failed to load resource') ? ` ${message.location().url}` : ''
}
