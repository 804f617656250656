import * as z from 'zod'
import { invariant } from '../domain/fault'
import type { BusinessDay } from '../domain/time/business-day'
import type { Database } from './database'

/** As many as one query gives (platform notes 2). */
const MOST = 1000

const attributedEntry = z.looseObject({
  at: z.int(),
  day: z.string(),
  attributedTo: z.string(),
  attributedFen: z.int(),
  attributedMembers: z.int(),
})

/** One line of a statement: on which day a member more or less was whose, and how much is owed for it or no more. */
export interface AttributedLine {
  staffId: string
  day: BusinessDay
  members: number
  fen: number
}

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
    fields: ['at', 'day', 'attributedTo', 'attributedFen', 'attributedMembers'],
  })
  invariant(found.length < MOST, `more than ${MOST} attributions in ${month}`)
  return found
    .map((stored) => attributedEntry.parse(stored))
    .sort((a, b) => b.at - a.at)
    .map(({ attributedTo, day, attributedFen, attributedMembers }) => ({
      staffId: attributedTo,
      day,
      members: attributedMembers,
      fen: attributedFen,
    }))
}
