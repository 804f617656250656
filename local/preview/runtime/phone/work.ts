import type { PageWork } from '../../phone'
import { drawn } from './settled'

const NONE: PageWork = {
  page: '',
  setDataCount: 0,
  setDataBytes: 0,
  largestSetData: 0,
  calls: 0,
  firstUsableMs: null,
}

/** One page's work, kept as long as the page. */
export class Work {
  readonly counts: PageWork
  /** The counts as they were when the page became of use; what it asks later is not in them. */
  atFirstUse: PageWork | null = null

  /** @param startedAt as `performance.now()` counts. */
  constructor(
    page: string,
    private readonly startedAt: number,
  ) {
    this.counts = { ...NONE, page }
  }

  /** To be called once the page has been shown. */
  async firstDrawing(): Promise<void> {
    await drawn()
    if (this.counts.calls === 0) this.usable()
  }

  async answered(): Promise<void> {
    await drawn()
    this.usable()
  }

  private usable(): void {
    if (this.atFirstUse !== null) return
    this.counts.firstUsableMs = Math.round(performance.now() - this.startedAt)
    this.atFirstUse = { ...this.counts }
  }
}

let current: Work | undefined
let routeStartedAt = 0

/** Notes when the route was asked for that opens the next page. */
export function routeStarts(at: number): void {
  // The first page is waited for since the document began.
  if (current !== undefined) routeStartedAt = at
}

export const workOf = (page: string): Work => new Work(page, routeStartedAt)

/** From now on what is done counts as this page's. */
export function workOnTop(work: Work): void {
  current = work
}

export const workNow = (): PageWork => ({ ...(current?.counts ?? NONE) })

export const workAtFirstUse = (): PageWork | null => current?.atFirstUse ?? null

export function countSetData(bytes: number): void {
  if (current === undefined) return
  const { counts } = current
  counts.setDataCount += 1
  counts.setDataBytes += bytes
  counts.largestSetData = Math.max(counts.largestSetData, bytes)
}

/** Counts a cloud call of the page on top, and when its answer has been drawn. */
export async function countCall<Answer>(call: Promise<Answer>): Promise<Answer> {
  const work = current
  if (work !== undefined) work.counts.calls += 1
  const answer = await call
  void work?.answered()
  return answer
}
