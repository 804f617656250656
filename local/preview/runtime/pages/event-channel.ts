type Listener = (...args: unknown[]) => void

/** One end of the channel between a page and the one it opened. What nobody hears yet waits for its listener. */
export class EventChannel {
  private readonly listeners = new Map<string, Listener[]>()
  private readonly waiting: { event: string; args: unknown[] }[] = []
  private other: EventChannel | undefined

  static pair(): [EventChannel, EventChannel] {
    const ends: [EventChannel, EventChannel] = [new EventChannel(), new EventChannel()]
    ends[0].other = ends[1]
    ends[1].other = ends[0]
    return ends
  }

  on(event: string, listener: Listener): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener])
    const heard = this.waiting.filter((sent) => sent.event === event)
    for (const sent of heard) {
      this.waiting.splice(this.waiting.indexOf(sent), 1)
      listener(...sent.args)
    }
  }

  once(event: string, listener: Listener): void {
    const first: Listener = (...args) => {
      this.off(event, first)
      listener(...args)
    }
    this.on(event, first)
  }

  off(event: string, listener?: Listener): void {
    const left = (this.listeners.get(event) ?? []).filter(
      (known) => listener !== undefined && known !== listener,
    )
    this.listeners.set(event, left)
  }

  emit(event: string, ...args: unknown[]): void {
    this.other?.receive(event, args)
  }

  private receive(event: string, args: unknown[]): void {
    const listeners = this.listeners.get(event) ?? []
    if (listeners.length === 0) this.waiting.push({ event, args })
    for (const listener of [...listeners]) listener(...args)
  }
}
