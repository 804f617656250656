import { promisify } from 'node:util'
import type { Invocation } from './invocation'

/**
 * Timers that stop when the invocation that set them dies, as they would with its instance. They do not
 * keep the process alive either: the running call does that, and after its reply the platform freezes the
 * instance. (The SDK leaves its three-second warning timer behind whenever a request fails.)
 */
export function mortalTimers(current: () => Invocation | null) {
  const pending = new WeakMap<Invocation, Set<NodeJS.Timeout>>()

  function timersOf(invocation: Invocation): Set<NodeJS.Timeout> {
    const known = pending.get(invocation)
    if (known) return known
    const timers = new Set<NodeJS.Timeout>()
    pending.set(invocation, timers)
    invocation.whenDead(() => timers.forEach((timer) => clearTimeout(timer)))
    return timers
  }

  function mortalTimeout(callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) {
    const invocation = current()
    const timers = invocation ? timersOf(invocation) : null
    const timer = setTimeout(() => {
      timers?.delete(timer)
      callback(...args)
    }, delay).unref()
    timers?.add(timer)
    if (invocation?.dead) clearTimeout(timer)
    return timer
  }

  function mortalInterval(callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) {
    const invocation = current()
    const timer = setInterval(callback, delay, ...args).unref()
    if (invocation) timersOf(invocation).add(timer)
    if (invocation?.dead) clearInterval(timer)
    return timer
  }

  Object.assign(mortalTimeout, {
    [promisify.custom]: (delay?: number, value?: unknown) =>
      new Promise((resolve) => {
        mortalTimeout(resolve, delay, value)
      }),
  })
  return {
    setTimeout: mortalTimeout as unknown as typeof setTimeout,
    setInterval: mortalInterval as unknown as typeof setInterval,
  }
}
