import * as z from 'zod'
import type { SeenByStaff } from '../domain/member/profile'
import type { Instant } from '../domain/time/business-day'
import type { Database, Stored } from './database'
import { cursorAfter } from './page'

/** What a member wrote about a meal (评价); the ledger says what it paid. */
export interface WrittenReview {
  reviewId: string
  memberId: string
  member: SeenByStaff
  billId: string
  storeId: string
  payableFen: number
  rating: number
  text: string
  at: Instant
}

const reviewDocument = z.strictObject({
  _id: z.string(),
  memberId: z.string(),
  member: z.strictObject({ maskedName: z.string(), memberNumberTail: z.string() }),
  billId: z.string(),
  storeId: z.string(),
  payableFen: z.int(),
  rating: z.int(),
  text: z.string(),
  at: z.int(),
  /** An order in which no two are the same. */
  order: z.string(),
})

function reviewFrom(stored: Stored): WrittenReview {
  const { _id, order: _order, ...rest } = reviewDocument.parse(stored)
  return { reviewId: _id, ...rest }
}

export function reviewDocumentOf({ reviewId, ...document }: WrittenReview): object {
  return { ...document, order: `${document.at}:${reviewId}` }
}

export interface ReviewPage {
  reviews: WrittenReview[]
  /** For the page after this one; null when this is the last. */
  nextBefore: string | null
}

/** A page of a store's reviews, latest first. One request. Index `store_order`. */
export async function listReviews(
  db: Database,
  storeId: string,
  page: { before?: string | undefined; limit: number },
): Promise<ReviewPage> {
  const older = page.before === undefined ? {} : { order: db.command.lt(page.before) }
  const found = await db.find('reviews', {
    where: { storeId, ...older },
    orderBy: [['order', 'desc']],
    limit: page.limit,
  })
  return { reviews: found.map(reviewFrom), nextBefore: cursorAfter(found, page.limit, 'order') }
}
