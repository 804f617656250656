import { accept, refuse } from '../../domain/decision'
import { loadRedemption } from '../../storage/redemptions'
import type { Handler } from '../handler'
import { issuedOf } from './issued'

/** One redemption of the caller's own; somebody else's does not exist for them. */
export const redemption: Handler<'points-mall', 'redemption'> = async (
  { redemptionId },
  { db, memberId, now, programme },
) => {
  const found = await loadRedemption(db, redemptionId)
  if (found?.memberId !== memberId) return refuse('no-such-redemption')
  return accept({ brand: programme.brand, redemption: issuedOf(found, programme, now) })
}
