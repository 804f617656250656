/** What a claim of a task is called in the ledger: once for each task, period and round. */
export function claimCauseOf(
  memberId: string,
  { taskId, period, round }: { taskId: string; period: string; round: number },
): string {
  return `task:${memberId}:${taskId}:${period}:${round}`
}

/** What a tier's gift is called: once for each tier, year and round. */
export function giftCauseOf(
  memberId: string,
  { tierId, period, round }: { tierId: string; period: string; round: number },
): string {
  return `tier-gift:${memberId}:${tierId}:${period}:${round}`
}

/** What a use of an entitlement is called: once for each, its period and its place in it. */
export function useCauseOf(
  memberId: string,
  { entitlementId, period, nth }: { entitlementId: string; period: string; nth: number },
): string {
  return `entitlement:${memberId}:${entitlementId}:${period}:${nth}`
}

/** What a review is called: once for each bill of a member. */
export function reviewCauseOf(memberId: string, { billId }: { billId: string }): string {
  return `review:${memberId}:${billId}`
}

/** What a photo for a task is called: by its place among those of the period. */
export function submissionCauseOf(
  memberId: string,
  { taskId, period, nth }: { taskId: string; period: string; nth: number },
): string {
  return `submission:${memberId}:${taskId}:${period}:${nth}`
}

/** What a colleague's word on it is called. The one that approves is the claim of its task: what is paid for that once. */
export function decisionCauseOf(
  memberId: string,
  submission: { taskId: string; period: string; nth: number },
  { approved }: { approved: boolean },
): string {
  if (approved) return claimCauseOf(memberId, { ...submission, round: 1 })
  return `${submissionCauseOf(memberId, submission)}:refused`
}
