/** Refusals that somebody wants to see: of the next call of an API, or of all until it is taken back. */
export class RefusalsOnDemand {
  private readonly once = new Map<string, number>()
  private readonly standing = new Map<string, number>()

  /** The next call only, whatever stands. */
  next(apiName: string, errCode: number): void {
    this.once.set(apiName, errCode)
  }

  /** Every call from now on; null takes it back. */
  always(apiName: string, errCode: number | null): void {
    if (errCode === null) this.standing.delete(apiName)
    else this.standing.set(apiName, errCode)
  }

  /** The refusal of the call that comes now, if there is one. */
  take(apiName: string): number | null {
    const next = this.once.get(apiName)
    this.once.delete(apiName)
    return next ?? this.standing.get(apiName) ?? null
  }

  /** What the next call of an API would take. */
  waiting(apiName: string): number | null {
    return this.once.get(apiName) ?? this.standing.get(apiName) ?? null
  }
}
