import type { Cursor, Page } from '../../domain/jobs/job-run'
import type { Instant } from '../../domain/time/business-day'
import type { Database, Stored } from '../../storage/database'
import { listStocks, settleClaims } from '../../storage/stocks'
import { LONGEST_CALL_MS } from '../longest-call'
import { log } from '../log'

/** Older than any function that could still use it, and than the 30 s of its transaction. */
const ABANDONED_AFTER_MS = LONGEST_CALL_MS + 30_000
const STOCKS_A_PAGE = 100
/** After so many a page ends with the stock it is at: some seconds of a call's minute. */
const CLAIMS_A_PAGE = 500

/**
 * Settles the claims that redemptions left on limited stock: paid ones are dropped, abandoned units go back. What
 * cannot be read, a claim or a whole stock, is logged and counted, and stops nobody else's. The cursor is the last
 * stock's id.
 */
export async function settleStockClaims(db: Database, now: Instant, cursor: Cursor): Promise<Page> {
  const counts = { dropped: 0, givenBack: 0, failed: 0 }
  const stocks = await listStocks(db, String(cursor ?? ''), STOCKS_A_PAGE)
  for (const [i, stock] of stocks.entries()) {
    const settled = await settle(db, stock, now)
    counts.dropped += settled.dropped
    counts.givenBack += settled.givenBack
    counts.failed += settled.failed
    const isLast = i === stocks.length - 1
    if (!isLast && counts.dropped + counts.givenBack >= CLAIMS_A_PAGE) return { next: stock._id, counts }
  }
  return { next: stocks.length === STOCKS_A_PAGE ? (stocks.at(-1)?._id ?? null) : null, counts }
}

async function settle(db: Database, stock: Stored, now: Instant) {
  const logged = (error: unknown): void =>
    log('fault', { job: 'settle-stock-claims', stock: stock._id, error })
  try {
    const { faults, ...settled } = await settleClaims(db, stock, now - ABANDONED_AFTER_MS)
    faults.forEach(logged)
    return { ...settled, failed: faults.length }
  } catch (error) {
    logged(error)
    return { dropped: 0, givenBack: 0, failed: 1 }
  }
}
