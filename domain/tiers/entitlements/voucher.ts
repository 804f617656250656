import * as z from 'zod'
import { slug } from '../../programme/slug'
import { common, type EntitlementKind } from './entitlement'

const terms = z.strictObject({ ...common, kind: z.literal('voucher'), voucher: slug })

/** 月月券: a voucher that the diner takes, so many in each period. */
export const voucher: EntitlementKind<typeof terms> = {
  terms,
  gives: ({ voucher: templateId }) => ({ by: 'diner', brings: null, voucher: templateId }),
}
