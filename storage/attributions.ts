import * as z from 'zod'
import { invariant } from '../domain/fault'
import type { AttributedLine } from '../domain/attribution/statement'
import type { Database } from './database'

/** As many as one query gives (platform notes 2). */
const MOST = 1000

const attributedEntry = z.looseObject({
  at: z.int(),
  day: z.string(),
  attributed: z.object({ staffId: z.string(), members: z.int(), fen: z.int() }),
})

/**
 * What became owed in a month, latest first: to one colleague, or to all. More than one query gives is a fault: a statement
 * that leaves somebody out is worse than none. Index `attributed`.
 */
export async function attributedIn(
  db: Database,
  month: string,
  staffId: string | null,
): Promise<AttributedLine[]> {
  const whose = staffId === null ? {} : { attributedTo: staffId }
  const found = await db.find('ledger_entries', {
    where: { attributedMonth: month, ...whose },
    limit: MOST,
    fields: ['at', 'day', 'attributed'],
  })
  invariant(found.length < MOST, `more than ${MOST} attributions in ${month}`)
  return found
    .map((stored) => attributedEntry.parse(stored))
    .sort((a, b) => b.at - a.at)
    .map(({ day, attributed }) => ({ day, ...attributed }))
}
