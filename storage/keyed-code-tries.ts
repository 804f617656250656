import type { Instant } from '../domain/time/business-day'
import type { Database } from './database'
import { isDuplicate } from './database-errors'

/**
 * Takes one of a window's tries before the digits are looked at, so that no number of parallel guesses sees more
 * than `most` of them. The number of this try, or null when the window is locked. The same request with the same
 * digits is a repetition and takes none; with other digits it is another guess.
 */
export async function takeTry(
  db: Database,
  memberNumber: string,
  window: { number: number; forgetAt: Instant },
  guess: { requestId: string; digits: string },
  most: number,
): Promise<number | null> {
  const key = `${guess.requestId}:${guess.digits}`
  const id = `${memberNumber}-${window.number}`
  try {
    await db.add('keyed_code_tries', id, { tries: 1, guesses: [key], forgetAt: window.forgetAt })
    return 1
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  const { command } = db
  const counted = await db.change(
    'keyed_code_tries',
    { _id: id, tries: command.lt(most), guesses: command.neq(key) },
    { tries: command.inc(1), guesses: command.push([key]) },
  )
  if (counted) return Number(counted.tries)
  const full = await db.get('keyed_code_tries', id)
  const guesses = Array.isArray(full?.guesses) ? full.guesses : []
  return guesses.includes(key) ? guesses.indexOf(key) + 1 : null
}
