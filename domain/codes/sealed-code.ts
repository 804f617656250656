import { accept, refuse, type Decision, type Refused } from '../decision'

/**
 * What a phone shows and a till scans: `HW1.{kind}.{restaurant}.{field}….{seal}`. Kinds: M the member code,
 * V the member code with a voucher to use, T the ticket of an identified member, R the redemption code. The seal is
 * made with a key only functions hold.
 */
export type CodeKind = 'M' | 'V' | 'T' | 'R'

/** Makes a seal of a text: an HMAC, given by the caller, so that rules hold no key. */
export type Seal = (text: string) => string

export type NotACode = Refused<'not-a-code', Record<string, never>>
export type ForeignRestaurant = Refused<'code-of-another-restaurant', Record<string, never>>
export type ForgedCode = Refused<'forged-code', Record<string, never>>
export type UnreadableCode = NotACode | ForeignRestaurant | ForgedCode

const PREFIX = 'HW1'

export function sealCode(
  kind: CodeKind,
  restaurantId: string,
  fields: readonly string[],
  seal: Seal,
): string {
  const text = [PREFIX, kind, restaurantId, ...fields].join('.')
  return `${text}.${seal(text)}`
}

/** The fields of a code of this kind and restaurant, if its seal is ours. */
export function openCode(
  code: string,
  kind: CodeKind,
  restaurantId: string,
  fieldCount: number,
  seal: Seal,
): Decision<string[], UnreadableCode> {
  const parts = code.split('.')
  const [prefix, foundKind, restaurant, ...rest] = parts
  if (prefix !== PREFIX || foundKind !== kind || rest.length !== fieldCount + 1) return refuse('not-a-code')
  if (restaurant !== restaurantId) return refuse('code-of-another-restaurant')
  const found = rest.at(-1) ?? ''
  if (!sameText(found, seal(parts.slice(0, -1).join('.')))) return refuse('forged-code')
  return accept(rest.slice(0, -1))
}

/** Compares in the same time wherever the texts differ, so that a seal cannot be guessed letter by letter. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(1, b.length))
  return difference === 0
}
