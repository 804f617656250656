/** Waits until something becomes true, as long as a loaded machine may need; the assertion after it says what. */
export async function eventually(condition: () => boolean, patienceMs = 10_000): Promise<void> {
  const until = performance.now() + patienceMs
  while (!condition() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 5))
}
