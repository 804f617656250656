/** Lets a test live through a year in a second: time runs on from wherever it was moved to, or stands still. */
export interface Clock {
  now(): number
  /** Puts the clock at `ms`, forwards or backwards. */
  moveTo(ms: number): void
  advance(ms: number): void
  /** Stops the clock where it is: it then changes by `moveTo` and `advance` only. To hold it at an instant, hold it first. */
  hold(): void
}

const OFFSET = 0
const HELD_AT = 1

export class MovableClock implements Clock {
  /** Shared with worker threads, which read it at every `Date`. */
  readonly shared = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT)
  private readonly state = new Float64Array(this.shared)
  private readonly listeners = new Set<() => void>()

  constructor() {
    this.state[HELD_AT] = NaN
  }

  now(): number {
    return read(this.state)
  }

  moveTo(ms: number): void {
    this.state[OFFSET] = ms - Date.now()
    if (!Number.isNaN(this.state[HELD_AT])) this.state[HELD_AT] = ms
    for (const listener of this.listeners) listener()
  }

  advance(ms: number): void {
    this.moveTo(this.now() + ms)
  }

  hold(): void {
    this.state[HELD_AT] = this.now()
  }

  /** `listener` runs after each jump, so that what expires by it expires at once. */
  onJump(listener: () => void): void {
    this.listeners.add(listener)
  }
}

/** The clock as a worker thread sees it: the same time, not movable from there. */
export function followClock(shared: SharedArrayBuffer): () => number {
  const state = new Float64Array(shared)
  return () => read(state)
}

function read(state: Float64Array): number {
  const heldAt = state[HELD_AT] ?? NaN
  return Number.isNaN(heldAt) ? Math.floor(Date.now() + (state[OFFSET] ?? 0)) : heldAt
}
