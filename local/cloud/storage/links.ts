import { randomBytes } from 'node:crypto'
import { limits } from '../limits'

/** Things reachable for a while by whoever holds an unguessable token, and by nobody else. */
export class Links<Thing> {
  private readonly links = new Map<string, { thing: Thing; until: number }>()

  constructor(private readonly now: () => number) {}

  add(thing: Thing, lifetimeMs: number): string {
    const [oldest] = this.links.keys()
    if (oldest !== undefined && this.links.size >= limits.liveLinks) this.links.delete(oldest)
    const token = randomBytes(32).toString('hex')
    this.links.set(token, { thing, until: this.now() + lifetimeMs })
    return token
  }

  /** Null for a token that was never given, or no longer counts. */
  find(token: string): Thing | null {
    const link = this.links.get(token)
    return link && this.now() < link.until ? link.thing : null
  }
}
