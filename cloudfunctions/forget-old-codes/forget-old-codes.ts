import type { Cursor, Page } from '../../domain/jobs/job-run'
import type { Instant } from '../../domain/time/business-day'
import type { Database } from '../../storage/database'
import { forgettable, forgetOld } from '../../storage/forgetting'

/**
 * Forgets code uses, tries of keyed codes and answers to phone codes a day after they were written: what they
 * belong to has long expired. A page is a collection, the cursor the last one's name.
 */
export async function forgetOldCodes(db: Database, now: Instant, cursor: Cursor): Promise<Page> {
  const position = cursor === null ? 0 : forgettable.findIndex((name) => name === cursor) + 1
  const collection = forgettable[position]
  if (!collection) return { next: null, counts: {} }
  const forgotten = await forgetOld(db, collection, now)
  const isLast = position === forgettable.length - 1
  return { next: isLast ? null : collection, counts: { [collection]: forgotten } }
}
