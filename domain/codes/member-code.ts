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
}

export function writeMemberCode(code: MemberCode, restaurantId: string, seal: Seal): string {
  return sealCode('M', restaurantId, [code.memberId, code.expiresAt.toString(36), code.nonce], seal)
}

export function readMemberCode(
  text: string,
  restaurantId: string,
  seal: Seal,
  now: Instant,
): Decision<MemberCode, UnreadableCode | MemberCodeExpired> {
  const opened = openCode(text, 'M', restaurantId, 3, seal)
  if (!opened.ok) return opened
  const [memberId = '', expiry = '', nonce = ''] = opened.value
  const expiresAt = parseInt(expiry, 36)
  if (now >= expiresAt) return refuse('code-expired', { expiredAt: expiresAt })
  return accept({ memberId, nonce, expiresAt })
}
