/** The way of calls into the cloud, which can be shut for a while: nothing is then under way behind it. */
export class Door {
  private inside = 0
  private shut: Promise<void> | null = null
  private onEmpty: (() => void) | null = null

  /** Lets a call through, as soon as the door is open. */
  async pass<T>(call: () => Promise<T>): Promise<T> {
    while (this.shut !== null) await this.shut
    this.inside += 1
    try {
      return await call()
    } finally {
      this.inside -= 1
      if (this.inside === 0) this.onEmpty?.()
    }
  }

  /** Shuts the door, waits for whoever is inside, runs `work` and opens again. */
  async whileShut<T>(work: () => Promise<T> | T): Promise<T> {
    let open = (): void => {}
    this.shut = new Promise((resolve) => (open = resolve))
    try {
      if (this.inside > 0) await new Promise<void>((resolve) => (this.onEmpty = resolve))
      return await work()
    } finally {
      this.onEmpty = null
      this.shut = null
      open()
    }
  }
}
