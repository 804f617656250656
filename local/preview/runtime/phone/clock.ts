/** The phone's clock: as far from the machine's as its handle says. */
export const clock = { shiftMs: 0 }

const now = () => Date.now() + clock.shiftMs

/** `Date` of the mini-program: its present is the phone's; everything else is the browser's, `instanceof` included. */
export const PhoneDate: DateConstructor = new Proxy(Date, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
})
