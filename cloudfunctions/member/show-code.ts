import { keyedDigits, keyedWindow, KEYED_CODE_WINDOW_MS } from '../../domain/codes/keyed-code'
import { MEMBER_CODE_SECONDS, writeMemberCode } from '../../domain/codes/member-code'
import { accept } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { businessDay } from '../../domain/time/business-day'
import { loadAccount } from '../../storage/accounts'
import type { Handler } from '../handler'
import { newNonce } from '../ids'
import { seal } from '../keys'

/** 会员码: nothing is written; the seal carries everything, and only its use is remembered. */
export const showCode: Handler<'member', 'showCode'> = async (_input, { db, memberId, now, programme }) => {
  const { profile, points } = await loadAccount(db, memberId)
  const expiresAt = now + MEMBER_CODE_SECONDS * 1000
  const window = keyedWindow(now)
  return accept({
    brand: programme.brand,
    code: writeMemberCode({ memberId, nonce: newNonce(), expiresAt }, programme.restaurantId, seal),
    shownAt: now,
    expiresAt,
    memberNumber: profile.memberNumber,
    digits: keyedDigits(profile.memberNumber, window, seal),
    digitsChangeAt: (window + 1) * KEYED_CODE_WINDOW_MS,
    balance: spendablePoints(points, businessDay(now, programme)),
    seq: points.seq,
  })
}
