import type { Instant } from '../domain/time/business-day'
import type { Database, Stored } from './database'
import { loadEntry } from './entries'

/**
 * Limited stock is taken before the member's transaction, by one conditional update that leaves a claim: who took
 * a unit, for which cause. A claim whose entry was written is dropped later, one without an entry is given back.
 *
 * `id` names the unit; the entry that pays for it records it, so that a unit taken again by a late repetition is
 * told from the one already paid for. `holders` counts the deliveries of the request that go on with the unit:
 * whoever ends without paying lets go, and the last one gives it back. One that dies never lets go; then the
 * sweeper settles the claim, when no function that could still use it is alive.
 */
export interface Claim {
  id: string
  at: Instant
  cause: string
  holders: number
}

const path = (key: string): string => `claims.${key}`

function claimOf(stock: Stored | null | undefined, key: string): Claim | null {
  const claims = (stock?.claims ?? {}) as Record<string, Claim>
  return claims[key] ?? null
}

/** Takes a unit, or joins in holding the one this request already took. Null when sold out. Mostly one request. */
export async function takeUnit(
  db: Database,
  rewardId: string,
  key: string,
  claim: Omit<Claim, 'holders'>,
): Promise<Claim | null> {
  const { command } = db
  const mine: Claim = { ...claim, holders: 1 }
  const taken = await db.update(
    'reward_stocks',
    { _id: rewardId, left: command.gte(1), [path(key)]: command.exists(false) },
    { left: command.inc(-1), [path(key)]: command.set(mine) },
  )
  if (taken > 0) return mine
  const [stock] = await db.find('reward_stocks', { where: { _id: rewardId }, limit: 1, fields: [path(key)] })
  const found = claimOf(stock, key)
  if (found === null) return null
  const joined = await db.update(
    'reward_stocks',
    { _id: rewardId, [`${path(key)}.id`]: found.id },
    { [`${path(key)}.at`]: command.max(claim.at), [`${path(key)}.holders`]: command.inc(1) },
  )
  return joined > 0 ? { ...found, holders: found.holders + 1 } : null
}

/** Lets go of a unit that will not be paid for: back it goes, unless another delivery of the request holds it too. */
export async function letGo(db: Database, rewardId: string, key: string, claim: Claim): Promise<void> {
  const { command } = db
  const holders = `${path(key)}.holders`
  const held = { _id: rewardId, [`${path(key)}.id`]: claim.id }
  const back = { left: command.inc(1), [path(key)]: command.remove() }
  if ((await db.update('reward_stocks', { ...held, [holders]: 1 }, back)) > 0) return
  await db.update('reward_stocks', held, { [holders]: command.inc(-1) })
  await db.update('reward_stocks', { ...held, [holders]: command.lt(1) }, back)
}

/** Units left of each reward that has a stock. */
export async function loadStocks(db: Database, rewardIds: readonly string[]): Promise<Map<string, number>> {
  const stocks = await db.find('reward_stocks', {
    where: { _id: db.command.in([...rewardIds]) },
    limit: Math.max(1, rewardIds.length),
    fields: ['left'],
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
  /** Why claims could not be settled, each: they stay, and keep none of the others. */
  faults: unknown[]
}

/** Claims settled side by side; more would only queue at the platform. */
const SIDE_BY_SIDE = 20

/**
 * Settles every claim of one stock that is older than `before`: drops the paid, gives back the abandoned. A unit of
 * a claim that somebody took up again meanwhile is left alone. Two requests a claim. Throws for a stock that is damaged.
 */
export async function settleClaims(db: Database, stock: Stored, before: Instant): Promise<Swept> {
  const swept: Swept = { dropped: 0, givenBack: 0, faults: [] }
  const old = Object.entries((stock.claims ?? {}) as Record<string, Claim>).filter(
    ([, { at }]) => at < before,
  )
  for (let from = 0; from < old.length; from += SIDE_BY_SIDE) {
    const settled = await Promise.allSettled(
      old.slice(from, from + SIDE_BY_SIDE).map(([key, claim]) => settleClaim(db, stock._id, key, claim)),
    )
    for (const one of settled) {
      if (one.status === 'rejected') swept.faults.push(one.reason)
      else if (one.value !== null) swept[one.value] += 1
    }
  }
  return swept
}

async function settleClaim(
  db: Database,
  rewardId: string,
  key: string,
  claim: Claim,
): Promise<'dropped' | 'givenBack' | null> {
  const { command } = db
  const entry = await loadEntry(db, claim.cause)
  const paid = entry?.subject.type === 'redemption' && entry.subject.claimId === claim.id
  const settled = await db.update(
    'reward_stocks',
    { _id: rewardId, [`${path(key)}.id`]: claim.id, [`${path(key)}.at`]: claim.at },
    paid ? { [path(key)]: command.remove() } : { left: command.inc(1), [path(key)]: command.remove() },
  )
  if (settled === 0) return null
  return paid ? 'dropped' : 'givenBack'
}
