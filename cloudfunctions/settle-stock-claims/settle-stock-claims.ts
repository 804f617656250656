import type { Instant } from '../../domain/time/business-day'
import type { Database } from '../../storage/database'
import { listStocks, settleClaims, type Swept } from '../../storage/stocks'

/** Older than any function that could still use it: 60 s at most for a function, 30 s for its transaction. */
const ABANDONED_AFTER_MS = 90_000
const PAGE = 100

/** Settles the claims that redemptions left on limited stock: paid ones are dropped, abandoned units go back. */
export async function settleStockClaims(db: Database, now: Instant): Promise<Swept> {
  const swept: Swept = { dropped: 0, givenBack: 0 }
  for (let afterId = ''; ;) {
    const page = await listStocks(db, afterId, PAGE)
    for (const stock of page) {
      const settled = await settleClaims(db, stock, now - ABANDONED_AFTER_MS)
      swept.dropped += settled.dropped
      swept.givenBack += settled.givenBack
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return swept
    afterId = last._id
  }
}
