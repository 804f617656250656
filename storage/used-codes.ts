import type { Instant } from '../domain/time/business-day'
import type { Database } from './database'
import { isDuplicate } from './database-errors'

const DAY = 86_400_000

export interface CodeUse {
  usedAt: Instant
  /** True for the first use, and for a repetition of the very request that used it. */
  ours: boolean
}

/** Uses a one-time code up. One request; a second one to say who was first. */
export async function useCode(
  db: Database,
  nonce: string,
  use: { at: Instant; requestId: string; staffId: string; storeId: string },
): Promise<CodeUse> {
  try {
    const { at: usedAt, requestId, staffId, storeId } = use
    await db.add('used_codes', nonce, { usedAt, requestId, staffId, storeId, forgetAt: usedAt + DAY })
    return { usedAt: use.at, ours: true }
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  const first = await db.get('used_codes', nonce)
  if (first === null) throw new Error(`code ${nonce} is used and yet is not`)
  return {
    usedAt: Number(first.usedAt),
    ours: (['requestId', 'staffId', 'storeId'] as const).every((field) => first[field] === use[field]),
  }
}
