import type { Database } from './database'

const REMEMBERED = 1000
const known = new Map<string, string>()

/**
 * The member behind a WeChat identity, or null. Found ones are remembered in the instance: a login never moves
 * to another member without a merge, and a merge leaves the old account pointing on.
 */
export async function findMember(db: Database, loginId: string): Promise<string | null> {
  const remembered = known.get(loginId)
  if (remembered !== undefined) return remembered
  const stored = await db.get('logins', loginId)
  if (stored === null) return null
  const memberId = String(stored.memberId)
  if (known.size >= REMEMBERED) known.clear()
  known.set(loginId, memberId)
  return memberId
}
