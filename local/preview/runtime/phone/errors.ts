import type { PhoneError } from '../../phone'

type Listener = (error: unknown, where: string) => void

export const errors: PhoneError[] = []
const listeners = new Set<Listener>()

/** For `App.onError`, `wx.onError` and tests' logs. Returns how to stop listening. */
export function onError(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Errors, WeChat's `{errMsg}` objects and whatever else is thrown, as one line. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  if (typeof error === 'object' && error !== null) {
    const { errMsg, message } = error as { errMsg?: unknown; message?: unknown }
    if (typeof errMsg === 'string') return errMsg
    if (typeof message === 'string') return message
    try {
      return JSON.stringify(error)
    } catch {
      return Object.prototype.toString.call(error)
    }
  }
  return String(error)
}

/** A page's own mistake: kept for the stage and for tests, told to the app, shown in the browser's console. */
export function reportError(where: string, error: unknown): void {
  errors.push({ where, message: messageOf(error) })
  console.error(`[${where}]`, error)
  for (const listener of [...listeners]) listener(error, where)
}

/** Runs a page's or app's function; what it throws is reported and ends there. */
export function guarded<T>(where: string, run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    reportError(where, error)
    return undefined
  }
}
