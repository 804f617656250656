import * as z from 'zod'
import type { Entry } from '../domain/ledger/entry'
import type { Stored } from '../storage/database'
import type { LocalCloud } from './cloud/local-cloud'

/** How many units there were of limited rewards, by their ids. The stock itself does not remember. */
export type Stocked = Readonly<Record<string, number>>

const natural = z.int().nonnegative()
const stockDocument = z.looseObject({
  _id: z.string(),
  left: natural,
  claims: z.record(
    z.string(),
    z.strictObject({ id: z.string(), at: z.int(), cause: z.string(), holders: natural }),
  ),
})

/**
 * Limited stock against what was redeemed (decision 2): no unit is paid for twice, and a claim is paid for as the reward it
 * holds, or not at all. Where it is known how many there were, each unit is left, held by a claim that nobody paid
 * for, or redeemed. How old a claim may be says the sweeper alone, which has not always run.
 */
export function auditStocks(cloud: LocalCloud, entries: readonly Entry[], stocked: Stocked): string[] {
  const paid = entries.flatMap(({ cause, subject }) =>
    subject.type === 'redemption' && subject.claimId !== null
      ? [{ cause, rewardId: subject.rewardId, claimId: subject.claimId }]
      : [],
  )
  const rewardOf = new Map(paid.map(({ claimId, rewardId }) => [claimId, rewardId]))
  return [
    ...(rewardOf.size === paid.length
      ? []
      : [`${paid.length - rewardOf.size} units of limited stock were paid for twice`]),
    ...(cloud.documents('reward_stocks') as Stored[]).flatMap((document) => {
      const parsed = stockDocument.safeParse(document)
      if (!parsed.success) return [`stock ${document._id} is none: ${z.prettifyError(parsed.error)}`]
      const { _id: rewardId, left, claims } = parsed.data
      const held = Object.values(claims)
      const unpaid = held.filter(({ id }) => !rewardOf.has(id)).length
      const sold = paid.filter((one) => one.rewardId === rewardId).length
      const initial = stocked[rewardId]
      return [
        ...held
          .filter(({ id }) => (rewardOf.get(id) ?? rewardId) !== rewardId)
          .map(({ cause }) => `stock ${rewardId}: ${cause} paid for another reward`),
        ...(initial === undefined || left + unpaid + sold === initial
          ? []
          : [
              `stock ${rewardId}: ${left} left, ${unpaid} held and ${sold} redeemed, of ${initial} there were`,
            ]),
      ]
    }),
  ]
}
