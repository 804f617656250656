import type { Redemption, RedemptionEvent } from '../domain/redemption/redemption'
import { everyStore } from '../domain/redemption/redemption'
import type { Instant } from '../domain/time/business-day'
import type { Database, Stored } from './database'

function redemptionFrom({ _id, servedAt: _at, servedIn: _in, ...rest }: Stored): Redemption {
  return { redemptionId: _id, ...rest } as unknown as Redemption
}

/** The document also keeps when and where it was served, so that one condition can ask for it. */
export function redemptionDocumentOf({ redemptionId: _, ...document }: Redemption): object {
  return { ...document, servedAt: null, servedIn: null }
}

export async function loadRedemption(db: Database, redemptionId: string): Promise<Redemption | null> {
  const stored = await db.get('redemptions', redemptionId)
  return stored && redemptionFrom(stored)
}

/** A member's redemptions, newest first. Index `member_issued`. */
export async function listRedemptions(
  db: Database,
  memberId: string,
  page: { before?: Instant | undefined; limit: number },
): Promise<Redemption[]> {
  const older = page.before === undefined ? {} : { issuedAt: db.command.lt(page.before) }
  const found = await db.find('redemptions', {
    where: { memberId, ...older },
    orderBy: [['issuedAt', 'desc']],
    limit: page.limit,
  })
  return found.map(redemptionFrom)
}

/**
 * Serves a redemption: one update on the condition that it may be served here and now, and that this request has
 * not served it before. The redemption after it, or null: then the document says why.
 */
export async function serve(
  db: Database,
  redemptionId: string,
  event: RedemptionEvent,
): Promise<Redemption | null> {
  const { command } = db
  const served = await db.change(
    'redemptions',
    {
      _id: redemptionId,
      status: 'issued',
      expiresAt: command.gt(event.at),
      storeIds: command.in([everyStore, event.storeId]),
      'events.requestId': command.neq(event.requestId),
    },
    { status: 'fulfilled', servedAt: event.at, servedIn: event.storeId, events: command.push([event]) },
  )
  return served && redemptionFrom(served)
}

/** Takes a serving back: served in this store, not before `since`, and not by this request already. */
export async function unserve(
  db: Database,
  redemptionId: string,
  event: RedemptionEvent,
  since: Instant,
): Promise<Redemption | null> {
  const { command } = db
  const undone = await db.change(
    'redemptions',
    {
      _id: redemptionId,
      status: 'fulfilled',
      servedAt: command.gte(since),
      servedIn: event.storeId,
      'events.requestId': command.neq(event.requestId),
    },
    { status: 'issued', servedAt: null, servedIn: null, events: command.push([event]) },
  )
  return undone && redemptionFrom(undone)
}
