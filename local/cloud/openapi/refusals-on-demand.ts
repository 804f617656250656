/** An API with the refusals it can be made to give, for the stage's control. */
export interface RefusableApi {
  name: string
  title: string
  refusals: { code: number; meaning: string }[]
  /** What its next call would be refused with; null: nothing is asked for. */
  waiting: number | null
}

/** Refusals that somebody wants to see: of the next call of an API, or of all until it is taken back. */
export class RefusalsOnDemand {
  private readonly once = new Map<string, number>()
  private readonly standing = new Map<string, number>()
  private readonly listeners = new Set<() => void>()

  /** The next call only, whatever stands; null takes it back. */
  next(apiName: string, errCode: number | null): void {
    set(this.once, apiName, errCode)
    this.tell()
  }

  /** Every call from now on; null takes it back. */
  always(apiName: string, errCode: number | null): void {
    set(this.standing, apiName, errCode)
    this.tell()
  }

  /** The refusal of the call that comes now, if there is one. */
  take(apiName: string): number | null {
    const next = this.once.get(apiName)
    if (next === undefined) return this.standing.get(apiName) ?? null
    this.once.delete(apiName)
    this.tell()
    return next
  }

  /** What the next call of an API would take. */
  waiting(apiName: string): number | null {
    return this.once.get(apiName) ?? this.standing.get(apiName) ?? null
  }

  /** `listener` runs whenever something else is waiting. Gives the way to stop. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

function set(refusals: Map<string, number>, apiName: string, errCode: number | null): void {
  if (errCode === null) refusals.delete(apiName)
  else refusals.set(apiName, errCode)
}
