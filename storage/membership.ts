import type { Account } from '../domain/account'
import type { Decision, Refused } from '../domain/decision'
import type { Entry } from '../domain/ledger/entry'
import type { PhoneOwner } from '../domain/member/bind-phone'
import type { Profile } from '../domain/member/profile'
import { accountDocumentOf, loadAccount } from './accounts'
import type { Database } from './database'
import { isConflict, isDuplicate } from './database-errors'
import { entryDocumentOf } from './entries'

export interface NewMembership {
  loginId: string
  account: Account
  entry: Entry
  /** Keyed hash of the phone, when it is bound to this member. */
  phoneIndex: string | null
}

/**
 * Writes everything a new member is, or nothing: login, member number, phone, account and first entry. False when
 * one of the ids was taken meanwhile; the caller looks again and decides anew.
 */
export async function openMembership(db: Database, membership: NewMembership): Promise<boolean> {
  const { loginId, account, entry, phoneIndex } = membership
  const { memberId } = account
  const transaction = await db.begin()
  try {
    await transaction.add('logins', loginId, { memberId })
    await transaction.add('member_numbers', account.profile.memberNumber, { memberId })
    if (phoneIndex !== null) await transaction.add('phones', phoneIndex, { memberId })
    await transaction.add('accounts', memberId, accountDocumentOf(account))
    await transaction.add('ledger_entries', entry.cause, entryDocumentOf(entry))
    await transaction.commit()
    return true
  } catch (error) {
    if (isConflict(error)) return false
    await transaction.abandon()
    if (isDuplicate(error)) return false
    throw error
  }
}

export async function phoneIsKnown(db: Database, phoneIndex: string): Promise<boolean> {
  return (await db.get('phones', phoneIndex)) !== null
}

/**
 * Runs one decision about a phone on one member's profile, and writes profile and phone together, or neither when the
 * profile stays as it is. Null after a lost race; the caller looks again.
 */
export async function addPhone<F extends Refused<string>>(
  db: Database,
  memberId: string,
  phoneIndex: string,
  decide: (profile: Profile, owner: PhoneOwner) => Decision<Profile, F>,
): Promise<Decision<Profile, F> | null> {
  const transaction = await db.begin()
  try {
    const account = await loadAccount(transaction, memberId)
    const phone = await transaction.get('phones', phoneIndex)
    const owner = phone === null ? 'nobody' : phone.memberId === memberId ? 'this-member' : 'another-member'
    const decided = decide(account.profile, owner)
    if (!decided.ok || decided.value === account.profile) {
      await transaction.abandon()
      return decided
    }
    await transaction.replace('accounts', memberId, accountDocumentOf({ ...account, profile: decided.value }))
    await transaction.add('phones', phoneIndex, { memberId })
    await transaction.commit()
    return decided
  } catch (error) {
    if (isConflict(error)) return null
    await transaction.abandon()
    if (isDuplicate(error)) return null
    throw error
  }
}

/** The member a number belongs to, or null. */
export async function memberOfNumber(db: Database, memberNumber: string): Promise<string | null> {
  const stored = await db.get('member_numbers', memberNumber)
  return stored && String(stored.memberId)
}
