import type { CDPSession, Page } from 'playwright-core'

export interface Point {
  x: number
  y: number
}

const HELD_MS = 420

/** Touches of one finger on a phone's glass, as the browser gets them from a screen. */
export class Fingers {
  private constructor(private readonly glass: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page))
  }

  async tap(at: Point, heldMs = 0): Promise<void> {
    await this.touch('touchStart', at)
    if (heldMs > 0) await new Promise((resolve) => setTimeout(resolve, heldMs))
    await this.touch('touchEnd')
  }

  press(at: Point): Promise<void> {
    return this.tap(at, HELD_MS)
  }

  /** Both taps are on their way before the first is answered. */
  async tapTwice(at: Point): Promise<void> {
    const once = (): Promise<void>[] => [this.touch('touchStart', at), this.touch('touchEnd')]
    await Promise.all([...once(), ...once()])
  }

  async drag(from: Point, to: Point, steps = 4): Promise<void> {
    await this.touch('touchStart', from)
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps
      await this.touch('touchMove', {
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      })
    }
    await this.touch('touchEnd')
  }

  private async touch(type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point): Promise<void> {
    await this.glass.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  }
}
