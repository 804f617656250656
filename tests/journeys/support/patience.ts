/** As long as a loaded machine may need for one step of a journey. */
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 40

/**
 * Tries until `attempt` gives something other than null, and answers with it.
 * @throws when patience ends, with what `complaint` says then.
 */
export async function patiently<T>(
  attempt: () => Promise<T | null>,
  complaint: () => Promise<string>,
  patienceMs: number = PATIENCE_MS,
): Promise<T> {
  const until = performance.now() + patienceMs
  for (;;) {
    const found = await attempt()
    if (found !== null) return found
    if (performance.now() > until) throw new Error(await complaint())
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
