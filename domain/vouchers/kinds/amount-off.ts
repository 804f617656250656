import * as z from 'zod'
import { accept } from '../../decision'
import { fen, thresholdFen } from './fen'
import type { VoucherKind } from './kind'

const terms = z.strictObject({ kind: z.literal('amount-off'), offFen: fen, thresholdFen })

/** 满减券, with a threshold of 0 代金券: so much off, and never more than the bill. */
export const amountOff: VoucherKind<typeof terms> = {
  terms,
  worth: ({ offFen }, { amountFen }) => accept({ offFen: Math.min(offFen, amountFen), brings: null }),
}
