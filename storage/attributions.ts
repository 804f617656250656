import * as z from 'zod'
import type { AttributedLine } from '../domain/attribution/statement'
import type { Database } from './database'

/** As many as one query gives (platform notes 2). */
const PAGE = 1000

const attributedEntry = z.looseObject({
  _id: z.string(),
  at: z.int(),
  day: z.string(),
  attributed: z.object({ staffId: z.string(), members: z.int(), fen: z.int() }),
})

/**
 * What became owed in a month, latest first: to one colleague, or to all. One request for every thousand: a statement
 * that leaves somebody out is worse than none. Index `attributed`.
 */
export async function attributedIn(
  db: Database,
  month: string,
  staffId: string | null,
): Promise<AttributedLine[]> {
  const { command } = db
  const entries: z.infer<typeof attributedEntry>[] = []
  let unread: object[] = [staffId === null ? {} : { attributedTo: staffId }]
  for (let part = unread.shift(); part !== undefined; part = unread.shift()) {
    const found = await db.find('ledger_entries', {
      where: { attributedMonth: month, ...part },
      orderBy: [
        ['attributedTo', 'asc'],
        ['_id', 'asc'],
      ],
      limit: PAGE,
      fields: ['at', 'day', 'attributed'],
    })
    const read = found.map((stored) => attributedEntry.parse(stored))
    entries.push(...read)
    const last = read.at(-1)
    if (last === undefined || read.length < PAGE) continue
    const { staffId: whose } = last.attributed
    unread = [{ attributedTo: whose, _id: command.gt(last._id) }]
    if (staffId === null) unread.push({ attributedTo: command.gt(whose) })
  }
  return entries.sort((a, b) => b.at - a.at).map(({ day, attributed }) => ({ day, ...attributed }))
}
