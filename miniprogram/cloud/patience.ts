import type { Patience } from './repeat'

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 100 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)))

/** To look at something: three tries, within a second where the network says no at once. */
export const toRead: Patience = { attempts: 3, pause, longestMs: 8_000 }
/** To ask again and again: the next beat is the repetition. */
export const toGlance: Patience = { attempts: 1, pause }
/** To do something: six tries over some four seconds, longer than a lost race lasts, shorter than a diner's patience. */
export const toAct: Patience = { attempts: 6, pause, longestMs: 20_000 }

/** One try that has not come back by then counts as lost; the function may still finish it, once. */
export const LONGEST_TRY_MS = 8_000

/** Gives up waiting after so long; the platform's own promises may never end. */
export function soon<T>(answer: Promise<T>, longestMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no reply in time')), longestMs)
    answer.then(resolve, reject).then(() => clearTimeout(timer))
  })
}
