import type { Instant } from '../domain/time/business-day'
import type { Database, Stored } from './database'
import { loadEntry } from './entries'

/**
 * Limited stock is taken before the member's transaction, by one conditional update that leaves a claim: who took
 * a unit, for which cause. A claim whose entry was written is dropped later, one without an entry is given back.
 *
 * `id` names the unit; the entry that pays for it records it, so that a unit taken again by a late repetition is
 * told from the one already paid for. `shared` marks a claim that a repetition found and goes on with: nobody in
 * flight may give that one back, only the sweeper, when no function that could still use it is alive.
 */
export interface Claim {
  id: string
  at: Instant
  cause: string
  shared?: boolean
}

const path = (key: string): string => `claims.${key}`

function claimOf(stock: Stored | null, key: string): Claim | null {
  const claims = (stock?.claims ?? {}) as Record<string, Claim>
  return claims[key] ?? null
}

/** Takes a unit, or finds the one this request already took. Null when sold out. One request when all goes well. */
export async function takeUnit(
  db: Database,
  rewardId: string,
  key: string,
  claim: Claim,
): Promise<Claim | null> {
  const { command } = db
  const taken = await db.change(
    'reward_stocks',
    { _id: rewardId, left: command.gte(1), [path(key)]: command.exists(false) },
    { left: command.inc(-1), [path(key)]: command.set(claim) },
  )
  if (taken) return claim
  const found = claimOf(await db.get('reward_stocks', rewardId), key)
  if (found === null) return null
  const shared = await db.change(
    'reward_stocks',
    { _id: rewardId, [`${path(key)}.id`]: found.id },
    { [`${path(key)}.at`]: claim.at, [`${path(key)}.shared`]: true },
  )
  return claimOf(shared, key)
}

/** Gives a unit back, unless a repetition of the request goes on with it. */
export async function giveUnitBack(db: Database, rewardId: string, key: string, claim: Claim): Promise<void> {
  const { command } = db
  await db.change(
    'reward_stocks',
    { _id: rewardId, [`${path(key)}.id`]: claim.id, [`${path(key)}.shared`]: command.exists(false) },
    { left: command.inc(1), [path(key)]: command.remove() },
  )
}

/** Units left of each reward that has a stock. */
export async function loadStocks(db: Database, rewardIds: readonly string[]): Promise<Map<string, number>> {
  const stocks = await db.find('reward_stocks', {
    where: { _id: db.command.in([...rewardIds]) },
    limit: Math.max(1, rewardIds.length),
  })
  return new Map(stocks.map((stock) => [stock._id, Number(stock.left)]))
}

/** A page of stocks in the order of their ids, after `afterId`. */
export async function listStocks(db: Database, afterId: string, limit: number): Promise<Stored[]> {
  return db.find('reward_stocks', {
    where: { _id: db.command.gt(afterId) },
    orderBy: [['_id', 'asc']],
    limit,
  })
}

export interface Swept {
  dropped: number
  givenBack: number
}

/** Settles every claim of one stock that is older than `before`: drops the paid, gives back the abandoned. */
export async function settleClaims(db: Database, stock: Stored, before: Instant): Promise<Swept> {
  const { command } = db
  const swept: Swept = { dropped: 0, givenBack: 0 }
  for (const [key, claim] of Object.entries((stock.claims ?? {}) as Record<string, Claim>)) {
    if (claim.at >= before) continue
    const entry = await loadEntry(db, claim.cause)
    const paid = entry?.subject.type === 'redemption' && entry.subject.claimId === claim.id
    const settled = await db.change(
      'reward_stocks',
      { _id: stock._id, [`${path(key)}.id`]: claim.id, [`${path(key)}.at`]: claim.at },
      paid ? { [path(key)]: command.remove() } : { left: command.inc(1), [path(key)]: command.remove() },
    )
    if (settled) swept[paid ? 'dropped' : 'givenBack'] += 1
  }
  return swept
}
