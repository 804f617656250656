import * as z from 'zod'

/** ¥0.01 to ¥99,999.99, as a bill. */
export const fen = z.int().min(1).max(9_999_999)
/** The bill must come to so much before the voucher; 0 for any bill. */
export const thresholdFen = z.int().min(0).max(9_999_999).default(0)
