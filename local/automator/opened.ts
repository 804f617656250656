/** What was opened so far, to be closed in the opposite order however far that was. */
export class Opened {
  private readonly closings: (() => unknown)[] = []

  add(close: () => unknown): void {
    this.closings.push(close)
  }

  /** Closes everything once, also when some of it fails; then rejects with the first failure. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (let close = this.closings.pop(); close; close = this.closings.pop()) {
      try {
        await close()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}
