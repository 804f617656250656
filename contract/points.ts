import * as z from 'zod'
import { feature } from './feature'
import { refusalReason } from './submissions'
import { brand, breakdownLine, businessDay, instant, nextReward, points } from './values'

/** What an entry is about, as a member may see it. */
const about = z.discriminatedUnion('type', [
  z.object({ type: z.literal('joining') }),
  z.object({
    type: z.literal('bill'),
    storeName: z.string(),
    amountFen: z.int(),
    /** What the tier and vouchers took off it. */
    discounts: z.array(z.object({ name: z.string(), offFen: z.int() })),
    orderNo: z.string().nullable(),
  }),
  z.object({ type: z.literal('voided-bill'), storeName: z.string(), amountFen: z.int(), reason: z.string() }),
  z.object({ type: z.literal('redemption'), rewardName: z.string() }),
  z.object({
    type: z.literal('check-in'),
    checkedInOn: businessDay,
    streakDays: z.int(),
    milestonePoints: points,
    madeUp: z.boolean(),
  }),
  z.object({ type: z.literal('make-up'), madeUpDay: businessDay }),
  z.object({ type: z.literal('task'), taskName: z.string() }),
  z.object({ type: z.literal('task-undone'), taskName: z.string() }),
  z.object({ type: z.literal('submission'), taskName: z.string() }),
  z.object({
    type: z.literal('submission-refused'),
    taskName: z.string(),
    reason: refusalReason,
    note: z.string(),
  }),
  z.object({ type: z.literal('review'), storeName: z.string(), rating: z.int() }),
  z.object({ type: z.literal('review-undone') }),
  z.object({ type: z.literal('tier-gift'), tierName: z.string() }),
  z.object({ type: z.literal('tier-gift-undone'), tierName: z.string() }),
  z.object({ type: z.literal('entitlement'), name: z.string(), brings: z.string().nullable() }),
  z.object({ type: z.literal('entitlement-undone'), name: z.string() }),
  z.object({ type: z.literal('tier-by-hand'), tierName: z.string(), until: businessDay.nullable() }),
  z.object({ type: z.literal('adjustment'), note: z.string() }),
])

export const historyLine = z.object({
  seq: z.int(),
  at: instant,
  verb: z.enum(['earn', 'redeem', 'expire', 'adjust', 'reverse']),
  points,
  /** Change of what the member owes. */
  debt: points,
  balanceAfter: points,
  about,
  breakdown: z.array(breakdownLine),
  /** Names of the vouchers that came with it. */
  vouchers: z.array(z.string()),
  /** The name of the tier it brought, or left; null when that stayed as it was. */
  newTier: z.string().nullable(),
  /** When the points of this entry end, where they came in one lot with a date. */
  expiresOn: businessDay.nullable(),
})

/** 积分: what there is, where it came from, when it ends. */
export const pointsContract = feature({
  /** Opens the screen of points: what there is, when it ends, and the first page of where it came from. */
  summary: {
    caller: 'member',
    input: z.strictObject({}),
    output: z.object({
      brand,
      /** The business day it is, which lasts into the night. */
      today: businessDay,
      /** What can be spent now. */
      spendable: points,
      balance: points,
      debt: points,
      growth: points,
      seq: z.int(),
      /** Every day on which points end, soonest first; never-ending points are not in it. */
      expiring: z.array(z.object({ lastGoodDay: businessDay, points })),
      newest: z.array(historyLine),
      nextBeforeSeq: z.int().nullable(),
      nextReward,
    }),
    refusals: {},
  },
  /** What came after entry `afterSeq`; a member's code asks for it while it waits for its bill. */
  news: {
    caller: 'member',
    input: z.strictObject({ afterSeq: z.int().nonnegative() }),
    output: z.object({
      seq: z.int(),
      spendable: points,
      /** Newest first, at most ten. */
      lines: z.array(historyLine),
      nextReward,
    }),
    refusals: {},
  },
  history: {
    caller: 'member',
    input: z.strictObject({
      /** Entries older than this number; left out, the newest. */
      beforeSeq: z.int().min(1).optional(),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.object({ lines: z.array(historyLine), nextBeforeSeq: z.int().nullable() }),
    refusals: {},
  },
})
