import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Instant } from '../time/business-day'
import { openCode, sealCode, type Seal, type UnreadableCode } from './sealed-code'

/** Requirement F17: a member code lives 60 seconds and works once. */
export const MEMBER_CODE_SECONDS = 60

export type MemberCodeExpired = Refused<'code-expired', { expiredAt: Instant }>

export interface MemberCode {
  memberId: string
  nonce: string
  expiresAt: Instant
  /** The voucher the member wants to use; null when none was chosen. */
  voucherId: string | null
}

export function writeMemberCode(code: MemberCode, restaurantId: string, seal: Seal): string {
  const { memberId, expiresAt, nonce, voucherId } = code
  const fields = [memberId, expiresAt.toString(36), nonce]
  return voucherId === null
    ? sealCode('M', restaurantId, fields, seal)
    : sealCode('V', restaurantId, [...fields, voucherId], seal)
}

export function readMemberCode(
  text: string,
  restaurantId: string,
  seal: Seal,
  now: Instant,
): Decision<MemberCode, UnreadableCode | MemberCodeExpired> {
  const plain = openCode(text, 'M', restaurantId, 3, seal)
  const opened =
    plain.ok || plain.reason !== 'not-a-code' ? plain : openCode(text, 'V', restaurantId, 4, seal)
  if (!opened.ok) return opened
  const [memberId = '', expiry = '', nonce = '', voucherId = null] = opened.value
  const expiresAt = parseInt(expiry, 36)
  if (now >= expiresAt) return refuse('code-expired', { expiredAt: expiresAt })
  return accept({ memberId, nonce, expiresAt, voucherId })
}
