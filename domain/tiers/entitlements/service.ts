import * as z from 'zod'
import { common, type EntitlementKind } from './entitlement'

const terms = z.strictObject({ ...common, kind: z.literal('service') })

/** 服务: what staff do for the guest, as a place before the queue, the better table, a greeting by the manager. */
export const service: EntitlementKind<typeof terms> = {
  terms,
  gives: () => ({ by: 'counter', brings: null, voucher: null }),
}
