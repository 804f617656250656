/** `done`; `refused`, as the rules want it; `broken`, as nobody wants it. */
export type Tone = 'done' | 'refused' | 'broken'

/** One thing a call asked of the cloud, in words. */
export interface RequestLine {
  what: string
  collection: string | null
  outcome: string
  tone: Tone
  /** It starts, ends or belongs to a transaction. */
  inTransaction: boolean
}

/** A call as the stage's page shows it: names, numbers and words. Never what was in it, nor whose it was. */
export interface CallLine {
  /** Counts the lines since the stage was opened. */
  id: number
  who: string
  /** What people call it; null where nobody does. */
  name: string | null
  /** `counter.settle`, or a job's name. */
  operation: string
  outcome: string
  tone: Tone
  /** Above 1: the same request was delivered again. */
  delivery: number
  databaseRequests: number
  retries: number
  conflicts: number
  milliseconds: number
  requests: RequestLine[]
  /** Requests beyond those listed. */
  more: number
  /** Calls like this one in a row, that share the line. */
  times: number
}

/** How much there was since the stage was opened. */
export interface CallTotals {
  calls: number
  databaseRequests: number
  cost: CostSoFar
}

/** What the calls would be billed as, beyond the plan: `npm run costs` says how it is reckoned. */
export interface CostSoFar {
  /** Metered calls with and without the requests that start and end transactions: which of them counts is not documented. */
  meteredCalls: { with: number; without: number }
  /** Yuan with four decimals, for both. */
  yuan: { with: string; without: string }
}

/** What a page that opens is told. */
export interface CallsSoFar extends CallTotals {
  /** Newest first. */
  lines: CallLine[]
}

/** What open pages are told of one more call: a new line, or the newest anew when it was of the same kind. */
export interface CallNews extends CallTotals {
  line: CallLine
}

/** So many lines are kept, here and on pages. */
export const CALL_LINES = 200
