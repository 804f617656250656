import * as z from 'zod'
import type { Entry } from '../domain/ledger/entry'
import { monthOf } from '../domain/time/business-day'
import type { Database, Stored } from './database'
import { expiry, lotKind } from './lot-document'

const whole = z.int()
const natural = z.int().nonnegative()

/** What a rule computes with. An entry that breaks it is a fault; what a person reads is taken as it lies there. */
const entryDocument = z.looseObject({
  _id: z.string(),
  memberId: z.string(),
  verb: z.enum(['earn', 'redeem', 'expire', 'adjust', 'reverse']),
  points: whole,
  debt: whole,
  growth: whole,
  shortfall: natural,
  lots: z.array(z.strictObject({ kind: lotKind, expiry, points: whole })),
  seq: z.int().positive(),
  at: whole,
  balanceAfter: natural,
  reverses: z.string().nullable(),
  requestId: z.string(),
  digest: z.string(),
  subject: z.looseObject({
    type: z.enum([
      'joining',
      'bill',
      'voided-bill',
      'redemption',
      'check-in',
      'make-up',
      'task',
      'task-undone',
      'submission',
      'submission-refused',
      'review',
      'review-undone',
      'tier-gift',
      'tier-gift-undone',
      'entitlement',
      'entitlement-undone',
      'tier-by-hand',
      'adjustment',
    ]),
  }),
})

export function entryFrom(stored: Stored): Entry {
  const { _id, ...rest } = entryDocument.parse(stored)
  return { cause: _id, ...rest } as unknown as Entry
}

/** Beside the entry, by whom and in which month statements ask for it (index `attributed`). */
export function entryDocumentOf({ cause: _, ...document }: Entry): object {
  const { attributed, day } = document
  if (!attributed) return document
  return { ...document, attributedTo: attributed.staffId, attributedMonth: monthOf(day) }
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
