/** Who can hold locks: a transaction, as long as it lives. */
export interface LockOwner {
  /** Ends an owner whose time is up, which releases its locks. True while it lives. */
  isAlive(): boolean
}

/** How often a waiting write looks whether the owner's time has run out. */
const recheckMs = 250

/** Which transaction has touched which document or unique key, and who waits for it. */
export class Locks<Owner extends LockOwner> {
  private readonly owners = new Map<string, Owner>()
  private readonly held = new Map<Owner, Set<string>>()
  private waiting = new Set<() => void>()

  /** Locks held and writes waiting: 0 when nothing is under way. */
  get size(): number {
    return this.owners.size + this.held.size + this.waiting.size
  }

  /** The living owner of any of the keys other than `self`. */
  otherOwner(keys: string[], self: Owner | null): Owner | null {
    for (const key of keys) {
      const owner = this.owners.get(key)
      if (owner && owner !== self && owner.isAlive()) return owner
    }
    return null
  }

  take(keys: string[], owner: Owner): void {
    const held = this.held.get(owner) ?? new Set<string>()
    this.held.set(owner, held)
    for (const key of keys) {
      this.owners.set(key, owner)
      held.add(key)
    }
  }

  release(owner: Owner): void {
    for (const key of this.held.get(owner) ?? []) this.owners.delete(key)
    this.held.delete(owner)
    this.wakeWaiting()
  }

  /** Lets every waiting write look again. */
  wakeWaiting(): void {
    const woken = this.waiting
    this.waiting = new Set()
    for (const wake of woken) wake()
  }

  /** Resolves when something may have changed, at the latest after a short while or at `deadline`, of `performance.now()`. */
  async change(deadline: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, Math.min(recheckMs, Math.max(0, deadline - performance.now())))
      this.waiting.add(wake)
    })
  }
}
