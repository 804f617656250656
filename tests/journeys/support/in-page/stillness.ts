/** Ends whatever moves, as if its time had passed. What moves for ever goes on. */
export async function stillness(): Promise<void> {
  // What a movement ends in may start the next one: a colour that its children inherit.
  while (moving().length > 0) {
    for (const one of moving()) one.finish()
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

function moving(): Animation[] {
  return document
    .getAnimations()
    .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity && one.playState !== 'finished')
}
