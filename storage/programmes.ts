import * as z from 'zod'
import { accept, refuse, type Decision, type Refused } from '../domain/decision'
import { invariant } from '../domain/fault'
import { programmeSchema, type Programme, type ProgrammeVersion } from '../domain/programme/programme'
import type { Instant } from '../domain/time/business-day'
import type { Database } from './database'
import { isConflict, isDuplicate } from './database-errors'
import type { Busy } from './posting'

const programmeDocument = z.object({ version: z.int().positive(), programme: programmeSchema })

/** The programme in force lies under this id; every version beside it under `v{n}`. */
export const CURRENT = 'current'

/** A programme as it is published: who changed it, when and why stay with each version. */
export function programmeDocuments(
  version: number,
  programme: Programme,
  change: { author: string; reason: string; at: Instant },
): [asVersion: { id: string; document: object }, asCurrent: { id: string; document: object }] {
  const document = { version, programme, ...change }
  return [
    { id: `v${version}`, document },
    { id: CURRENT, document },
  ]
}

const CACHE_MS = 15_000
let cached: (ProgrammeVersion & { until: Instant; since: Instant }) | null = null

/** The programme in force, at most 15 seconds old (design section 4). One request, or none. */
export async function loadProgramme(db: Database, now: Instant): Promise<ProgrammeVersion> {
  if (cached && now >= cached.since && now < cached.until) return cached
  const stored = await db.get('programmes', CURRENT)
  invariant(stored !== null, 'no programme is published in this environment')
  cached = { ...programmeDocument.parse(stored), since: now, until: now + CACHE_MS }
  return cached
}

/** Under which id it lies that a request was carried out. */
const doneBy = (requestId: string): string => `request:${requestId}`

/**
 * Changes the programme in force: what `decide` makes of it becomes the next version, null leaves it as it is. A request
 * is carried out once, also one that found it so already: a delivery that comes late, after somebody has changed it back,
 * does nothing. Seven requests: begin, two reads, three writes, commit; five when it stays. Other instances see it when
 * their copy is too old. `busy` when somebody else has just changed it.
 */
export async function changeProgramme<F extends Refused<string>>(
  db: Database,
  { requestId, ...change }: { author: string; reason: string; at: Instant; requestId: string },
  decide: (programme: Programme) => Decision<Programme | null, F>,
): Promise<Decision<Programme, F | Busy>> {
  const transaction = await db.begin()
  try {
    const stored = await transaction.get('programmes', CURRENT)
    invariant(stored !== null, 'no programme is published in this environment')
    const { version, programme } = programmeDocument.parse(stored)
    const done = (await transaction.get('programmes', doneBy(requestId))) !== null
    const decided = done ? accept(null) : decide(programme)
    if (done || !decided.ok) {
      await transaction.abandon()
      return decided.ok ? accept(programme) : decided
    }
    const next = decided.value
    await transaction.add('programmes', doneBy(requestId), { at: change.at })
    if (next !== null) {
      const [asVersion, asCurrent] = programmeDocuments(version + 1, next, change)
      await transaction.add('programmes', asVersion.id, asVersion.document)
      await transaction.replace('programmes', asCurrent.id, asCurrent.document)
    }
    await transaction.commit()
    if (next !== null) cached = null
    return accept(next ?? programme)
  } catch (error) {
    if (isConflict(error)) return refuse('busy')
    await transaction.abandon()
    if (isDuplicate(error)) return refuse('busy')
    throw error
  }
}
