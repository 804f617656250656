import { writeRedemptionCode } from '../../domain/codes/redemption-code'
import { accept } from '../../domain/decision'
import { everyStore } from '../../domain/redemption/redemption'
import { listRedemptions } from '../../storage/redemptions'
import type { Handler } from '../handler'
import { seal } from '../keys'

export const redemptions: Handler<'points-mall', 'redemptions'> = async (
  { beforeSeq, limit },
  { db, memberId, now, programme },
) => {
  const found = await listRedemptions(db, memberId, { beforeSeq, limit })
  const oldest = found.length === limit ? found.at(-1) : undefined
  return accept({
    nextBeforeSeq: oldest?.seq ?? null,
    redemptions: found.map(
      ({ redemptionId, rewardName, pricePoints, status, issuedAt, expiresAt, storeIds }) => ({
        redemptionId,
        rewardName,
        pricePoints,
        status,
        issuedAt,
        expiresAt,
        storeIds: storeIds.includes(everyStore) ? [] : storeIds,
        code:
          status === 'issued' && now < expiresAt
            ? writeRedemptionCode(redemptionId, programme.restaurantId, seal)
            : null,
      }),
    ),
  })
}
