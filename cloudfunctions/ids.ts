import { createHash, randomBytes, randomInt } from 'node:crypto'
import { memberNumberOf } from '../domain/member/member-number'

/** Random, not sequential: nobody can count the members or guess a neighbour. */
export function newMemberId(): string {
  return `m${randomBytes(12).toString('hex')}`
}

export function newMemberNumber(): string {
  return memberNumberOf(String(randomInt(100_000_000, 1_000_000_000)))
}

export function newNonce(): string {
  return randomBytes(9).toString('hex')
}

/** A redemption's id follows from its cause, so that a repetition finds the same one. */
export function redemptionIdOf(cause: string): string {
  return `r${createHash('sha256').update(cause).digest('hex').slice(0, 23)}`
}

/** So does the id of the n-th voucher that an entry grants. */
export function voucherIdOf(cause: string, n: number): string {
  return `v${createHash('sha256').update(`${cause}:voucher:${n}`).digest('hex').slice(0, 23)}`
}

/** And the id of a review. */
export function reviewIdOf(cause: string): string {
  return `w${createHash('sha256').update(cause).digest('hex').slice(0, 23)}`
}

/** And the id of a photo for a task. */
export function submissionIdOf(cause: string): string {
  return `p${createHash('sha256').update(cause).digest('hex').slice(0, 23)}`
}
