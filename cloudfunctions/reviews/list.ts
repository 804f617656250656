import { accept } from '../../domain/decision'
import { storeNameOf } from '../../domain/programme/programme'
import { listReviews } from '../../storage/reviews'
import type { Handler } from '../handler'

const PAGE = 20

/** What was written about a store (评价). Two requests: the staff document and a page of reviews. */
export const list: Handler<'reviews', 'list'> = async ({ storeId, before }, { db, programme }) => {
  const { reviews, nextBefore } = await listReviews(db, storeId, { before, limit: PAGE })
  return accept({
    brand: programme.brand,
    storeName: storeNameOf(programme, storeId),
    reviews: reviews.map(({ reviewId, member, rating, text, at, payableFen }) => ({
      reviewId,
      member,
      rating,
      text,
      at,
      payableFen,
    })),
    nextBefore,
  })
}
