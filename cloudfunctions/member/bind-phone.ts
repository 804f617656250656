import { accept, refuse } from '../../domain/decision'
import { bindPhone as bind } from '../../domain/member/bind-phone'
import { backOff } from '../../storage/backoff'
import { addPhone } from '../../storage/membership'
import type { Handler } from '../handler'
import { keptPhoneOf, phoneIndexOf } from '../keys'
import { phoneBehind } from './phone-behind'

const TRIES = 5

/** Adds a phone number (requirement F14). The number itself is what makes a repetition harmless. */
export const bindPhone: Handler<'member', 'bindPhone'> = async ({ phoneCode }, call) => {
  const phone = await phoneBehind(phoneCode, call)
  if (phone === null) return refuse('phone-code-rejected')
  const kept = keptPhoneOf(phone)
  for (let tried = 1; tried <= TRIES; tried++) {
    const bound = await addPhone(call.db, call.memberId, phoneIndexOf(phone), (profile, owner) =>
      bind(profile, kept, owner),
    )
    if (bound !== null) return bound.ok ? accept({ maskedPhone: kept.maskedPhone }) : bound
    await backOff(tried)
  }
  return refuse('busy')
}
