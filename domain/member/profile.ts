import type { Instant } from '../time/business-day'
import { maskName } from './mask'

/** By which code somebody joined, and in which store that hangs; `direct` for none. */
export interface JoinedThrough {
  channel: string
  storeId: string | null
  placementId: string | null
  staffId: string | null
}

/** What is kept about a person. The phone number itself is encrypted before it gets here. */
export interface Profile {
  /** What the member typed, or empty. */
  name: string
  /** Ten digits a cashier can key; random, with a check digit at the end. */
  memberNumber: string
  /** `138****78`, or null when no phone was given. */
  maskedPhone: string | null
  /** The phone number under the functions' key, or null. */
  sealedPhone: string | null
  joinedAt: Instant
  joinedThrough: JoinedThrough
  /** The privacy notice the member agreed to (requirement F162). */
  agreedPrivacyVersion: string
}

/** What a cashier sees of a member: enough to say "is that you?", not enough to take home. */
export interface SeenByStaff {
  /** Empty when the member gave no name. */
  maskedName: string
  memberNumberTail: string
}

export function seenByStaff(profile: Profile): SeenByStaff {
  return {
    maskedName: profile.name === '' ? '' : maskName(profile.name),
    memberNumberTail: profile.memberNumber.slice(-4),
  }
}

/** What members see of themselves: all but the sealed phone number, which no page needs. */
export function seenByOneself(profile: Profile) {
  const { name, memberNumber, maskedPhone, joinedAt, agreedPrivacyVersion } = profile
  return { name, memberNumber, maskedPhone, joinedAt, agreedPrivacyVersion }
}
