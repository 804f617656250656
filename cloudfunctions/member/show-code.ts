import { keyedDigits, keyedWindow, KEYED_CODE_WINDOW_MS } from '../../domain/codes/keyed-code'
import { MEMBER_CODE_SECONDS, writeMemberCode } from '../../domain/codes/member-code'
import { accept, refuse } from '../../domain/decision'
import { spendablePoints } from '../../domain/ledger/redeem'
import { businessDay } from '../../domain/time/business-day'
import { stillHeld } from '../../domain/vouchers/use'
import { loadAccount } from '../../storage/accounts'
import { loadVoucher } from '../../storage/vouchers'
import type { Handler, MemberCall } from '../handler'
import { newNonce } from '../ids'
import { seal } from '../keys'
import { shownVoucherOf } from '../shown-voucher'

/**
 * 会员码: nothing is written; the seal carries everything, and only its use is remembered. With a voucher it says at the
 * till which one the member wants to use; one request more, and a refusal where the voucher is not to be had any more.
 */
export const showCode: Handler<'member', 'showCode'> = async ({ voucherId = null }, call) => {
  const { db, memberId, now, programme } = call
  const voucher = voucherId === null ? accept(null) : await voucherToShow(voucherId, call)
  if (!voucher.ok) return voucher
  const { profile, points } = await loadAccount(db, memberId)
  const expiresAt = now + MEMBER_CODE_SECONDS * 1000
  const window = keyedWindow(now)
  return accept({
    brand: programme.brand,
    code: writeMemberCode(
      { memberId, nonce: newNonce(), expiresAt, voucherId },
      programme.restaurantId,
      seal,
    ),
    voucher: voucher.value,
    shownAt: now,
    expiresAt,
    memberNumber: profile.memberNumber,
    digits: keyedDigits(profile.memberNumber, window, seal),
    digitsChangeAt: (window + 1) * KEYED_CODE_WINDOW_MS,
    balance: spendablePoints(points, businessDay(now, programme)),
    seq: points.seq,
  })
}

/** A voucher of the caller's own that is still to be used; somebody else's does not exist for them. */
async function voucherToShow(voucherId: string, { db, memberId, now, programme }: MemberCall) {
  const voucher = await loadVoucher(db, voucherId)
  if (voucher?.memberId !== memberId) return refuse('no-such-voucher')
  const held = stillHeld(voucher, businessDay(now, programme))
  return held.ok ? accept(shownVoucherOf(voucher, programme)) : held
}
