import * as z from 'zod'
import type { JobRuns } from '../domain/jobs/job-run'
import type { Instant } from '../domain/time/business-day'
import type { Database, Stored } from './database'
import { isDuplicate } from './database-errors'

const natural = z.int().nonnegative()

const run = z.strictObject({
  period: z.string(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  cursor: z.union([z.string(), z.int(), z.null()]),
  counts: z.record(z.string(), natural),
  ticks: z.int().positive(),
})

const runsDocument = z.strictObject({
  _id: z.string(),
  run,
  leasedUntil: z.int(),
  earlier: z.array(run),
})

function runsFrom(stored: Stored): JobRuns {
  const { _id, ...runs } = runsDocument.parse(stored)
  return runs
}

/** What is known of a job; null before its first tick. */
export async function loadJobRuns(db: Database, job: string): Promise<JobRuns | null> {
  const stored = await db.get('job_runs', job)
  return stored && runsFrom(stored)
}

/**
 * Takes the work of a job for one tick: on the condition that nobody took it since `known` was read. False when
 * another delivery was quicker. One request.
 */
export async function claimJob(
  db: Database,
  job: string,
  known: JobRuns | null,
  runs: JobRuns,
): Promise<boolean> {
  if (known !== null) {
    const { period, ticks } = known.run
    // Not the lease alone: whoever took the work and has finished it since left none, as before.
    return writeRuns(
      db,
      { _id: job, leasedUntil: known.leasedUntil, 'run.period': period, 'run.ticks': ticks },
      runs,
    )
  }
  try {
    await db.add('job_runs', job, runs)
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/**
 * Keeps how far a tick came, as long as its lease is still its own. False when it ran so long that another tick
 * took over: then this one's place in the work counts no more. One request.
 */
export function saveRuns(db: Database, job: string, leasedUntil: Instant, runs: JobRuns): Promise<boolean> {
  return writeRuns(db, { _id: job, leasedUntil }, runs)
}

function writeRuns(db: Database, where: object, runs: JobRuns): Promise<boolean> {
  const { command } = db
  const update = {
    run: command.set(runs.run),
    leasedUntil: runs.leasedUntil,
    earlier: command.set(runs.earlier),
  }
  return db.update('job_runs', where, update).then((updated) => updated > 0)
}
