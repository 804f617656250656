import type { BusinessDay } from '../time/business-day'

/** Why a photo does not count; each has its sentence in copy/submissions.ts. */
export const refusalReasons = ['not-the-task', 'not-to-be-seen', 'not-ours', 'not-fit'] as const
export type RefusalReason = (typeof refusalReasons)[number]

export type Verdict = { approved: true } | { approved: false; reason: RefusalReason; note: string }

/** A photo for a task in one of its periods, as the account remembers the last one (提交). */
export interface Submission {
  taskId: string
  /** The key of its period, and the days that count in it. */
  period: string
  from: BusinessDay
  to: BusinessDay
  /** 1 for the first, 2 for the next after it was refused. */
  nth: number
  /** Null while it waits for a colleague to look at it. */
  verdict: Verdict | null
}

/** A diner may try again so often: then somebody should talk to them. */
export const MOST_TRIES = 3
/** So many photos of one task may wait at once: every bill reads and writes the account. */
export const MOST_WAITING = 5

export function submissionOf(
  submissions: readonly Submission[],
  taskId: string,
  period: string,
): Submission | null {
  return submissions.find((one) => one.taskId === taskId && one.period === period) ?? null
}
