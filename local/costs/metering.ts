import limits from '../../cloudfunctions/limits.json'
import type { CallRecord } from '../cloud/call-log'
import { MS_OF_A_COLD_START, MS_OF_OWN_WORK, MS_PER_DATABASE_REQUEST } from './assumptions'
import { prices } from './prices'

/** What one delivery of one call asked of the database and of the file storage. */
export interface Requests {
  /** Of the database, all of them. */
  database: number
  /** Those that start, commit or abort a transaction. */
  transactionBounds: number
  /** Files put into the storage. */
  uploads: number
  /** Requests for links to files, and those that delete files, each of up to 50. */
  linksAndDeletions: number
  /** Of WeChat. The plan does not name them: they take time and are no metered call. */
  openApis: number
}

/** What a call asked, as its record has it. */
export function requestsOf({
  databaseRequests: database,
  transactionBounds,
  requests,
}: CallRecord): Requests {
  const count = (...wanted: string[]): number =>
    requests.filter(({ action }) => wanted.includes(action)).length
  return {
    database,
    transactionBounds,
    // The request before it, for where to put the file, is part of the upload.
    uploads: count('storage PUT'),
    linksAndDeletions: count('storage.batchGetDownloadUrl', 'storage.batchDeleteFile'),
    openApis: requests.filter(({ action }) => action.startsWith('wx.openApi ')).length,
  }
}

/**
 * The plan counts calls of functions, "database reads and writes", and files put and read. Whether starting and ending
 * a transaction is one of these is not documented, nor whether a link to a file or its deletion is, so everything is
 * counted both ways: with all of that, and without any; the bill lies between the two.
 */
export const countings = ['with', 'without'] as const
export type Counting = (typeof countings)[number]

/** Metered calls of one delivery: the function's own, and those to the database and the file storage. */
export function meteredCalls(requests: Requests, counting: Counting): number {
  const { database, transactionBounds, uploads, linksAndDeletions } = requests
  return 1 + database + uploads + (counting === 'with' ? linksAndDeletions : -transactionBounds)
}

/** One asks where the file may be put, one carries it there. */
const UPLOAD_REQUESTS = 2

/** Milliseconds billed for one delivery, as assumed: rounded up to the next step. */
export function billedMs(
  { database, uploads, linksAndDeletions, openApis }: Requests,
  temperature: 'warm' | 'cold',
): number {
  const start = temperature === 'cold' ? MS_OF_A_COLD_START : 0
  const sent = database + UPLOAD_REQUESTS * uploads + linksAndDeletions + openApis
  const ms = start + MS_OF_OWN_WORK + sent * MS_PER_DATABASE_REQUEST
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
