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
