import type { seeded } from '../seeded'

export type Luck = ReturnType<typeof seeded>

/** Picks by weight; null when nothing weighs anything. */
export function weighted<T>(luck: Luck, from: readonly T[], weigh: (one: T) => number): T | null {
  const weights = from.map(weigh)
  // In thousandths: luck gives whole numbers.
  let left = luck.upTo(Math.round(weights.reduce((sum, weight) => sum + weight * 1000, 0)))
  for (const [index, weight] of weights.entries()) {
    left -= weight * 1000
    if (left < 0) return from[index] as T
  }
  return null
}
