import * as z from 'zod'
import { slug } from './slug'

const instant = z.int().nonnegative()

/** A dish, voucher or privilege in the points mall (兑换品). Cost and face value in fen. */
export const reward = z
  .strictObject({
    id: slug,
    name: z.string().min(1).max(30),
    kind: z.enum(['item', 'voucher', 'privilege']),
    description: z.string().max(200).default(''),
    pricePoints: z.int().min(1).max(1_000_000),
    costFen: z.int().nonnegative(),
    faceValueFen: z.int().nonnegative(),
    /** `unlimited`, or sold from the reward's own stock document. */
    stock: z.enum(['unlimited', 'limited']).default('unlimited'),
    /** How many one member may take, and over what. */
    memberLimit: z
      .strictObject({ count: z.int().min(1).max(1000), per: z.enum(['day', 'month', 'ever']) })
      .nullable()
      .default(null),
    /** Stores that serve it; empty means every store. A voucher's template has its own, and its own days. */
    storeIds: z.array(slug).max(200).default([]),
    /** Half-open window [from, until); null is open on that side. */
    onSale: z
      .strictObject({ from: instant.nullable(), until: instant.nullable() })
      .default({ from: null, until: null }),
    /** Days the redemption code lives, counted from the moment of redeeming. */
    codeValidDays: z.int().min(1).max(366).default(30),
    /** The template of the voucher one gets; null for what is served by a redemption code, as vouchers on paper are. */
    voucher: slug.nullable().default(null),
    category: z.enum(['drink', 'side', 'main', 'voucher', 'merchandise', 'privilege']).default('side'),
  })
  .refine(({ onSale }) => onSale.from === null || onSale.until === null || onSale.from < onSale.until, {
    message: 'on-sale window ends before it begins',
  })
  .refine(({ kind, voucher }) => voucher === null || kind === 'voucher', {
    message: 'only a reward of kind voucher names a template',
  })

export type Reward = z.output<typeof reward>
