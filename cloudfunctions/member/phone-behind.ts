import { backOff } from '../../storage/backoff'
import { recallPhone, rememberPhone } from '../../storage/phone-codes'
import type { Call } from '../handler'
import { digestOf, openPhone, sealPhone } from '../keys'
import { phoneNumberOf } from '../wechat'

const TRIES = 5

/**
 * The phone behind a code of the phone-number button: asked of the platform once, remembered for repetitions. Null
 * when the platform rejects the code, and this login never had an answer for it.
 */
export async function phoneBehind(code: string, { db, loginId, wechat, now }: Call): Promise<string | null> {
  const codeHash = digestOf({ phoneCode: code })
  const answer = await phoneNumberOf(code, wechat)
  if (answer !== null) {
    await rememberPhone(db, codeHash, { loginId, sealedPhone: sealPhone(answer), at: now })
    return answer
  }
  // Taken already: by this very request, perhaps a moment ago and still on its way into the database.
  for (let tried = 1; tried <= TRIES; tried++) {
    const sealed = await recallPhone(db, codeHash, loginId)
    if (sealed !== null) return openPhone(sealed)
    await backOff(tried)
  }
  return null
}
