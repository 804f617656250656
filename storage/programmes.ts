import * as z from 'zod'
import { invariant } from '../domain/fault'
import { programmeSchema, type Programme, type ProgrammeVersion } from '../domain/programme/programme'
import type { Instant } from '../domain/time/business-day'
import type { Database } from './database'

const programmeDocument = z.object({ version: z.int().positive(), programme: programmeSchema })

/** The programme in force lies under this id; every version beside it under `v{n}`. */
export const CURRENT = 'current'

/** A programme as it is published: who changed it, when and why stay with each version. */
export function programmeDocuments(
  version: number,
  programme: Programme,
  change: { author: string; reason: string; at: Instant },
): { id: string; document: object }[] {
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
