/** A small generator of repeatable luck (mulberry32): the same seed, the same run. */
export function seeded(seed: number): {
  chance(oneIn: number): boolean
  upTo(limit: number): number
  pick<T>(from: readonly T[]): T
} {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (limit: number): number => Math.floor(next() * limit)
  return {
    chance: (oneIn) => upTo(oneIn) === 0,
    upTo,
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[upTo(from.length)] as never
    },
  }
}
