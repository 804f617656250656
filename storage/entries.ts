import type { Entry } from '../domain/ledger/entry'
import type { Database, Stored } from './database'

export function entryFrom({ _id, ...rest }: Stored): Entry {
  return { cause: _id, ...rest } as unknown as Entry
}

export function entryDocumentOf({ cause: _, ...document }: Entry): object {
  return document
}

export async function loadEntry(db: Database, cause: string): Promise<Entry | null> {
  const stored = await db.get('ledger_entries', cause)
  return stored && entryFrom(stored)
}

/** A member's entries, newest first, older than `beforeSeq` when given. Index `member_seq`. */
export async function listEntries(
  db: Database,
  memberId: string,
  page: { beforeSeq?: number | undefined; limit: number },
): Promise<Entry[]> {
  const older = page.beforeSeq === undefined ? {} : { seq: db.command.lt(page.beforeSeq) }
  const found = await db.find('ledger_entries', {
    where: { memberId, ...older },
    orderBy: [['seq', 'desc']],
    limit: page.limit,
  })
  return found.map(entryFrom)
}
