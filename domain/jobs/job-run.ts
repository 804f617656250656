import type { Instant } from '../time/business-day'

/** Where a job stands in its work, as it lies in the database: small, plain, the job's own. */
export type Cursor = string | number | null
/** What a job did, by the job's own words. */
export type Counts = Record<string, number>

/** One pass of a job over all its work: the row that says whether today's was done. */
export interface JobRun {
  /** What the pass is for: a day, or a slot of the day. One pass a period. */
  period: string
  startedAt: Instant
  /** Null while work is left. */
  finishedAt: Instant | null
  /** Where the next tick goes on. */
  cursor: Cursor
  counts: Counts
  /** How many ticks worked on it. */
  ticks: number
}

/** What is known of one job. */
export interface JobRuns {
  run: JobRun
  /** Until then a tick is at work, and another one keeps away. 0: nobody is. */
  leasedUntil: Instant
  /** Finished runs, newest first. */
  earlier: JobRun[]
}

/** How many finished runs are kept: a month of a nightly job. */
const KEPT = 30

/** What one tick of the timer has to do. */
export type Tick = { kind: 'done-already' } | { kind: 'another-at-work' } | { kind: 'work'; runs: JobRuns }

/**
 * What a tick does in the period `period`: nothing when its pass is finished (the timer fired twice, or goes on
 * firing after a short pass), nothing while another delivery is at work, else it goes on where the last tick
 * stopped. A pass that was not finished in its own period is finished before another begins: what always
 * begins anew never reaches its end.
 */
export function nextTick(known: JobRuns | null, period: string, now: Instant, leaseMs: number): Tick {
  const leasedUntil = now + leaseMs
  if (known === null) return { kind: 'work', runs: { run: newRun(period, now), leasedUntil, earlier: [] } }
  if (known.leasedUntil > now) return { kind: 'another-at-work' }
  const { run, earlier } = known
  if (run.finishedAt === null) return { kind: 'work', runs: { ...known, run: ticked(run), leasedUntil } }
  if (run.period === period) return { kind: 'done-already' }
  return {
    kind: 'work',
    runs: { run: newRun(period, now), leasedUntil, earlier: [run, ...earlier].slice(0, KEPT) },
  }
}

/** What a job reports of one page of its work; `next` is null when nothing is left. */
export interface Page {
  next: Cursor
  counts: Counts
}

/** The runs after one more page. The lease stays: the tick goes on. */
export function afterPage(runs: JobRuns, { next, counts }: Page, now: Instant): JobRuns {
  const run = {
    ...runs.run,
    cursor: next,
    counts: added(runs.run.counts, counts),
    finishedAt: next === null ? now : null,
  }
  return { ...runs, run, leasedUntil: next === null ? 0 : runs.leasedUntil }
}

/** The runs of a tick that stops with work left: the next one may begin at once. */
export function released(runs: JobRuns): JobRuns {
  return { ...runs, leasedUntil: 0 }
}

function newRun(period: string, now: Instant): JobRun {
  return { period, startedAt: now, finishedAt: null, cursor: null, counts: {}, ticks: 1 }
}

function ticked(run: JobRun): JobRun {
  return { ...run, ticks: run.ticks + 1 }
}

function added(to: Counts, more: Counts): Counts {
  const sum: Counts = { ...to }
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
