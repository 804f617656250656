import type { Instant } from '../domain/time/business-day'
import type { Database } from './database'
import { isDuplicate } from './database-errors'

/**
 * Takes one of a window's tries before the digits are looked at, so that no number of parallel guesses sees more
 * than `most` of them. The number of this try, or null when the window is locked. A repetition takes none.
 */
export async function takeTry(
  db: Database,
  memberNumber: string,
  window: { number: number; forgetAt: Instant },
  requestId: string,
  most: number,
): Promise<number | null> {
  const id = `${memberNumber}-${window.number}`
  try {
    await db.add('keyed_code_tries', id, { tries: 1, requestIds: [requestId], forgetAt: window.forgetAt })
    return 1
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  const { command } = db
  const counted = await db.change(
    'keyed_code_tries',
    { _id: id, tries: command.lt(most), requestIds: command.neq(requestId) },
    { tries: command.inc(1), requestIds: command.push([requestId]) },
  )
  if (counted) return Number(counted.tries)
  const full = await db.get('keyed_code_tries', id)
  const requestIds = Array.isArray(full?.requestIds) ? full.requestIds : []
  return requestIds.includes(requestId) ? requestIds.indexOf(requestId) + 1 : null
}
