import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { shelfItem } from './shelf-item'
import { brand, instant, points, redemptionId, slug } from './values'

const issued = z.object({
  redemptionId: z.string(),
  rewardName: z.string(),
  pricePoints: points,
  status: z.enum(['issued', 'fulfilled']),
  issuedAt: instant,
  expiresAt: instant,
  /** Stores that serve it; empty means every store. */
  storeNames: z.array(z.string()),
  /** To show at the counter; null once served or expired. */
  code: z.string().nullable(),
  /** When and where it was served; null while it waits. */
  served: z.object({ at: instant, storeName: z.string() }).nullable(),
})

/** What was taken, and what is left. */
const taken = z.object({ rewardName: z.string(), pricePoints: points, balance: points })

/** 积分商城. */
export const pointsMallContract = feature({
  /** The shelf; who has not joined sees it too, with nothing to spend. */
  list: {
    caller: 'visitor',
    input: z.strictObject({}),
    output: z.object({ brand, joined: z.boolean(), spendable: points, rewards: z.array(shelfItem) }),
    refusals: {},
  },
  redeem: {
    caller: 'member',
    /** `shownPoints`: the price the diner saw, more than which they do not pay. */
    input: z.strictObject({ rewardId: slug, shownPoints: points.optional() }),
    output: z.discriminatedUnion('kind', [
      /** To be served at the counter. */
      taken.extend({
        kind: z.literal('redemption'),
        redemptionId: z.string(),
        code: z.string(),
        expiresAt: instant,
      }),
      /** To be used in a bill. */
      taken.extend({ kind: z.literal('voucher'), voucherId: z.string() }),
    ]),
    refusals: {
      'no-such-reward': none,
      'not-on-sale': z.object({ from: instant.nullable(), until: instant.nullable() }),
      'dearer-now': z.object({ pricePoints: points }),
      'sold-out': none,
      'member-limit-reached': z.object({ count: z.int(), per: z.enum(['day', 'month', 'ever']) }),
      'not-enough-points': z.object({ spendable: points, needed: points }),
    },
  },
  /** The member's redemptions, newest first. */
  redemptions: {
    caller: 'member',
    input: z.strictObject({
      beforeSeq: z.int().min(1).optional(),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.object({ brand, redemptions: z.array(issued), nextBeforeSeq: z.int().nullable() }),
    refusals: {},
  },
  /** One of them, for the page that shows its code and waits for it to be served. */
  redemption: {
    caller: 'member',
    input: z.strictObject({ redemptionId }),
    output: z.object({ brand, redemption: issued }),
    refusals: { 'no-such-redemption': none },
  },
})
