import type { Parsed, Value } from '../../contract'
import type { Account } from '../../domain/account'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { seenByStaff } from '../../domain/member/profile'
import { storeNameOf } from '../../domain/programme/programme'
import { inWords, review } from '../../domain/reviews/review'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import type { Booking } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { posting } from '../../storage/posting'
import { reviewDocumentOf, type WrittenReview } from '../../storage/reviews'
import { reviewCauseOf } from '../causes'
import type { Handler, MemberCall } from '../handler'
import { reviewIdOf } from '../ids'
import { digestOf } from '../keys'
import { postingRequest } from '../posting-request'
import { mayBeShown } from '../wechat'

type Written = Value<'reviews', 'write'>

/**
 * Writes about a meal (评价). The cause names the bill, so that it is paid once. WeChat is asked about the text before
 * anything is written, and of nothing that is refused anyway: its checks are counted; should it judge a repetition
 * otherwise than the first, that one stands. Seven requests: the account, posting's five and the review.
 */
export const write: Handler<'reviews', 'write'> = async (input, call) => {
  const { db, memberId, wechat, programme, requestId } = call
  const cause = reviewCauseOf(memberId, input)
  const doneBefore = () => repliedBefore(cause, call)
  if (call.attempt > 1) {
    const earlier = await doneBefore()
    if (earlier) return earlier
  }
  const words = inWords(input.text, programme.reviews)
  if (!words.ok) return (await doneBefore()) ?? words
  const looked = decide(await loadAccount(db, memberId), input, call)
  if (!looked.ok) return (await doneBefore()) ?? looked
  if (!(await mayBeShown(input.text, wechat))) return (await doneBefore()) ?? refuse('text-not-fit')
  const request = postingRequest(call, { cause, memberId, digest: digestOf({ requestId, ...input }) })
  const posted = await posting(db, request, (account) => book(account, input, cause, call))
  if (posted.ok) return accept(posted.value)
  return posted.reason === 'different-request' ? refuse('already-reviewed') : posted
}

/** What this very request was answered, if it was booked. */
async function repliedBefore(cause: string, { db, requestId }: MemberCall) {
  const earlier = await loadEntry(db, cause)
  return earlier?.requestId === requestId ? accept(earlier.reply as Written) : null
}

function decide(
  account: Account,
  { billId, text }: Parsed<'reviews', 'write'>,
  { now, programme }: MemberCall,
) {
  const today = businessDay(now, programme)
  return review(account, { billId, text }, programme.reviews, { at: now, today })
}

function book(account: Account, input: Parsed<'reviews', 'write'>, cause: string, call: MemberCall) {
  const { billId, rating, text } = input
  const { now, programme } = call
  const done = decide(account, input, call)
  if (!done.ok) return done
  const { points, movement, reviews, meal } = done.value
  const { memberId, profile } = account
  const { storeId, payableFen } = meal
  const written: WrittenReview = {
    reviewId: reviewIdOf(cause),
    memberId,
    member: seenByStaff(profile),
    billId,
    storeId,
    payableFen,
    rating,
    text,
    at: now,
  }
  return accept<Booking<Written>>({
    account: { ...account, points, reviews },
    movement,
    subject: { type: 'review', billId, storeId, rating },
    alsoAdd: [{ collection: 'reviews', id: written.reviewId, document: reviewDocumentOf(written) }],
    value: {
      storeName: storeNameOf(programme, storeId),
      points: programme.reviews.points,
      spendable: spendablePoints(points, businessDay(now, programme)),
    },
  })
}
