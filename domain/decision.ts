/**
 * What a rule answers: an accepted value, or a refusal with its reason and the facts a person needs to
 * understand it. Refusals are values; a broken document or a database that is down is thrown.
 */
export type Accepted<V> = { ok: true; value: V }
export type Refused<R extends string, D extends object = object> = { ok: false; reason: R; details: D }
export type Decision<V, F extends Refused<string> = never> = Accepted<V> | F

export function accept<V>(value: V): Accepted<V> {
  return { ok: true, value }
}

export function refuse<R extends string>(reason: R): Refused<R, Record<string, never>>
export function refuse<R extends string, D extends object>(reason: R, details: D): Refused<R, D>
export function refuse(reason: string, details: object = {}): Refused<string> {
  return { ok: false, reason, details }
}
