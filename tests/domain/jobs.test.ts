import { afterPage, nextTick, released, type JobRun, type JobRuns } from '../../domain/jobs/job-run'
import { everyDay, everyTick } from '../../domain/jobs/period'

const NOW = 1_000_000
const LEASE = 60_000

const aRun = (changes: Partial<JobRun> = {}): JobRun => ({
  period: 'monday',
  startedAt: 1,
  finishedAt: null,
  cursor: null,
  counts: {},
  ticks: 1,
  ...changes,
})
const runs = (run: JobRun, changes: Partial<JobRuns> = {}): JobRuns => ({
  run,
  leasedUntil: 0,
  earlier: [],
  ...changes,
})

describe('a tick of a job', () => {
  it.each<[string, JobRuns | null, string]>([
    ['begins where nothing is known', null, 'work'],
    ['goes on with what is not finished', runs(aRun({ cursor: 'm7' })), 'work'],
    ['finds its pass done', runs(aRun({ finishedAt: 2 })), 'done-already'],
    ['begins a new period after a finished pass', runs(aRun({ period: 'sunday', finishedAt: 2 })), 'work'],
    ['keeps away while another works', runs(aRun(), { leasedUntil: NOW + 1 }), 'another-at-work'],
    ['takes over where a lease has run out', runs(aRun(), { leasedUntil: NOW }), 'work'],
  ])('%s', (_what, known, kind) => {
    expect(nextTick(known, 'monday', NOW, LEASE).kind).toBe(kind)
  })

  it('goes on at the cursor, holds a lease and counts itself', () => {
    const known = runs(aRun({ cursor: 'm7', counts: { expired: 3 }, ticks: 2 }))
    expect(nextTick(known, 'monday', NOW, LEASE)).toEqual({
      kind: 'work',
      runs: runs(aRun({ cursor: 'm7', counts: { expired: 3 }, ticks: 3 }), { leasedUntil: NOW + LEASE }),
    })
  })

  it('finishes yesterday’s pass before it begins today’s: what always begins anew never reaches its end', () => {
    const known = runs(aRun({ period: 'sunday', cursor: 'm7' }))
    expect(nextTick(known, 'monday', NOW, LEASE)).toMatchObject({
      runs: { run: { period: 'sunday', cursor: 'm7' } },
    })
  })

  it('keeps the last 30 finished passes, newest first', () => {
    const earlier = Array.from({ length: 30 }, (_, i) => aRun({ period: `day-${30 - i}`, finishedAt: 2 }))
    const known = runs(aRun({ period: 'day-31', finishedAt: 2 }), { earlier })
    const tick = nextTick(known, 'day-32', NOW, LEASE)
    const kept = tick.kind === 'work' ? tick.runs.earlier.map(({ period }) => period) : []
    expect(kept).toHaveLength(30)
    expect([kept[0], kept[29]]).toEqual(['day-31', 'day-2'])
  })
})

describe('a page of a job', () => {
  const atWork = runs(aRun({ counts: { expired: 3 } }), { leasedUntil: NOW + LEASE })

  it('adds to the counts and moves the cursor; the lease stays', () => {
    expect(afterPage(atWork, { next: 'm200', counts: { expired: 2, failed: 1 } }, NOW)).toEqual(
      runs(aRun({ cursor: 'm200', counts: { expired: 5, failed: 1 } }), { leasedUntil: NOW + LEASE }),
    )
  })

  it('that has nothing after it finishes the pass and frees the job', () => {
    expect(afterPage(atWork, { next: null, counts: {} }, NOW)).toEqual(
      runs(aRun({ counts: { expired: 3 }, finishedAt: NOW })),
    )
  })

  it('after which the time is over frees the job and leaves the pass unfinished', () => {
    expect(released(atWork)).toEqual(runs(aRun({ counts: { expired: 3 } })))
  })
})

describe('the period of a pass', () => {
  it('is a day of the timers’ zone, not of UTC', () => {
    expect(everyDay(Date.parse('2026-11-25T23:59:59+08:00'))).toBe('2026-11-25')
    expect(everyDay(Date.parse('2026-11-26T00:00:00+08:00'))).toBe('2026-11-26')
  })

  it('is the moment itself for a sweeper', () => {
    expect(everyTick(Date.parse('2026-11-25T14:20:00+08:00'))).toBe('2026-11-25T14:20:00.000')
    expect(everyTick(Date.parse('2026-11-25T14:20:00.001+08:00'))).not.toBe('2026-11-25T14:20:00.000')
  })
})
