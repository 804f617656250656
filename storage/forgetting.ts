import type { Instant } from '../domain/time/business-day'
import type { Database } from './database'

/** Collections whose documents say when they may be forgotten. Each has an index `forget_at`. */
export const forgettable = ['used_codes', 'keyed_code_tries', 'phone_codes'] as const

/** Removes what may be forgotten by now, and gives how many there were. One request, however many. */
export function forgetOld(
  db: Database,
  collection: (typeof forgettable)[number],
  now: Instant,
): Promise<number> {
  return db.remove(collection, { forgetAt: db.command.lt(now) })
}
