import { accept } from '../../domain/decision'
import type { Programme } from '../../domain/programme/programme'
import type { Tier } from '../../domain/programme/tier-rules'
import { giftsNow } from '../../domain/tiers/gifts'
import { growthOn } from '../../domain/tiers/growth'
import { keepNow } from '../../domain/tiers/keep'
import { manualNow, tierOf } from '../../domain/tiers/standing'
import { entitlementsNow } from '../../domain/tiers/use-entitlement'
import { businessDay } from '../../domain/time/business-day'
import { promisedName } from '../../domain/vouchers/grant'
import { loadAccount } from '../../storage/accounts'
import type { Handler } from '../handler'
import { shownEntitlement } from '../shown-entitlements'

/** 等级: where the member stands, what it brings, what would keep it. One request: all of it is in the account. */
export const mine: Handler<'tiers', 'mine'> = async (_input, { db, memberId, now, programme }) => {
  const { standing, activity } = await loadAccount(db, memberId)
  const { brand, tiers } = programme
  const today = businessDay(now, programme)
  const tier = tierOf(standing, tiers, today)
  const manual = manualNow(standing, tiers, today)
  const kept = keepNow(standing, activity.days, tiers, today)
  return accept({
    brand,
    today,
    basis: tiers.basis,
    windowMonths: tiers.windowMonths,
    growth: growthOn(activity.days, tiers, today),
    tier: tier && { tierId: tier.id, name: tier.name },
    // Whoever has climbed beyond it is where the rule says.
    byHand:
      manual && tier?.id === manual.tierId ? { tierId: tier.id, name: tier.name, until: manual.until } : null,
    keep: kept && { through: kept.through, needs: kept.needs },
    tiers: tiers.list.map((one) => shownTier(one, programme)),
    gifts: giftsNow(standing, tiers).map(({ tier: reached, gift, period, round }) => ({
      tierId: reached.id,
      tierName: reached.name,
      period,
      round,
      points: gift.points,
      voucher: promisedName(programme, gift.voucher),
    })),
    entitlements: entitlementsNow(standing, tiers, today).map(shownEntitlement),
  })
}

function shownTier(tier: Tier, programme: Programme) {
  const { id, name, from, multiplierBasisPoints, discountBasisPoints, gift, entitlements } = tier
  return {
    tierId: id,
    name,
    from,
    multiplierBasisPoints,
    discountBasisPoints,
    gift: gift && { points: gift.points, voucher: promisedName(programme, gift.voucher) },
    entitlements: entitlements.map((each) => ({ name: each.name, quota: each.quota })),
  }
}
