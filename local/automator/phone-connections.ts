import type { WebSocket } from 'ws'
import { onJson } from './json-messages'

/** A page that speaks for a phone: what the phone's `/automator` socket is to us. */
interface Connection {
  socket: WebSocket
  pending: Map<number, { resolve(result: unknown): void; reject(error: Error): void }>
}

interface Answer {
  id?: number
  result?: unknown
  error?: { message: string }
  method?: string
  params?: unknown
}

export type PhoneEvent = { method: string; params: unknown }

const PATIENCE_MS = 30_000

/**
 * The open pages of all phones, for those who want to drive them. Of several pages of one phone, the one opened
 * last is the phone. A reload is a new page: what the old one had not answered is rejected, what is asked
 * meanwhile waits for the new one.
 */
export class PhoneConnections {
  private readonly byPhone = new Map<string, Connection[]>()
  private readonly arrivals = new Set<() => void>()
  private readonly listeners = new Set<(phone: string, event: PhoneEvent) => void>()
  private lastId = 0

  /** `addressOf` names the page to open, for the message when nobody has. */
  constructor(
    private readonly addressOf: (phone: string) => string,
    private readonly patienceMs: number = PATIENCE_MS,
  ) {}

  add(phone: string, socket: WebSocket): void {
    const connection: Connection = { socket, pending: new Map() }
    this.byPhone.set(phone, [...this.of(phone), connection])
    onJson<Answer>(socket, (answer) => this.hear(phone, connection, answer))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => this.forget(phone, connection))
    for (const arrived of this.arrivals) arrived()
  }

  isOpen(phone: string): boolean {
    return this.of(phone).length > 0
  }

  /** Asks the phone's page; rejects with its error, or when it is not there in time or goes away. */
  async request(phone: string, method: string, params: unknown): Promise<unknown> {
    const connection = await this.connected(phone)
    const id = (this.lastId += 1)
    return new Promise((resolve, reject) => {
      connection.pending.set(id, { resolve, reject })
      connection.socket.send(JSON.stringify({ id, method, params }))
    })
  }

  /** Hears what phones say unasked, such as console lines; the answer ends it. */
  onEvent(listener: (phone: string, event: PhoneEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  close(): void {
    for (const connection of [...this.byPhone.values()].flat()) connection.socket.terminate()
  }

  private of(phone: string): Connection[] {
    return this.byPhone.get(phone) ?? []
  }

  private hear(phone: string, { pending }: Connection, { id, result, error, method, params }: Answer): void {
    if (id === undefined) {
      if (method !== undefined) for (const listener of this.listeners) listener(phone, { method, params })
      return
    }
    const asked = pending.get(id)
    pending.delete(id)
    if (error) asked?.reject(new Error(error.message))
    else asked?.resolve(result)
  }

  private forget(phone: string, connection: Connection): void {
    this.byPhone.set(
      phone,
      this.of(phone).filter((other) => other !== connection),
    )
    const gone = new Error(`the page of ${phone} was closed or reloaded before it answered`)
    for (const { reject } of connection.pending.values()) reject(gone)
  }

  private connected(phone: string): Promise<Connection> {
    const now = this.of(phone).at(-1)
    if (now) return Promise.resolve(now)
    return new Promise((resolve, reject) => {
      const give = (): void => {
        clearTimeout(timer)
        this.arrivals.delete(look)
      }
      const look = (): void => {
        const connection = this.of(phone).at(-1)
        if (!connection) return
        give()
        resolve(connection)
      }
      const timer = setTimeout(() => {
        give()
        reject(new Error(`no page of ${phone} is open; open ${this.addressOf(phone)} in a browser`))
      }, this.patienceMs)
      this.arrivals.add(look)
    })
  }
}
