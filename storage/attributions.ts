import * as z from 'zod'
import type { BusinessDay } from '../domain/time/business-day'
import type { Database } from './database'

/** As many as one query gives (platform notes 2); more new members in a month than that, no restaurant has. */
const MOST = 1000

const attributedEntry = z.looseObject({
  at: z.int(),
  day: z.string(),
  attributedTo: z.string(),
  attributedFen: z.int(),
})

/** One line of a statement: on which day how much became owed to whom, or was owed no more. */
export interface AttributedLine {
  staffId: string
  day: BusinessDay
  fen: number
}

/** What became owed in a month, latest first: to one colleague, or to all. Index `attributed`. */
export async function attributedIn(
  db: Database,
  month: string,
  staffId: string | null,
): Promise<AttributedLine[]> {
  const whose = staffId === null ? {} : { attributedTo: staffId }
  const found = await db.find('ledger_entries', {
    where: { attributedMonth: month, ...whose },
    limit: MOST,
    fields: ['at', 'day', 'attributedTo', 'attributedFen'],
  })
  return found
    .map((stored) => attributedEntry.parse(stored))
    .sort((a, b) => b.at - a.at)
    .map(({ attributedTo, day, attributedFen }) => ({ staffId: attributedTo, day, fen: attributedFen }))
}
