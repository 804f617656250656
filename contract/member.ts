import * as z from 'zod'
import { checkInCalendar } from './check-in'
import { feature } from './feature'
import { none } from './refusals'
import { shelfItem } from './shelf-item'
import { brand, businessDay, instant, nextReward, points, role, shortText } from './values'
import { cannotShow, shownVoucher, voucherId } from './voucher'

/** From the phone-number button; the platform takes it once. */
const phoneCode = z.string().min(1).max(128)

/** 会员: joining, and the code a member shows. */
export const memberContract = feature({
  /** The first screen, for anyone: what the programme offers, and for a member what they have. */
  home: {
    caller: 'visitor',
    input: z.strictObject({}),
    output: z.object({
      brand,
      joining: z.object({ giftPoints: points }),
      member: z
        .object({
          name: z.string(),
          memberNumber: z.string(),
          spendable: points,
          /** Taken back but spent already: the next points pay it first. */
          debt: points,
          nextReward,
          /** The points that end first, and in how many business days: 0 is today. Null when none end. */
          expiring: z.object({ lastGoodDay: businessDay, daysLeft: z.int(), points }).nullable(),
          /** Null when the programme has no check-ins. */
          checkIn: checkInCalendar.nullable(),
          /** Null when the programme has no tiers. */
          tier: z
            .object({
              name: z.string(),
              growth: z.int(),
              /** The growth the tier by rule begins with, and the tier above it; null for the highest. */
              from: z.int(),
              next: z.object({ name: z.string(), from: z.int() }).nullable(),
              /** Gifts and vouchers that wait to be taken. */
              toTake: z.int(),
            })
            .nullable(),
          /** How many tasks can be claimed, and how many tasks and badges there are. */
          tasks: z.object({ toClaim: z.int(), all: z.int() }),
          /** How many meals there are to write about. */
          toReview: z.int(),
          /** Vouchers to use, and the one that ends first; null when none does. */
          vouchers: z.object({
            held: z.int(),
            next: z.object({ name: z.string(), lastGoodDay: businessDay, daysLeft: z.int() }).nullable(),
          }),
          /** Three worth a look: within reach, dearest first; then the nearest. */
          rewards: z.array(shelfItem),
        })
        .nullable(),
    }),
    refusals: {},
  },
  /** 我的: who this is to the restaurant, as diner and as staff. */
  profile: {
    caller: 'visitor',
    input: z.strictObject({}),
    output: z.object({
      brand,
      member: z
        .object({
          name: z.string(),
          memberNumber: z.string(),
          maskedPhone: z.string().nullable(),
          joinedAt: instant,
          agreedPrivacyVersion: z.string(),
        })
        .nullable(),
      staff: z
        .object({
          name: z.string(),
          role,
          /** Empty for an owner, who works in every store. */
          storeNames: z.array(z.string()),
        })
        .nullable(),
    }),
    refusals: {},
  },
  /** Changes the name, or with an empty one takes it back. */
  rename: {
    caller: 'member',
    input: z.strictObject({ name: shortText(20) }),
    output: z.object({ name: z.string() }),
    refusals: {},
  },
  /** Adds a phone number to a member who gave none when joining. */
  bindPhone: {
    caller: 'member',
    input: z.strictObject({ phoneCode }),
    output: z.object({ maskedPhone: z.string() }),
    refusals: {
      'phone-code-rejected': none,
      'phone-of-another-member': none,
      /** Theirs stays as it is: a number is not changed by this. */
      'has-another-phone': none,
    },
  },
  /** Joins in one call. Phone and name are optional; the gift comes once per WeChat identity and once per phone. */
  join: {
    caller: 'visitor',
    input: z.strictObject({
      agreedPrivacyVersion: z.string().min(1).max(32),
      name: shortText(20).optional(),
      phoneCode: phoneCode.optional(),
      /** What the code says by which they came; one that nobody knows is no reason not to join. */
      source: z.string().min(1).max(64).optional(),
    }),
    output: z.object({
      memberNumber: z.string(),
      giftPoints: points,
      /** Why there was no gift although the programme has one. */
      giftWithheld: z.enum(['phone-already-had-it']).nullable(),
      phone: z.enum(['none', 'bound', 'belongs-to-another-member']),
      balance: points,
    }),
    refusals: {
      'already-a-member': none,
      /** The platform does not know the phone code (used, older than 5 minutes, made up). */
      'phone-code-rejected': none,
    },
  },
  /** The code to show at the till: signed, 60 seconds, one use; and its numeric form. */
  showCode: {
    caller: 'member',
    input: z.strictObject({
      /** The voucher to use, so that the till knows of it. */
      voucherId: voucherId.optional(),
    }),
    output: z.object({
      brand,
      code: z.string(),
      /** The voucher in the code; null when none was asked for. */
      voucher: shownVoucher.nullable(),
      /** The functions' own instant: a phone counts from its reply to `expiresAt`, whatever its clock says. */
      shownAt: instant,
      expiresAt: instant,
      memberNumber: z.string(),
      /** Six digits to key after the member number; they change every minute. */
      digits: z.string(),
      digitsChangeAt: instant,
      balance: points,
      /** The number of the newest entry: when it grows, the bill has arrived. */
      seq: z.int(),
    }),
    refusals: cannotShow,
  },
})
