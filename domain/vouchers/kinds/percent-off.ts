import * as z from 'zod'
import { accept } from '../../decision'
import { fen, thresholdFen } from './fen'
import type { VoucherKind } from './kind'

const WHOLE = 10_000

const terms = z.strictObject({
  kind: z.literal('percent-off'),
  /** 2,000 basis points off is 8 折, 8,200 is 1.8 折 (requirement F97); at most 9,900, which is 0.1 折. */
  offBasisPoints: z.int().min(1).max(9_900),
  /** The most it takes off. */
  ceilingFen: fen,
  thresholdFen,
})

/** 折扣券: a part of the bill off, up to a ceiling. Rounded down to the fen: it never takes more than it says. */
export const percentOff: VoucherKind<typeof terms> = {
  terms,
  worth: ({ offBasisPoints, ceilingFen }, { amountFen }) =>
    accept({ offFen: Math.min(Math.floor((amountFen * offBasisPoints) / WHOLE), ceilingFen), brings: null }),
}
