import * as z from 'zod'
import { kindOf } from '../../kind-of'
import { dish } from './dish'
import type { EntitlementKind, Gives } from './entitlement'
import { service } from './service'
import { voucher } from './voucher'

/** Every kind of entitlement there is (权益的种类): its file stands beside this one, its name in this list. */
const kinds = [service, dish, voucher] as const

type TermsOf<Kinds> = { -readonly [I in keyof Kinds]: Kinds[I] extends EntitlementKind<infer T> ? T : never }

export const entitlement = z
  .discriminatedUnion('kind', kinds.map(({ terms }) => terms) as TermsOf<typeof kinds>)
  .refine((one) => one.quota !== null || one.kind === 'service', {
    message: 'what is given away has a quota',
  })
export type Entitlement = z.output<typeof entitlement>
export type EntitlementInput = z.input<typeof entitlement>

/** What one use of it gives. */
export function givesOf(one: Entitlement): Gives {
  const all = kinds as readonly EntitlementKind<z.ZodObject>[]
  return kindOf(all, ({ terms }) => terms, one).gives(one)
}
