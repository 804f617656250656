import * as z from 'zod'
import { entitlement } from '../tiers/entitlements/catalogue'
import { keeping } from '../tiers/keeping/catalogue'
import { expiryPolicy } from './expiry-policy'
import { slug } from './slug'

export const ONE_TIME = 10_000

/** A tier (等级) of the programme, and what it brings. */
export const tier = z
  .strictObject({
    id: slug,
    name: z.string().min(1).max(6),
    /** Growth value from which on one is in it: points before multipliers, whole yuan, or visits, as the basis says. */
    from: z.int().min(0).max(10_000_000),
    /** 12,000 basis points earn 1.2 times as many points (requirement F61). */
    multiplierBasisPoints: z.int().min(ONE_TIME).max(100_000).default(ONE_TIME),
    /** Off every bill, before vouchers; 500 basis points off is 9.5 折. None by default (ruling P6). */
    discountBasisPoints: z.int().min(0).max(5_000).default(0),
    /** What reaching it brings (requirement F65), once a year. */
    gift: z
      .strictObject({
        points: z.int().min(0).max(100_000).default(0),
        voucher: slug.nullable().default(null),
      })
      .refine(({ points, voucher }) => points > 0 || voucher !== null, { message: 'a gift of nothing' })
      .nullable()
      .default(null),
    entitlements: z.array(entitlement).max(20).default([]),
  })
  .refine(({ entitlements }) => unique(entitlements.map(({ id }) => id)), {
    message: 'two entitlements of a tier share an id',
  })

export type Tier = z.output<typeof tier>

/** Ruling P5 and requirements F60–F61: four tiers, from 0, 500, 2,000 and 5,000, earning 1, 1.2, 1.5 and 2 times. */
export const usualTiers: z.input<typeof tier>[] = [
  { id: 'bronze', name: '铜卡', from: 0 },
  { id: 'silver', name: '银卡', from: 500, multiplierBasisPoints: 12_000 },
  { id: 'gold', name: '金卡', from: 2000, multiplierBasisPoints: 15_000 },
  { id: 'platinum', name: '白金卡', from: 5000, multiplierBasisPoints: 20_000 },
]

/** Requirements F60–F69. Growth is never spent: it leaves with its window alone. */
export const tierRules = z
  .strictObject({
    /** What growth (成长值) is made of, bill by bill: points before multipliers, yuan paid, or days with a visit. */
    basis: z.enum(['points', 'spending', 'visits']).default('points'),
    /** How long a bill counts, in months. */
    windowMonths: z.int().min(1).max(12).default(12),
    /** From the lowest to the highest; empty for a programme without tiers. */
    list: z.array(tier).max(8).prefault(usualTiers),
    keeping: keeping.prefault({ kind: 'window' }),
    /** Dishes that no tier's discount takes anything off, by their names on the bill. */
    notDiscounted: z.array(z.string().min(1).max(30)).max(100).default([]),
    giftExpiry: expiryPolicy.default({ kind: 'rolling-months', months: 6 }),
  })
  .refine(({ list }) => unique(list.map(({ id }) => id)), { message: 'two tiers share an id' })
  .refine(
    ({ list }) => list.every(({ from }, i) => (i === 0 ? from === 0 : from > (list[i - 1]?.from ?? 0))),
    {
      message: 'tiers begin at 0 and rise',
    },
  )

export type TierRules = z.output<typeof tierRules>

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length
