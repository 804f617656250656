import type { Cursor, Page } from '../../domain/jobs/job-run'
import type { Instant } from '../../domain/time/business-day'
import type { Database } from '../../storage/database'
import { decidedBefore, forgetSubmissions } from '../../storage/submissions'
import { log } from '../log'
import { deleteFiles } from '../wechat'

const DAY = 86_400_000
/**
 * The privacy notice promises thirty at most (copy/privacy.ts): a photo waits up to a day for the night, and one night may
 * be missed.
 */
const KEPT_DAYS = 28
/** As many files as one request deletes. */
const PAGE = 50

/**
 * Deletes photos that were decided about four weeks after they were handed in, and what colleagues found them by: the
 * ledger keeps who said what. Files go first: what dies in between is found again, and so is, another night, a file
 * that could not be deleted. A document that cannot be read is logged and counted, and keeps nobody else's photo. Two
 * requests a page; the cursor is the last one's place.
 */
export async function forgetOldPhotos(db: Database, now: Instant, cursor: Cursor): Promise<Page> {
  const after = cursor === null ? null : String(cursor)
  const old = await decidedBefore(db, now - KEPT_DAYS * DAY, { after, limit: PAGE })
  for (const submission of old.damaged) {
    log('fault', {
      job: 'forget-old-photos',
      submission,
      error: new Error('does not say which photo it is of'),
    })
  }
  const gone = old.photos.length === 0 ? [] : await deleteFiles(old.photos.map(({ photo }) => photo))
  const forgotten = old.photos.filter(({ photo }) => gone.includes(photo))
  const photos =
    forgotten.length === 0
      ? 0
      : await forgetSubmissions(
          db,
          forgotten.map(({ submissionId }) => submissionId),
        )
  const resisted = old.photos.length - forgotten.length
  return { next: old.nextAfter, counts: { photos, resisted, failed: old.damaged.length } }
}
