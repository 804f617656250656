/** A code is renewed this long before it ends (platform notes 5: every 45 of 60 seconds). */
const RENEW_BEFORE_MS = 15_000
/** Design section 6: one request every 3 s, at most 2 minutes, while visible. */
const BEAT_MS = 3_000
const SHOWN_FOR_MS = 120_000
const TICK_MS = 1_000

export interface CodeClockEvents {
  /** Whether what the code is for has happened. Not asked again while an answer is outstanding. */
  ask(): Promise<void>
  /** The code has been shown long enough. */
  pause(): void
  /** Seconds until the next code. */
  tick?(secondsLeft: number): void
  /** Fetches the next code and tells `fresh`; when it does not, it is asked again with the next beat. */
  renew?(): Promise<void>
}

/**
 * The rhythm of a code on the screen: it asks whether the code was used, and puts the code away after two minutes. A
 * code that changes is counted down and renewed before it ends. Time counts from the reply, so that a phone whose
 * clock is wrong shows a good code all the same.
 */
export class CodeClock {
  private timer: number | null = null
  private startedAt = 0
  private beatAt = 0
  private renewAt = Infinity
  private asking = false
  private renewing = false

  constructor(private readonly events: CodeClockEvents) {}

  start(): void {
    this.stop()
    this.startedAt = Date.now()
    this.beatAt = this.startedAt
    this.renewAt = Infinity
    this.timer = setInterval(() => this.tick(Date.now()), TICK_MS)
  }

  /** A fresh code is on the screen, good for so many milliseconds from now. */
  fresh(goodForMs: number): void {
    this.renewAt = Date.now() + Math.max(0, goodForMs - RENEW_BEFORE_MS)
    this.countDown(Date.now())
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
    this.countDown(now)
    if (now - this.beatAt < BEAT_MS) return
    this.beatAt = now
    if (now >= this.renewAt && !this.renewing) void this.renew()
    else if (!this.asking) void this.ask()
  }

  private countDown(now: number): void {
    if (this.renewAt !== Infinity) this.events.tick?.(Math.max(0, Math.ceil((this.renewAt - now) / 1000)))
  }

  private async ask(): Promise<void> {
    this.asking = true
    await this.events.ask()
    this.asking = false
  }

  private async renew(): Promise<void> {
    this.renewing = true
    await this.events.renew?.()
    this.renewing = false
  }
}
