import limits from '../../cloudfunctions/limits.json'
import { MS_OF_A_COLD_START, MS_OF_OWN_WORK, MS_PER_DATABASE_REQUEST } from './assumptions'
import { prices } from './prices'

/** What one delivery of one call asked of the database. */
export interface Requests {
  /** All of them. */
  database: number
  /** Those that start, commit or abort a transaction. */
  transactionBounds: number
}

/**
 * The plan counts "database reads and writes" and calls of functions. Whether starting and ending a transaction is
 * one of either is not documented, so everything is counted both ways; the bill lies at one of the two.
 */
export const countings = ['with', 'without'] as const
export type Counting = (typeof countings)[number]

/** Metered calls of one delivery: the function's own and those to the database. */
export function meteredCalls({ database, transactionBounds }: Requests, counting: Counting): number {
  return 1 + database - (counting === 'with' ? 0 : transactionBounds)
}

/** Milliseconds billed for one delivery, as assumed: rounded up to the next step. */
export function billedMs({ database }: Requests, temperature: 'warm' | 'cold'): number {
  const start = temperature === 'cold' ? MS_OF_A_COLD_START : 0
  const ms = start + MS_OF_OWN_WORK + database * MS_PER_DATABASE_REQUEST
  const { billedDurationStepMs: step } = prices
  return Math.ceil(ms / step) * step
}

/** Megabyte-milliseconds billed for one delivery of a call of this function. */
export function billedMbMs(functionName: string, requests: Requests, temperature: 'warm' | 'cold'): bigint {
  const memoryMb = (limits as Record<string, { memoryMb: number }>)[functionName]?.memoryMb
  if (memoryMb === undefined)
    throw new Error(`cloudfunctions/limits.json does not say what ${functionName} has`)
  return BigInt(memoryMb) * BigInt(billedMs(requests, temperature))
}
