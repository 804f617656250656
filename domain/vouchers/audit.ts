import { vouchersIn } from '../bill/bill'
import type { Entry } from '../ledger/entry'
import type { Voucher } from './voucher'

/**
 * Compares a member's vouchers with the ledger and names every disagreement: each voucher came with an entry that says
 * so and each that an entry names is there; each was used in at most one bill that stands, and the bill says the same.
 */
export function auditVouchers(
  memberId: string,
  vouchers: readonly Voucher[],
  entries: readonly Entry[],
): string[] {
  const byId = new Map(vouchers.map((voucher) => [voucher.voucherId, voucher]))
  const granted = entries.flatMap(({ cause, vouchers: ids = [] }) =>
    ids.map(({ voucherId }) => ({ voucherId, cause })),
  )
  const voided = new Set(entries.map(({ reverses }) => reverses))
  const discounts = entries.flatMap(({ cause, verb, subject }) =>
    verb === 'earn' && subject.type === 'bill' && !voided.has(cause)
      ? vouchersIn(subject.bill).map((discount) => ({ ...discount, billId: cause }))
      : [],
  )
  const findings = [
    ...granted
      .filter(({ voucherId, cause }) => byId.get(voucherId)?.grantedBy !== cause)
      .map(({ voucherId, cause }) => `${cause} grants ${voucherId}, which does not say so`),
    ...vouchers
      .filter(({ voucherId }) => granted.filter((grant) => grant.voucherId === voucherId).length !== 1)
      .map(({ voucherId }) => `${voucherId} was not granted exactly once`),
    ...discounts
      .filter(({ voucherId, billId, offFen }) => {
        const used = byId.get(voucherId)?.used
        return used?.billId !== billId || used.offFen !== offFen
      })
      .map(({ voucherId, billId }) => `${billId} has ${voucherId}, which was not used in it`),
    ...vouchers
      .filter(({ voucherId, used }) => used !== null && !discounts.some((one) => one.voucherId === voucherId))
      .map(({ voucherId }) => `${voucherId} says it is used, and no bill has it`),
  ]
  return findings.map((finding) => `${memberId}: ${finding}`)
}
