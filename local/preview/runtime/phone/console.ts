import { messageOf, reportError } from './errors'

type Kind = 'log' | 'info' | 'warn' | 'error' | 'debug'
type Listener = (kind: Kind, args: unknown[]) => void

const listeners = new Set<Listener>()

export const onConsole = (listener: Listener): void => void listeners.add(listener)

/** The `console` of pages: what they call an error counts as one of the phone's. */
export function pageConsole(path: string): Console {
  const say =
    (kind: Kind) =>
    (...args: unknown[]) => {
      for (const listener of listeners) listener(kind, args)
      if (kind === 'error') reportError(path, args.map(messageOf).join(' '))
      else console[kind](...args)
    }
  return {
    ...console,
    log: say('log'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    debug: say('debug'),
  }
}
