import { accept } from '../../domain/decision'
import { listRedemptions } from '../../storage/redemptions'
import type { Handler } from '../handler'
import { issuedOf } from './issued'

export const redemptions: Handler<'points-mall', 'redemptions'> = async (
  { beforeSeq, limit },
  { db, memberId, now, programme },
) => {
  const found = await listRedemptions(db, memberId, { beforeSeq, limit })
  const oldest = found.length === limit ? found.at(-1) : undefined
  return accept({
    brand: programme.brand,
    nextBeforeSeq: oldest?.seq ?? null,
    redemptions: found.map((redemption) => issuedOf(redemption, programme, now)),
  })
}
