import * as z from 'zod'
import { slug } from '../../programme/slug'

/** What every entitlement (权益) says, whatever it gives. */
export const common = {
  id: slug,
  name: z.string().min(1).max(12),
  /** How often, and over what; null for what is always there. */
  quota: z
    .strictObject({
      count: z.int().min(1).max(1000),
      per: z.enum(['day', 'week', 'month', 'quarter', 'year', 'once']),
    })
    .nullable()
    .default(null),
}

/** What one use gives. */
export interface Gives {
  /** Given by whom: staff at the counter, or the diner takes it from the phone. */
  by: 'counter' | 'diner'
  /** A dish to bring; null when it is none. */
  brings: string | null
  /** The template of a voucher to grant; null when it is none. */
  voucher: string | null
}

/** A kind of entitlement: what its terms are, and what a use of it gives. */
export interface EntitlementKind<Terms extends z.ZodObject> {
  terms: Terms
  gives: (terms: z.output<Terms>) => Gives
}
