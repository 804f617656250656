import { accept, refuse, type Decision, type Refused } from '../decision'
import { expiryOf } from '../ledger/expiry'
import type { Moved } from '../ledger/movement'
import { payOnce } from '../ledger/paid-once'
import type { PointsAccount } from '../ledger/points-account'
import type { ReviewRules } from '../programme/review-rules'
import type { BusinessDay, Instant } from '../time/business-day'
import type { Meal, Reviews } from './meals'

export type NoSuchMeal = Refused<'no-such-meal', Record<string, never>>
export type AlreadyReviewed = Refused<'already-reviewed', Record<string, never>>
export type ReviewTooLate = Refused<'review-too-late', { until: Instant }>
export type ReviewTooShort = Refused<'review-too-short', { least: number }>

/** The meals that can be written about at `at`, latest first. */
export function mealsToReview({ open }: Reviews, rules: ReviewRules, at: Instant): Meal[] {
  return rules.open ? open.filter(({ until }) => at <= until).reverse() : []
}

/**
 * Writes about a meal (评价): once for each bill, until its time is over, in words. Pays points as a gift; growth does not
 * come of it. What is thought of the meal changes nothing about what it pays.
 */
export function review(
  account: { points: PointsAccount; reviews: Reviews },
  asked: { billId: string; text: string },
  rules: ReviewRules,
  { at, today }: { at: Instant; today: BusinessDay },
): Decision<
  Moved & { reviews: Reviews; meal: Meal },
  NoSuchMeal | AlreadyReviewed | ReviewTooLate | ReviewTooShort
> {
  const { open, written } = account.reviews
  if (written.some(({ billId }) => billId === asked.billId)) return refuse('already-reviewed')
  const meal = open.find(({ billId }) => billId === asked.billId)
  if (!meal || !rules.open) return refuse('no-such-meal')
  if (at > meal.until) return refuse('review-too-late', { until: meal.until })
  const words = inWords(asked.text, rules)
  if (!words.ok) return words
  const gift = { points: rules.points, voucher: null, expiry: expiryOf(today, rules.expiry) }
  const { once, brings: _none, ...moved } = payOnce(account.points, null, gift, { round: 1, voucherId: '' })
  return accept({
    ...moved,
    reviews: {
      open: open.filter((one) => one !== meal),
      written: [...written, { billId: meal.billId, at, ...once }],
    },
    meal,
  })
}

/** Whether a text says something: rating alone pays nothing. */
export function inWords(
  text: string,
  { leastCharacters: least }: ReviewRules,
): Decision<null, ReviewTooShort> {
  return charactersOf(text) < least ? refuse('review-too-short', { least }) : accept(null)
}

/** What nobody sees is none of them: spaces, fillers, joiners, the colour of a hand. */
const UNSEEN = /[\s\p{C}\p{M}\p{Emoji_Modifier}\u2800\u3164]/gu
const charactersOf = (text: string): number => [...text.replace(UNSEEN, '')].length
