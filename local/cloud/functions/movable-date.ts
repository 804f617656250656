import { HostDate } from './host-realm'

/** A `Date` whose present is `now()`; everything else is the real one, `instanceof` included. */
export function movableDate(now: () => number): DateConstructor {
  return new Proxy(HostDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: (target) => new target(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}
