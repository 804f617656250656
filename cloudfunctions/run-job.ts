import { afterPage, nextTick, released, type Counts, type Cursor, type Page } from '../domain/jobs/job-run'
import type { PeriodOf } from '../domain/jobs/period'
import type { Instant } from '../domain/time/business-day'
import type { Database } from '../storage/database'
import { claimJob, loadJobRuns, saveRuns } from '../storage/job-runs'
import { LONGEST_CALL_MS } from './longest-call'

/** A job: work for many, a page at a time. Every effect of a page has a cause, so a page may run again. */
export interface Job {
  /** Which pass is due. */
  period: PeriodOf
  /** One page of the work, from `cursor` on; null begins. */
  page(db: Database, now: Instant, cursor: Cursor): Promise<Page>
}

export interface TickOutcome {
  /**
   * `finished`: the pass is done. `to-be-continued`: out of time, the next tick goes on. `done-already`: the
   * period's pass was done before. `another-at-work`: another delivery of the timer is. `overtaken`: so slow that
   * another took over.
   */
  outcome: 'finished' | 'to-be-continued' | 'done-already' | 'another-at-work' | 'overtaken'
  period: string
  /** Of the whole pass so far. */
  counts: Counts
}

/**
 * Does what one tick can of a job's pass. Two requests around the first page (read the row, take the work) and one
 * after each page, which keeps the place; one in all when there is nothing to do. Stops between two pages when
 * `mayGoOn` says so.
 */
export async function runJob(
  db: Database,
  name: string,
  job: Job,
  { now, mayGoOn }: { now: Instant; mayGoOn: () => boolean },
): Promise<TickOutcome> {
  const period = job.period(now)
  const known = await loadJobRuns(db, name)
  const tick = nextTick(known, period, now, LONGEST_CALL_MS)
  if (tick.kind !== 'work') return { outcome: tick.kind, period, counts: {} }
  let { runs } = tick
  const { leasedUntil } = runs
  const report = (outcome: TickOutcome['outcome']): TickOutcome => ({
    outcome,
    period: runs.run.period,
    counts: runs.run.counts,
  })
  if (!(await claimJob(db, name, known, runs))) return report('another-at-work')
  try {
    for (;;) {
      runs = afterPage(runs, await job.page(db, now, runs.run.cursor), now)
      const stops = runs.run.finishedAt !== null || !mayGoOn()
      const kept = await saveRuns(db, name, leasedUntil, stops ? released(runs) : runs)
      if (!kept) return report('overtaken')
      if (stops) return report(runs.run.finishedAt === null ? 'to-be-continued' : 'finished')
    }
  } catch (error) {
    // The next tick need not wait for a lease that nobody uses. The page that failed is tried again.
    await saveRuns(db, name, leasedUntil, released(runs)).catch(() => false)
    throw error
  }
}
