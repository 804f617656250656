import type { Cursor, Page } from '../../domain/jobs/job-run'
import type { Instant } from '../../domain/time/business-day'
import type { Database, Stored } from '../../storage/database'
import { listStocks, settleClaims, type Swept } from '../../storage/stocks'
import { LONGEST_CALL_MS } from '../longest-call'
import { log } from '../log'

/** Older than any function that could still use it, and than the 30 s of its transaction. */
const ABANDONED_AFTER_MS = LONGEST_CALL_MS + 30_000
const PAGE = 100

/**
 * Settles the claims that redemptions left on limited stock: paid ones are dropped, abandoned units go back. A stock
 * that cannot be read is logged and counted, and stops nobody else's. The cursor is the last stock's id.
 */
export async function settleStockClaims(db: Database, now: Instant, cursor: Cursor): Promise<Page> {
  const counts = { dropped: 0, givenBack: 0, failed: 0 }
  const stocks = await listStocks(db, String(cursor ?? ''), PAGE)
  for (const stock of stocks) {
    const settled = await settle(db, stock, now)
    if (settled === null) counts.failed += 1
    counts.dropped += settled?.dropped ?? 0
    counts.givenBack += settled?.givenBack ?? 0
  }
  const last = stocks.at(-1)
  return { next: last && stocks.length === PAGE ? last._id : null, counts }
}

async function settle(db: Database, stock: Stored, now: Instant): Promise<Swept | null> {
  try {
    return await settleClaims(db, stock, now - ABANDONED_AFTER_MS)
  } catch (error) {
    log('fault', { job: 'settle-stock-claims', stock: stock._id, error })
    return null
  }
}
