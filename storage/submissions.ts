import * as z from 'zod'
import type { SeenByStaff } from '../domain/member/profile'
import type { Instant } from '../domain/time/business-day'
import type { Database, Stored } from './database'
import { cursorAfter } from './page'

/** A photo that a member handed in (提交), as colleagues find it; the account knows it too and has the last word. */
export interface StoredSubmission {
  submissionId: string
  memberId: string
  /** By which login: nobody decides about a photo of their own. */
  loginId: string
  member: SeenByStaff
  taskId: string
  taskName: string
  asks: string
  period: string
  nth: number
  /** The file's id. */
  photo: string
  at: Instant
  decided: { approved: boolean; staffId: string; at: Instant } | null
}

const submissionDocument = z.strictObject({
  _id: z.string(),
  memberId: z.string(),
  loginId: z.string(),
  member: z.strictObject({ maskedName: z.string(), memberNumberTail: z.string() }),
  taskId: z.string(),
  taskName: z.string(),
  asks: z.string(),
  period: z.string(),
  nth: z.int().positive(),
  photo: z.string(),
  at: z.int(),
  decided: z.strictObject({ approved: z.boolean(), staffId: z.string(), at: z.int() }).nullable(),
  /** What the list asks for, and an order in which no two are the same. */
  state: z.enum(['waiting', 'decided']),
  order: z.string(),
})

function submissionFrom(stored: Stored): StoredSubmission {
  const { _id, state: _state, order: _order, ...rest } = submissionDocument.parse(stored)
  return { submissionId: _id, ...rest }
}

export function submissionDocumentOf({ submissionId, ...document }: StoredSubmission): object {
  const state = document.decided === null ? 'waiting' : 'decided'
  return { ...document, state, order: `${document.at}:${submissionId}` }
}

export async function loadSubmission(db: Database, submissionId: string): Promise<StoredSubmission | null> {
  const stored = await db.get('submissions', submissionId)
  return stored && submissionFrom(stored)
}

export interface SubmissionPage {
  submissions: StoredSubmission[]
  /** For the page after this one; null when this is the last. */
  nextAfter: string | null
}

/** A page of those that wait, longest first. One request. Index `state_order`. */
export async function listWaiting(
  db: Database,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<SubmissionPage> {
  const found = await submissionsOf(db, 'waiting', after ?? null, limit)
  return { submissions: found.map(submissionFrom), nextAfter: cursorAfter(found, limit, 'order') }
}

/** What forgetting needs of a submission, and no more: what else is wrong with one keeps no photo here. */
const forgettable = z.object({ _id: z.string(), photo: z.string(), at: z.int() })

export interface OldPhotos {
  photos: { submissionId: string; photo: string }[]
  /** The ids of documents that do not say which photo they are of, or since when. */
  damaged: string[]
  /** For the page after this one; null when this is the last. */
  nextAfter: string | null
}

/** A page of those that were decided about and handed in before `before`, oldest first. One request. Index `state_order`. */
export async function decidedBefore(
  db: Database,
  before: Instant,
  { after, limit }: { after: string | null; limit: number },
): Promise<OldPhotos> {
  const found = await submissionsOf(db, 'decided', after, limit)
  const old: OldPhotos = { photos: [], damaged: [], nextAfter: cursorAfter(found, limit, 'order') }
  for (const stored of found) {
    const { data } = forgettable.safeParse(stored)
    if (!data) old.damaged.push(stored._id)
    else if (data.at < before) old.photos.push({ submissionId: data._id, photo: data.photo })
    else old.nextAfter = null
  }
  return old
}

function submissionsOf(
  db: Database,
  state: 'waiting' | 'decided',
  after: string | null,
  limit: number,
): Promise<Stored[]> {
  return db.find('submissions', {
    where: { state, ...(after === null ? {} : { order: db.command.gt(after) }) },
    orderBy: [['order', 'asc']],
    limit,
  })
}

/** Removes these, and gives how many there were. One request. */
export function forgetSubmissions(db: Database, submissionIds: readonly string[]): Promise<number> {
  return db.remove('submissions', { _id: db.command.in([...submissionIds]) })
}
