import type { Value } from '../../contract'
import { writeRedemptionCode } from '../../domain/codes/redemption-code'
import { storeNameOf, type Programme } from '../../domain/programme/programme'
import { everyStore, lastFulfilment, type Redemption } from '../../domain/redemption/redemption'
import type { Instant } from '../../domain/time/business-day'
import { seal } from '../keys'

type Issued = Value<'points-mall', 'redemption'>['redemption']

/** A redemption as its owner sees it; its code is written anew each time, never stored. */
export function issuedOf(redemption: Redemption, programme: Programme, now: Instant): Issued {
  const { redemptionId, rewardName, pricePoints, status, issuedAt, expiresAt, storeIds } = redemption
  const serving = status === 'fulfilled' ? lastFulfilment(redemption) : null
  const good = status === 'issued' && now < expiresAt
  return {
    redemptionId,
    rewardName,
    pricePoints,
    status,
    issuedAt,
    expiresAt,
    storeNames: storeIds.includes(everyStore) ? [] : storeIds.map((id) => storeNameOf(programme, id)),
    code: good ? writeRedemptionCode(redemptionId, programme.restaurantId, seal) : null,
    served: serving && { at: serving.at, storeName: serving.storeName },
  }
}
