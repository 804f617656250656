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
export const redemptionIdOf = (cause: string): string => idFrom('r', cause)
/** So does the id of the n-th voucher that an entry grants, */
export const voucherIdOf = (cause: string, n: number): string => idFrom('v', `${cause}:voucher:${n}`)
/** of a review, */
export const reviewIdOf = (cause: string): string => idFrom('w', cause)
/** and of a photo for a task. */
export const submissionIdOf = (cause: string): string => idFrom('p', cause)

function idFrom(letter: string, text: string): string {
  return `${letter}${createHash('sha256').update(text).digest('hex').slice(0, 23)}`
}
