import { factsOf, type Account } from '../../domain/account'
import { accept } from '../../domain/decision'
import { expiryCalendar } from '../../domain/ledger/expiry-calendar'
import { spendablePoints } from '../../domain/ledger/redeem'
import { nextReward, worthALook } from '../../domain/mall/shelf'
import type { Programme } from '../../domain/programme/programme'
import { tasksNow } from '../../domain/tasks/claims'
import { giftsNow } from '../../domain/tiers/gifts'
import { growthOn } from '../../domain/tiers/growth'
import { rankOf, tierOf } from '../../domain/tiers/standing'
import { entitlementsNow } from '../../domain/tiers/use-entitlement'
import { businessDay, daysBetween } from '../../domain/time/business-day'
import { mealsToReview } from '../../domain/reviews/review'
import { loadAccount } from '../../storage/accounts'
import { listVouchers } from '../../storage/vouchers'
import type { Handler } from '../handler'
import { loadShelf } from '../shelf'
import { checkInCalendar } from './check-in-calendar'

const REWARDS_SHOWN = 3
/** More than anybody counts. */
const VOUCHERS_COUNTED = 50

/** The tier, how far it is to the next, and what of it waits to be taken; null in a programme without tiers. */
function tierOnHome({ standing, activity }: Account, { tiers }: Programme, today: string) {
  const tier = tierOf(standing, tiers, today)
  if (tier === null) return null
  const next = tiers.list[rankOf(tiers, tier.id) + 1]
  const vouchers = entitlementsNow(standing, tiers, today).filter(
    ({ gives, left }) => gives.by === 'diner' && left !== 0,
  )
  return {
    name: tier.name,
    growth: growthOn(activity.days, tiers, today),
    from: tier.from,
    next: next ? { name: next.name, from: next.from } : null,
    toTake: giftsNow(standing, tiers).length + vouchers.length,
  }
}

/** 首页: one call for everything the first screen says. */
export const home: Handler<'member', 'home'> = async (_input, { db, memberId, now, programme }) => {
  const { brand } = programme
  const joining = { giftPoints: programme.joining.giftPoints }
  if (memberId === null) return accept({ brand, joining, member: null })
  const account = await loadAccount(db, memberId)
  const shelf = await loadShelf(db, account, programme, now)
  const today = businessDay(now, programme)
  const { vouchers } = await listVouchers(db, memberId, 'held', today, { limit: VOUCHERS_COUNTED })
  const [ending] = vouchers
  const tasks = tasksNow(programme.tasks, account, factsOf(account), today)
  const spendable = spendablePoints(account.points, today)
  const [next] = expiryCalendar(account.points, today)
  return accept({
    brand,
    joining,
    member: {
      name: account.profile.name,
      memberNumber: account.profile.memberNumber,
      spendable,
      debt: account.points.debt,
      nextReward: nextReward(spendable, account.taken, programme, now),
      expiring: next ? { ...next, daysLeft: daysBetween(today, next.lastGoodDay) } : null,
      checkIn: checkInCalendar(account, programme, now),
      tier: tierOnHome(account, programme, today),
      tasks: {
        toClaim: tasks.filter(({ state }) => state === 'to-claim').length,
        all: tasks.length + programme.badges.length,
      },
      toReview: mealsToReview(account.reviews, programme.reviews, now).length,
      vouchers: {
        held: vouchers.length,
        next: ending
          ? {
              name: ending.name,
              lastGoodDay: ending.lastGoodDay,
              daysLeft: daysBetween(today, ending.lastGoodDay),
            }
          : null,
      },
      rewards: worthALook(shelf, REWARDS_SHOWN),
    },
  })
}
