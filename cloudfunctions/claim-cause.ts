/** What a claim is called in the ledger: once for each task, period and round. */
export function claimCauseOf(
  memberId: string,
  { taskId, period, round }: { taskId: string; period: string; round: number },
): string {
  return `task:${memberId}:${taskId}:${period}:${round}`
}
