import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { instant, points, slug } from './values'

const shelfItem = z.object({
  rewardId: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(['item', 'voucher', 'privilege']),
  category: z.string(),
  pricePoints: points,
  faceValueFen: z.int(),
  /** Units left; null when unlimited. */
  stockLeft: z.int().nullable(),
  /** How many more this member may take; null when unlimited. */
  leftForMember: z.int().nullable(),
  /** Stores that serve it; empty means every store. */
  storeIds: z.array(z.string()),
  saleState: z.enum(['on-sale', 'not-yet', 'over']),
  saleFrom: instant.nullable(),
  saleUntil: instant.nullable(),
  /** Points still missing; 0 when it is within reach. */
  shortBy: points,
})

const issued = z.object({
  redemptionId: z.string(),
  rewardName: z.string(),
  pricePoints: points,
  status: z.enum(['issued', 'fulfilled']),
  issuedAt: instant,
  expiresAt: instant,
  /** Stores that serve it; empty means every store. */
  storeIds: z.array(z.string()),
  /** To show at the counter; null once served or expired. */
  code: z.string().nullable(),
})

/** 积分商城. */
export const pointsMall = feature({
  list: {
    caller: 'member',
    input: z.strictObject({}),
    output: z.object({ spendable: points, rewards: z.array(shelfItem) }),
    refusals: {},
  },
  redeem: {
    caller: 'member',
    input: z.strictObject({ rewardId: slug }),
    output: z.object({
      redemptionId: z.string(),
      rewardName: z.string(),
      pricePoints: points,
      balance: points,
      code: z.string(),
      expiresAt: instant,
    }),
    refusals: {
      'no-such-reward': none,
      'not-on-sale': z.object({ from: instant.nullable(), until: instant.nullable() }),
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
    output: z.object({ redemptions: z.array(issued), nextBeforeSeq: z.int().nullable() }),
    refusals: {},
  },
})
