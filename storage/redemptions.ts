import * as z from 'zod'
import type { Redemption, RedemptionEvent } from '../domain/redemption/redemption'
import { everyStore } from '../domain/redemption/redemption'
import type { Instant } from '../domain/time/business-day'
import type { Database, Stored } from './database'

const event = z.strictObject({
  kind: z.enum(['fulfilled', 'undone']),
  at: z.int(),
  storeId: z.string(),
  storeName: z.string(),
  staffId: z.string(),
  requestId: z.string(),
})

const redemptionDocument = z.strictObject({
  _id: z.string(),
  memberId: z.string(),
  seq: z.int().positive(),
  member: z.strictObject({ maskedName: z.string(), memberNumberTail: z.string() }),
  rewardId: z.string(),
  rewardName: z.string(),
  pricePoints: z.int().positive(),
  status: z.enum(['issued', 'fulfilled']),
  issuedAt: z.int(),
  expiresAt: z.int(),
  storeIds: z.array(z.string()),
  cause: z.string(),
  events: z.array(event),
  /** When and where it was served, so that one condition can ask for it; null while it waits. */
  servedAt: z.int().nullable(),
  servedIn: z.string().nullable(),
})

function redemptionFrom(stored: Stored): Redemption {
  const { _id, servedAt: _at, servedIn: _in, ...rest } = redemptionDocument.parse(stored)
  return { redemptionId: _id, ...rest }
}

/** A redemption as it is first written: not served yet. */
export function redemptionDocumentOf({ redemptionId: _, ...document }: Redemption): object {
  return { ...document, servedAt: null, servedIn: null }
}

export async function loadRedemption(db: Database, redemptionId: string): Promise<Redemption | null> {
  const stored = await db.get('redemptions', redemptionId)
  return stored && redemptionFrom(stored)
}

/** A member's redemptions, newest first. Index `member_seq`. */
export async function listRedemptions(
  db: Database,
  memberId: string,
  page: { beforeSeq?: number | undefined; limit: number },
): Promise<Redemption[]> {
  const older = page.beforeSeq === undefined ? {} : { seq: db.command.lt(page.beforeSeq) }
  const found = await db.find('redemptions', {
    where: { memberId, ...older },
    orderBy: [['seq', 'desc']],
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

/**
 * Takes a serving back: that very one, in this store, not by this request already, and while the redemption has
 * fewer than `mostEvents`. The code then works until `goodUntil` at the least.
 */
export async function unserve(
  db: Database,
  redemptionId: string,
  event: RedemptionEvent,
  serving: { at: Instant; goodUntil: Instant; mostEvents: number },
): Promise<Redemption | null> {
  const { command } = db
  const undone = await db.change(
    'redemptions',
    {
      _id: redemptionId,
      status: 'fulfilled',
      servedAt: serving.at,
      servedIn: event.storeId,
      'events.requestId': command.neq(event.requestId),
      [`events.${serving.mostEvents - 1}`]: command.exists(false),
    },
    {
      status: 'issued',
      servedAt: null,
      servedIn: null,
      expiresAt: command.max(serving.goodUntil),
      events: command.push([event]),
    },
  )
  return undone && redemptionFrom(undone)
}
