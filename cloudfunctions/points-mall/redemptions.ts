import { writeRedemptionCode } from '../../domain/codes/redemption-code'
import { accept } from '../../domain/decision'
import { listRedemptions } from '../../storage/redemptions'
import type { Handler } from '../handler'
import { seal } from '../keys'

export const redemptions: Handler<'points-mall', 'redemptions'> = async (
  { before, limit },
  { db, memberId, now, programme },
) => {
  const found = await listRedemptions(db, memberId, { before, limit })
  return accept({
    redemptions: found.map(
      ({ redemptionId, rewardName, pricePoints, status, issuedAt, expiresAt, storeIds }) => ({
        redemptionId,
        rewardName,
        pricePoints,
        status,
        issuedAt,
        expiresAt,
        storeIds,
        code:
          status === 'issued' && now < expiresAt
            ? writeRedemptionCode(redemptionId, programme.restaurantId, seal)
            : null,
      }),
    ),
  })
}
