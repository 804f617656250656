import { randomInt } from 'node:crypto'

/** Waits between tries of a transaction that lost against another. Whole jitter: those who lost together part ways. */
export async function backOff(failures: number): Promise<void> {
  const longest = Math.min(8 * 2 ** failures, 200)
  await new Promise((resolve) => setTimeout(resolve, randomInt(1, longest + 1)))
}
