import { reportError } from '../phone/errors'
import { Failure } from './failure'

export type Options = Record<string, unknown>
export type Result = Record<string, unknown>
type Callback = (result: unknown) => void

const isCallback = (value: unknown): value is Callback => typeof value === 'function'

function failureOf(name: string, error: unknown): Result {
  if (error instanceof Failure) return { ...error.plain() }
  if (typeof error === 'object' && error !== null && 'errMsg' in error) return error as Result
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` }
}

/**
 * An API as WeChat shapes it: `success`, `fail` and `complete` when any is given, a promise otherwise.
 * Answers always come later, never within the call. What a callback throws is reported.
 */
export function api(name: string, run: (options: Options) => unknown) {
  return (given?: unknown): Promise<Result> | undefined => {
    const options = (given ?? {}) as Options
    const { success, fail, complete } = options
    const answer = Promise.resolve()
      .then(() => run(options))
      .then(
        (result) => ({ errMsg: `${name}:ok`, ...((result ?? {}) as Result) }),
        (error: unknown) => {
          throw failureOf(name, error)
        },
      )
    if (![success, fail, complete].some(isCallback)) return answer

    const tell = (callback: unknown, result: unknown) => {
      try {
        if (isCallback(callback)) callback(result)
      } catch (error) {
        reportError(`${name} callback`, error)
      }
    }
    answer.then(
      (result) => {
        tell(success, result)
        tell(complete, result)
      },
      (failure: unknown) => {
        tell(fail, failure)
        tell(complete, failure)
      },
    )
    return undefined
  }
}

/** Several APIs at once, by name. */
export function apis(running: Record<string, (options: Options) => unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(running).map(([name, run]) => [name, api(name, run)]))
}

/** A named listener list, as `wx.onX` and `wx.offX`. */
export function listenerPair<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    on: (listener: (value: T) => void) => void listeners.add(listener),
    off: (listener?: (value: T) => void) => {
      if (listener === undefined) listeners.clear()
      else listeners.delete(listener)
    },
    tell: (value: T) => {
      for (const listener of [...listeners]) listener(value)
    },
  }
}
