import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Profile } from './profile'

/** A phone number as it is kept: what one sees of it, and the number under the functions' key. */
export interface KeptPhone {
  maskedPhone: string
  sealedPhone: string
}

/** Whose a phone number is. */
export type PhoneOwner = 'nobody' | 'this-member' | 'another-member'

export type CannotBind = Refused<'phone-of-another-member' | 'has-another-phone', Record<string, never>>

/**
 * Adds a phone number after joining (绑定手机号). A number is one member's, whose it stays; and a member has one:
 * changing it is not this act. A number that is this member's already is their profile as it stands, so that a
 * repetition says the same.
 */
export function bindPhone(
  profile: Profile,
  phone: KeptPhone,
  owner: PhoneOwner,
): Decision<Profile, CannotBind> {
  if (owner === 'another-member') return refuse('phone-of-another-member')
  if (owner === 'this-member') return accept(profile)
  return profile.maskedPhone === null ? accept({ ...profile, ...phone }) : refuse('has-another-phone')
}
