import { defineJob } from '../../cloudfunctions/define-job'
import { everyDay } from '../../domain/jobs/period'
import { isDuplicate } from '../../storage/database-errors'

/**
 * A job made as the product's are: it counts to ITEMS, one item a page, and stops after PAGES_A_TICK pages as if
 * its time were over. FAILS_AT names an item whose page throws as long as nobody has added the document `mended`.
 */
let pages = 0
const { ITEMS = '7', PAGES_A_TICK = '100', FAILS_AT = '' } = process.env

const job = defineJob('counting', {
  period: everyDay,
  async page(db, now, cursor) {
    pages += 1
    const item = Number(cursor ?? 0) + 1
    if (String(item) === FAILS_AT && (await db.get('used_codes', 'mended')) === null)
      throw new Error(`item ${item} is broken`)
    try {
      await db.add('used_codes', `item-${item}`, { at: now, forgetAt: now })
    } catch (error) {
      // The page was done before by a tick that died before it could say so.
      if (!isDuplicate(error)) throw error
    }
    return { next: item < Number(ITEMS) ? item : null, counts: { items: 1 } }
  },
})

export const main = (event: unknown, context: { time_limit_in_ms: number }): unknown => {
  pages = 0
  const getRemainingTimeInMillis = (): number =>
    pages < Number(PAGES_A_TICK) ? context.time_limit_in_ms : context.time_limit_in_ms * 0.2
  return job(event, { ...context, getRemainingTimeInMillis })
}
