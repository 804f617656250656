import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import {
  billFen,
  billId,
  brand,
  breakdownLine,
  businessDay,
  code,
  instant,
  nextReward,
  orderNo,
  points,
  redemptionId,
  role,
  seenByStaff,
  shortText,
  slug,
} from './values'
import { cannotUseEntitlement, entitlementNow, tierAtTill, whichUse } from './tiers'
import { cannotUse, quote, voucherId } from './voucher'

const unreadable = {
  'not-a-code': none,
  'forged-code': none,
  'code-of-another-restaurant': none,
}

const tender = z.strictObject({
  kind: z.enum(['cash', 'wechat-pay', 'alipay', 'card', 'points', 'other']),
  amountFen: billFen,
})

const leftNow = { entitlements: z.array(entitlementNow) }

/** What the till's system calls a dish. */
const sku = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/)

const item = z.strictObject({
  sku: sku.optional(),
  name: shortText(40).min(1),
  quantity: z.int().min(1).max(9_999),
  amountFen: z.int().min(0).max(9_999_999),
})

/** 收银台: everything a cashier does. Each call says in which store; the function checks that they work there. */
export const counterContract = feature({
  /** The till's first screen: who works here, and in which stores. */
  open: {
    caller: 'staff',
    input: z.strictObject({}),
    output: z.object({
      brand,
      staff: z.object({ name: z.string(), role }),
      stores: z.array(z.object({ storeId: z.string(), name: z.string() })),
      /** Which of the screens behind the till this person may open. */
      may: z.object({ readReviews: z.boolean(), judgePhotos: z.boolean() }),
    }),
    refusals: {},
  },
  /** Who stands there: a scanned code, or the member number and the six digits keyed by hand. */
  identify: {
    caller: 'staff',
    input: z.strictObject({
      storeId: slug,
      shown: z.union([
        z.strictObject({ code }),
        z.strictObject({ memberNumber: z.string().regex(/^\d{10}$/), digits: z.string().regex(/^\d{6}$/) }),
      ]),
    }),
    output: z.object({
      /** Settles bills of this member in this store for a while. */
      ticket: z.string(),
      /** The functions' own instants: a till counts from the reply, whatever its clock says. */
      identifiedAt: instant,
      ticketExpiresAt: instant,
      member: seenByStaff,
      balance: points,
      ...tierAtTill.shape,
      /** Dishes that a task asks to be tried these days: the cashier ticks what is in the bill. */
      newDishes: z.array(z.object({ sku: z.string(), name: z.string() })),
      /** The voucher the member came to use, as the code says; null when it says none. */
      voucherId: z.string().nullable(),
    }),
    refusals: {
      ...unreadable,
      'code-expired': z.object({ expiredAt: instant }),
      'code-used': z.object({ usedAt: instant }),
      'no-such-member-number': none,
      'wrong-keyed-code': z.object({ triesLeft: z.int() }),
      'keyed-code-locked': z.object({ until: instant }),
    },
  },
  /** What the tier of the member at the till takes off this bill, and what each of their vouchers would then do to it. */
  vouchers: {
    caller: 'staff',
    input: z.strictObject({
      storeId: slug,
      ticket: code,
      amountFen: billFen,
      items: z.array(item).max(100).default([]),
      /** The voucher that is to be used: it is among the answers whatever has become of it. */
      chosen: voucherId.optional(),
    }),
    output: z.object({
      /** Taken off by the tier, and what is to be paid without a voucher. */
      tierOffFen: z.int(),
      payableFen: z.int(),
      vouchers: z.array(z.object({ voucherId: z.string(), name: z.string(), quote })),
    }),
    refusals: {
      ...unreadable,
      'ticket-expired': z.object({ expiredAt: instant }),
      'ticket-of-another-store': none,
    },
  },
  /** Settles a bill. Its id is store + order number; keyed by hand, store + the ticket. */
  settle: {
    caller: 'staff',
    input: z
      .strictObject({
        storeId: slug,
        ticket: code,
        /** Before a voucher. */
        amountFen: billFen,
        /** The voucher to use in it, and what the till has asked for with it. */
        voucher: z.strictObject({ voucherId, payableFen: z.int().min(0).max(9_999_999) }).optional(),
        /** What the till has asked for without a voucher; left out, the amount. */
        payableFen: z.int().min(0).max(9_999_999).optional(),
        orderNo: orderNo.optional(),
        tenders: z.array(tender).max(10).default([]),
        items: z.array(item).max(100).default([]),
        /** New dishes that the cashier has ticked, as a bill keyed by hand lists none. */
        ticked: z.array(sku).max(10).default([]),
        /** The voided bill that this one corrects; without it, the order number of a voided bill stays taken. */
        replaces: billId.optional(),
        /** The cashier saw the question and says it is another bill. */
        confirmedSameAmount: z.boolean().default(false),
      })
      .refine(
        ({ tenders, amountFen, payableFen, voucher }) =>
          tenders.length === 0 ||
          tenders.reduce((sum, part) => sum + part.amountFen, 0) ===
            (voucher?.payableFen ?? payableFen ?? amountFen),
        { message: 'tenders must add up to what is payable', path: ['tenders'] },
      ),
    output: z.object({
      billId: z.string(),
      settledAt: instant,
      amountFen: z.int(),
      /** What was to be paid; what the tier took off; and the voucher that was used, null when none was. */
      payableFen: z.int(),
      tierOffFen: z.int(),
      voucher: z.object({ name: z.string(), offFen: z.int(), brings: z.string().nullable() }).nullable(),
      member: seenByStaff,
      /** What the bill earned; the breakdown's lines add up to it. */
      pointsEarned: points,
      breakdown: z.array(breakdownLine),
      /** The part that paid off a debt. */
      debtRepaid: points,
      balance: points,
      /** The name of the tier it brought; null when that stayed as it was. */
      raisedTo: z.string().nullable(),
      nextReward,
    }),
    refusals: {
      ...unreadable,
      'ticket-expired': z.object({ expiredAt: instant }),
      'ticket-of-another-store': none,
      /** This ticket has its bill already; another one needs the member's code again. */
      'ticket-already-settled': z.object({
        billId: z.string(),
        amountFen: z.int(),
        /** Less than the amount when a voucher was used. */
        payableFen: z.int(),
        pointsEarned: points,
        settledAt: instant,
      }),
      /** The bill of this order number was voided; a correction says that it `replaces` it. */
      'bill-was-voided': z.object({ billId: z.string() }),
      /** What it says it replaces is not a voided bill of this order number. */
      'nothing-to-replace': none,
      'looks-like-the-same-bill': z.object({ amountFen: z.int(), settledAt: instant }),
      'no-such-voucher': none,
      ...cannotUse,
      /** The till has asked for another amount than the tier and the voucher leave. */
      'another-amount-due': z.object({ payableFen: z.int() }),
    },
  },
  void: {
    caller: 'staff',
    input: z.strictObject({
      storeId: slug,
      billId,
      reason: z.enum(['wrong-amount', 'wrong-member', 'refunded', 'other']),
      note: shortText(100).default(''),
    }),
    output: z.object({
      billId: z.string(),
      /** What was paid for it. */
      amountFen: z.int(),
      pointsTakenBack: points,
      /** Taken back next time the member earns. */
      owed: points,
      /** Spent already and written off. */
      shortfall: points,
      balance: points,
      /** Names of the vouchers the member has back. */
      vouchersGivenBack: z.array(z.string()),
      /** Names of the tasks that are not reached without the bill; what they had paid is in the figures above. */
      tasksUndone: z.array(z.string()),
      /** The name of the tier that is left, where the bill had brought a higher one; null when it stays. */
      loweredTo: z.string().nullable(),
    }),
    refusals: {
      'no-such-bill': none,
      'void-window-passed': z.object({ settledAt: instant, hours: z.int() }),
      'points-already-spent': z.object({ missing: points }),
      'already-voided': none,
    },
  },
  /** Gives the member at the till what their tier entitles to. */
  giveEntitlement: {
    caller: 'staff',
    input: z.strictObject({ storeId: slug, ticket: code, use: whichUse }),
    output: z.object({
      name: z.string(),
      brings: z.string().nullable(),
      /** The member's entitlements after it. */
      entitlements: z.array(entitlementNow),
    }),
    refusals: {
      ...unreadable,
      'ticket-expired': z.object({ expiredAt: instant }),
      'ticket-of-another-store': none,
      'no-such-entitlement': none,
      /** What the till had shown was used meanwhile; with what is left now. */
      'entitlement-used-up': cannotUseEntitlement['entitlement-used-up'].extend(leftNow),
      'entitlement-given': z.object(leftNow),
    },
  },
  /** A manager's word on the tier of the member at the till, through a business day; null takes it back. */
  setTier: {
    caller: 'staff',
    input: z.strictObject({
      storeId: slug,
      ticket: code,
      named: z.strictObject({ tierId: slug, until: businessDay }).nullable(),
      reason: shortText(60).min(1),
    }),
    output: tierAtTill,
    refusals: {
      ...unreadable,
      'ticket-expired': z.object({ expiredAt: instant }),
      'ticket-of-another-store': none,
      'no-such-tier': none,
      'ends-too-early-or-late': z.object({ earliest: businessDay, latest: businessDay }),
      /** Nothing would change. */
      'has-this-tier': none,
    },
  },
  fulfil: {
    caller: 'staff',
    input: z.strictObject({ storeId: slug, code }),
    output: z.object({
      redemptionId: z.string(),
      rewardName: z.string(),
      member: seenByStaff,
      fulfilledAt: instant,
      undoUntil: instant,
    }),
    refusals: {
      ...unreadable,
      'redemption-expired': z.object({ expiredAt: instant }),
      'already-served': z.object({ servedAt: instant, storeName: z.string() }),
      'not-served-here': z.object({ storeNames: z.array(z.string()) }),
    },
  },
  undo: {
    caller: 'staff',
    input: z.strictObject({
      storeId: slug,
      redemptionId,
      /** Which serving: an undo that arrives late must not take back the next one. */
      fulfilledAt: instant,
    }),
    output: z.object({ redemptionId: z.string(), rewardName: z.string() }),
    refusals: {
      'no-such-redemption': none,
      'not-fulfilled': none,
      'fulfilled-elsewhere': z.object({ storeName: z.string() }),
      'undone-too-often': none,
      'undo-window-passed': z.object({ fulfilledAt: instant, minutes: z.int() }),
    },
  },
})
