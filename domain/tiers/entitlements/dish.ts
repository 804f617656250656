import * as z from 'zod'
import { common, type EntitlementKind } from './entitlement'

const terms = z.strictObject({
  ...common,
  kind: z.literal('dish'),
  itemName: z.string().min(1).max(30),
})

/** 赠菜: a dish brought to the table. */
export const dish: EntitlementKind<typeof terms> = {
  terms,
  gives: ({ itemName }) => ({ by: 'counter', brings: itemName, voucher: null }),
}
