import { openAccount } from '../../domain/account'
import { attributionTo } from '../../domain/attribution/attribution'
import { accept, refuse } from '../../domain/decision'
import { join } from '../../domain/member/join'
import type { JoinedThrough, Profile } from '../../domain/member/profile'
import { businessDay } from '../../domain/time/business-day'
import type { Value } from '../../contract'
import { backOff } from '../../storage/backoff'
import { entryOf } from '../../storage/booking'
import { loadEntry } from '../../storage/entries'
import { findMember } from '../../storage/logins'
import { openMembership, phoneIsKnown } from '../../storage/membership'
import type { Handler, VisitorCall } from '../handler'
import { joinedThrough } from '../joined-through'
import { newMemberId, newMemberNumber } from '../ids'
import { digestOf, keptPhoneOf, phoneIndexOf } from '../keys'
import { phoneBehind } from './phone-behind'

type Joined = Value<'member', 'join'>
const TRIES = 5

/** Joins (入会). The login is what makes it happen once; a repetition of the same request hears the same reply. */
export const joinProgramme: Handler<'member', 'join'> = async (input, call) => {
  if (call.memberId !== null) return alreadyJoined(call)
  const phone = input.phoneCode === undefined ? null : await phoneBehind(input.phoneCode, call)
  if (input.phoneCode !== undefined && phone === null) {
    return (await findMember(call.db, call.loginId)) === null
      ? refuse('phone-code-rejected')
      : alreadyJoined(call)
  }
  const phoneIndex = phone === null ? null : phoneIndexOf(phone)
  const through = await joinedThrough(input.source, call)

  for (let tried = 1; tried <= TRIES; tried++) {
    const known = phoneIndex !== null && (await phoneIsKnown(call.db, phoneIndex))
    const bound = known ? null : phone
    const joined = join(call.programme, call.now, known)
    const account = {
      ...openAccount(newMemberId(), profileOf(input, through, bound, call)),
      points: joined.points,
      // Whoever is a member already, by their phone, is nobody's new one.
      attribution:
        through.staffId === null || known ? null : attributionTo(through.staffId, call.programme.attribution),
    }
    const value: Joined = {
      memberNumber: account.profile.memberNumber,
      giftPoints: joined.giftPoints,
      giftWithheld: joined.giftWithheld,
      phone: phone === null ? 'none' : known ? 'belongs-to-another-member' : 'bound',
      balance: account.points.balance,
    }
    const subject = { type: 'joining' as const, ...through }
    const entry = entryOf(
      {
        cause: causeOf(call),
        memberId: account.memberId,
        at: call.now,
        day: businessDay(call.now, call.programme),
        programmeVersion: call.programmeVersion,
        operator: null,
        requestId: call.requestId,
        digest: digestOf(input),
        attempt: call.attempt,
      },
      { account, movement: joined.movement, subject, value },
    )
    const opened = await openMembership(call.db, {
      loginId: call.loginId,
      account,
      entry,
      phoneIndex: bound === null ? null : phoneIndex,
    })
    if (opened) return accept(value)
    if ((await findMember(call.db, call.loginId)) !== null) return alreadyJoined(call)
    await backOff(tried)
  }
  return refuse('busy')
}

const causeOf = ({ loginId }: VisitorCall): string => `join:${loginId}`

/** The reply of the first joining, for the request that made it; anyone else is told that they are in already. */
async function alreadyJoined(call: VisitorCall) {
  const entry = await loadEntry(call.db, causeOf(call))
  if (entry?.requestId === call.requestId) return accept(entry.reply as Joined)
  return refuse('already-a-member')
}

function profileOf(
  input: { name?: string | undefined; agreedPrivacyVersion: string },
  through: JoinedThrough,
  phone: string | null,
  { now }: VisitorCall,
): Profile {
  return {
    name: input.name ?? '',
    memberNumber: newMemberNumber(),
    ...(phone === null ? { maskedPhone: null, sealedPhone: null } : keptPhoneOf(phone)),
    joinedAt: now,
    joinedThrough: through,
    agreedPrivacyVersion: input.agreedPrivacyVersion,
  }
}
