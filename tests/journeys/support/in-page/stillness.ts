/** Resolves when nothing moves any more. What moves for ever is not waited for. */
export async function stillness(): Promise<void> {
  // What a movement ends in may start the next one: a colour that its children inherit.
  while (moving().length > 0) {
    await Promise.all(moving().map((one) => one.finished.catch(() => null)))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  }
}

function moving(): Animation[] {
  return document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
}
