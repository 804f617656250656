import type { Instant } from '../domain/time/business-day'
import type { Database } from './database'
import { isDuplicate } from './database-errors'

const DAY = 86_400_000

/**
 * The platform takes a phone-number code once, so its answer is kept (sealed) before anything else is tried: a
 * joining that dies on the way can then be sent again. Forgotten after a day, like used codes.
 */
export async function rememberPhone(
  db: Database,
  codeHash: string,
  answer: { loginId: string; sealedPhone: string; at: Instant },
): Promise<void> {
  const { loginId, sealedPhone, at } = answer
  try {
    await db.add('phone_codes', codeHash, { loginId, sealedPhone, forgetAt: at + DAY })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/** The sealed phone that this login's code stood for, if it was asked before. */
export async function recallPhone(db: Database, codeHash: string, loginId: string): Promise<string | null> {
  const stored = await db.get('phone_codes', codeHash)
  return stored?.loginId === loginId ? String(stored.sealedPhone) : null
}
