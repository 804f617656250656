let tapping = false

/** Runs what hears a tap. What it does later, after an `await` or a timer, is no longer within the tap. */
export function whileTapping<T>(run: () => T): T {
  tapping = true
  try {
    return run()
  } finally {
    tapping = false
  }
}

export const isTapping = (): boolean => tapping
