import type { Cursor, Page } from '../../domain/jobs/job-run'
import type { Instant } from '../../domain/time/business-day'
import type { Database } from '../../storage/database'
import { decidedBefore, forgetSubmissions } from '../../storage/submissions'
import { deleteFiles } from '../wechat'

const DAY = 86_400_000
/** As the privacy notice promises (copy/privacy.ts). */
const KEPT_DAYS = 30
/** As many files as one request deletes. */
const PAGE = 50

/**
 * Deletes photos that were decided about thirty days after they were handed in, and what colleagues found them by: the
 * ledger keeps who said what. Files go first: what dies in between is found again. Two requests a page; the cursor only
 * says that there is more.
 */
export async function forgetOldPhotos(db: Database, now: Instant, _cursor: Cursor): Promise<Page> {
  const old = await decidedBefore(db, now - KEPT_DAYS * DAY, PAGE)
  if (old.length === 0) return { next: null, counts: { photos: 0 } }
  await deleteFiles(old.map(({ photo }) => photo))
  const photos = await forgetSubmissions(
    db,
    old.map(({ submissionId }) => submissionId),
  )
  return { next: old.length < PAGE ? null : 'more', counts: { photos } }
}
