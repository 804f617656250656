/** The smallest sample that `percent` of all are not above (nearest rank). Throws without samples. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
  if (found === undefined) throw new Error('no samples')
  return found
}

export const median = (samples: readonly number[]): number => percentile(samples, 50)

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** What rounds took, by the clock and of the processor. */
export interface Taken {
  ms: number[]
  /** Of this process with all its threads. Whatever else the machine does is not in it. */
  cpuMs: number[]
}

/**
 * Takes the sides in turns, round after round, each round beginning with another side, so that whatever else the
 * machine does hits all alike. One round more comes first and is not counted: everybody is warm by then.
 */
export async function inTurns<Side extends string>(
  sides: Record<Side, (round: number) => Promise<unknown>>,
  rounds: number,
): Promise<Record<Side, Taken>> {
  const names = Object.keys(sides) as Side[]
  const nothing = names.map((name) => [name, { ms: [], cpuMs: [] }])
  const taken = Object.fromEntries(nothing) as Record<Side, Taken>
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]
      if (name === undefined) continue
      const before = process.cpuUsage()
      const ms = await timed(() => sides[name](round))
      const { user, system } = process.cpuUsage(before)
      if (round === 0) continue
      taken[name].ms.push(ms)
      taken[name].cpuMs.push((user + system) / 1000)
    }
  }
  return taken
}

export interface Ratio {
  median: number
  lowest: number
  highest: number
}

/** How many times as long `taken` took as `other`, round by round: never a time of one round over one of another. */
export function ratio(taken: readonly number[], other: readonly number[]): Ratio {
  const ratios = taken.map((ms, round) => ms / (other[round] ?? NaN))
  return { median: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) }
}

/** Does `count` things with so many at work at any time. Milliseconds each took, in the order they began. */
export async function sideBySide(
  count: number,
  atOnce: number,
  act: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const taken: number[] = Array.from({ length: count }, () => 0)
  let next = 0
  const client = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) taken[index] = await timed(() => act(index))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, client))
  return taken
}

/** Keeps two decimals of a ratio, and of milliseconds what a noisy machine can mean. */
export const twoDecimals = (value: number): number => Math.round(value * 100) / 100
export const shownRatio = ({ median: middle, lowest, highest }: Ratio): string =>
  `${twoDecimals(middle)} (${twoDecimals(lowest)}–${twoDecimals(highest)})`
export const shownMs = (ms: number): number => (ms < 100 ? Math.round(ms * 10) / 10 : Math.round(ms))
