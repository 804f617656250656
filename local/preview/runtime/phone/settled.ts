let underWay = 0

/** Counts `work` as under way until it ends either way. */
export async function whileBusy<T>(work: Promise<T>): Promise<T> {
  underWay += 1
  try {
    return await work
  } finally {
    underWay -= 1
  }
}

/** A hidden frame draws nothing: do not wait for it longer than a frame takes. */
export const drawn = () =>
  new Promise<void>((resolve) => {
    const late = setTimeout(resolve, 60)
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late)
        resolve()
      }, 0),
    )
  })

/** Resolves when no cloud call is under way and what followed the last one has been drawn. */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 2; quiet += 1) {
    await drawn()
    if (underWay > 0) quiet = -1
  }
}
