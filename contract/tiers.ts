import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { brand, businessDay, points, slug } from './values'

const per = z.enum(['day', 'week', 'month', 'quarter', 'year', 'once'])

/** An entitlement as its owner and the till see it. */
export const entitlementNow = z.object({
  entitlementId: z.string(),
  name: z.string(),
  quota: z.object({ count: z.int(), per }).nullable(),
  /** Who gives it: staff at the counter, or the diner takes it. */
  by: z.enum(['counter', 'diner']),
  /** A dish that comes with it. */
  brings: z.string().nullable(),
  /** Which use is the next, and in which of its periods: whoever uses it says so. */
  period: z.string(),
  nth: z.int(),
  /** Uses left; null for what is always there. */
  left: z.int().nullable(),
})

/** Which use of an entitlement is meant. */
export const whichUse = z.strictObject({
  entitlementId: slug,
  period: z.string().regex(/^[a-z0-9-]{4,16}$/),
  nth: z.int().min(1).max(1000),
})

/** Why an entitlement cannot be used. */
export const cannotUseEntitlement = {
  'no-such-entitlement': none,
  'entitlement-used-up': z.object({ count: z.int(), per }),
  /** It was used since the list was shown; the list says what is left. */
  'entitlement-given': none,
}

/** What growth is made of. */
const basis = z.enum(['points', 'spending', 'visits'])

/** What the till knows of the tier of whoever stands there. */
export const tierAtTill = z.object({
  /** Null in a programme without tiers. */
  tier: z
    .object({
      tierId: z.string(),
      name: z.string(),
      /** Whether it takes something off a bill, which is then to be asked for. */
      discounts: z.boolean(),
    })
    .nullable(),
  /** What of the tier's is given at the counter. */
  entitlements: z.array(entitlementNow),
  /** Every tier, and until when a manager's word holds: for those who may give it. */
  tiersToGive: z
    .object({
      tiers: z.array(z.object({ tierId: z.string(), name: z.string() })),
      until: businessDay.nullable(),
      today: businessDay,
    })
    .nullable(),
})

/** The tier a manager may name, and until when. */
const tierByHand = z.object({ tierId: z.string(), name: z.string(), until: businessDay })

/** 等级: where a member stands, what that brings, and what would keep it. */
export const tiersContract = feature({
  mine: {
    caller: 'member',
    input: z.strictObject({}),
    output: z.object({
      brand,
      today: businessDay,
      basis,
      windowMonths: z.int(),
      /** Growth in the window, in the unit of the basis. */
      growth: z.int(),
      /** Null in a programme without tiers. */
      tier: z.object({ tierId: z.string(), name: z.string() }).nullable(),
      /** What a manager has said, while it holds. */
      byHand: tierByHand.nullable(),
      /** Until when the tier is certain and what would keep it for longer; null for the lowest. */
      keep: z
        .object({
          through: businessDay,
          needs: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('growth'), done: z.int(), of: z.int() }),
            z.object({
              kind: z.literal('spending'),
              done: z.int(),
              of: z.int(),
              /** The first day that counts; a quarter that has not begun has nothing done. */
              from: businessDay,
            }),
            z.object({ kind: z.literal('visit') }),
          ]),
        })
        .nullable(),
      /** Every tier of the programme, from the lowest up. */
      tiers: z.array(
        z.object({
          tierId: z.string(),
          name: z.string(),
          from: z.int(),
          multiplierBasisPoints: z.int(),
          discountBasisPoints: z.int(),
          gift: z.object({ points, voucher: z.string().nullable() }).nullable(),
          entitlements: z.array(entitlementNow.pick({ name: true, quota: true })),
        }),
      ),
      /** Gifts of tiers that were reached and wait to be taken. */
      gifts: z.array(
        z.object({
          tierId: z.string(),
          tierName: z.string(),
          period: z.string(),
          round: z.int(),
          points,
          /** The name of its voucher. */
          voucher: z.string().nullable(),
        }),
      ),
      /** What the tier entitles to today. */
      entitlements: z.array(entitlementNow),
    }),
    refusals: {},
  },
  /** Takes the gift of a tier that was reached. */
  takeGift: {
    caller: 'member',
    input: z.strictObject({
      tierId: slug,
      period: z.string().regex(/^\d{4}$/),
      round: z.int().min(1).max(100),
    }),
    output: z.object({
      tierName: z.string(),
      points,
      /** Names of the vouchers that came with it. */
      vouchers: z.array(z.string()),
      spendable: points,
    }),
    refusals: { 'no-such-gift': none, 'gift-taken': none },
  },
  /** Takes a voucher that the tier entitles to. */
  takeVoucher: {
    caller: 'member',
    input: whichUse,
    output: z.object({ name: z.string(), vouchers: z.array(z.string()), left: z.int() }),
    refusals: cannotUseEntitlement,
  },
})
