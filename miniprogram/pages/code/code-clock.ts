/** Asked for a new code this long before the old one ends (platform notes 5: refreshed every 45 of 60 seconds). */
const RENEW_BEFORE_MS = 15_000
/** Design section 6: one request every 3 s, at most 2 minutes, while visible. */
const ASK_EVERY_MS = 3_000
const SHOWN_FOR_MS = 120_000
const TICK_MS = 1_000

export interface CodeClockEvents {
  /** Seconds the code is good for. */
  tick(secondsLeft: number): void
  renew(): void
  ask(): void
  pause(): void
}

/**
 * The rhythm of a member code on the screen: it counts down, is renewed before it ends, asks whether the bill has
 * come, and puts the code away after two minutes. It counts time since the reply came, so that a phone whose clock
 * is wrong shows a good code all the same.
 */
export class CodeClock {
  private timer: number | null = null
  private startedAt = 0
  private endsAt = 0
  private renewing = false
  private askedAt = 0

  constructor(private readonly events: CodeClockEvents) {}

  start(): void {
    this.stop()
    this.startedAt = Date.now()
    this.askedAt = this.startedAt
    this.timer = setInterval(() => this.tick(Date.now()), TICK_MS)
  }

  /** A fresh code is on the screen, good for so many milliseconds from now. */
  fresh(goodForMs: number): void {
    this.endsAt = Date.now() + goodForMs
    this.renewing = false
    this.events.tick(Math.ceil(goodForMs / 1000))
  }

  /** The new code did not come; the next tick may ask again. */
  renewFailed(): void {
    this.renewing = false
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  }

  get running(): boolean {
    return this.timer !== null
  }

  private tick(now: number): void {
    if (now - this.startedAt >= SHOWN_FOR_MS) {
      this.stop()
      this.events.pause()
      return
    }
    this.events.tick(Math.max(0, Math.ceil((this.endsAt - now) / 1000)))
    if (!this.renewing && this.endsAt - now <= RENEW_BEFORE_MS) {
      this.renewing = true
      this.events.renew()
    }
    if (now - this.askedAt >= ASK_EVERY_MS) {
      this.askedAt = now
      this.events.ask()
    }
  }
}
