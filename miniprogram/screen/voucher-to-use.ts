/** Who goes to the code with a voucher comes to the till soon, or not at all. */
const KEPT_MS = 30 * 60_000

let chosen: { voucherId: string; at: number } | null = null

/** The voucher that the member code says at the till; chosen among the vouchers, put back on the code's page. */
export const voucherToUse = {
  choose(voucherId: string, now: number): void {
    chosen = { voucherId, at: now }
  },
  /** Empty when none is chosen. */
  id(now: number): string {
    return chosen !== null && now - chosen.at < KEPT_MS ? chosen.voucherId : ''
  },
  putBack(): void {
    chosen = null
  },
}
