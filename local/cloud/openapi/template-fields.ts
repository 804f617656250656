/**
 * The rules of a subscribe message's fields, one by one as the page of `subscribeMessage.send` states them [D]. Where
 * the page leaves room, the narrower reading is taken: what passes here must pass there.
 */
export type FieldRule = (value: string) => boolean

const characters = (value: string): number => [...value].length
const isPlain = (value: string): boolean => !/\p{C}/u.test(value) && !/[\u2028\u2029]/.test(value)

/** The page's "common symbols besides Chinese, letters and digits". */
const symbol = String.raw`[\p{P}\p{S}]`
const symbols = new RegExp(`^${symbol}+$`, 'u')
const date = String.raw`(?:\d{4}年)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日|\d{4}年(?:1[0-2]|0?[1-9])月|(?:\d{4}([-/.]))?(?:1[0-2]|0[1-9])[-/.](?:3[01]|[12]\d|0[1-9])|\d{4}[-/.](?:1[0-2]|0[1-9])`
const clock = String.raw`(?:2[0-3]|[01]?\d):[0-5]\d(?::[0-5]\d)?`
const time = range(`(?:(?:${date}) ?)?${clock}`)
const day = range(`(?:${date})(?: ${clock})?`)

function range(point: string): RegExp {
  // A group of its own for each end: a back reference in one must not see the other.
  return new RegExp(`^(?:${point})(?:~(?:${point}))?$`)
}

export const fieldRules = {
  /** Any text, up to 20 characters. */
  thing: (value) => characters(value) <= 20,
  /** Up to 32 digits, a fraction allowed. */
  number: (value) => /^\d+(\.\d+)?$/.test(value) && value.replace('.', '').length <= 32,
  /** Up to 32 letters. */
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  /** Up to 5 symbols. */
  symbol: (value) => symbols.test(value) && characters(value) <= 5,
  /** Up to 32 digits, letters or symbols; no Chinese, no space. */
  character_string: (value) =>
    new RegExp(`^(?:[A-Za-z0-9]|${symbol})+$`, 'u').test(value) && characters(value) <= 32,
  /** `15:01`, `2019年10月1日 15:01`, or two of them joined by `~`. */
  time: (value) => time.test(value),
  /** `2019年10月1日`, `2019-10-01`, either with a time, or two of them joined by `~`. */
  date: (value) => day.test(value),
  /** One currency sign and up to 10 digits, a fraction allowed, 元 allowed at the end. */
  amount: (value) => /^\p{Sc}\d+(\.\d+)?元?$/u.test(value) && value.replace(/\D/g, '').length <= 10,
  /** Up to 17 digits and symbols. */
  phone_number: (value) =>
    new RegExp(`^(?:\\d|${symbol})+$`, 'u').test(value) && /\d/.test(value) && characters(value) <= 17,
  /** Up to 8; the first and the last may be Chinese, the others are letters and digits. */
  car_number: (value) =>
    /^[\p{Script=Han}A-Za-z0-9](?:[A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9])?$/u.test(value) &&
    characters(value) <= 8,
  /** Up to 10 characters with Chinese among them, or up to 20 letters and symbols. */
  name: (value) =>
    /^[\p{Script=Han}A-Za-z]+$/u.test(value) && /\p{Script=Han}/u.test(value)
      ? characters(value) <= 10
      : new RegExp(`^(?:[A-Za-z]|${symbol})+$`, 'u').test(value) && characters(value) <= 20,
  /** Up to 5 Chinese characters. */
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
} satisfies Record<string, FieldRule>

export type FieldType = keyof typeof fieldRules

/** The type of `thing1`; null when it is none of the page's (`enum` has values of its own). */
export function fieldTypeOf(field: string): FieldType | 'enum' | null {
  const type = /^([a-z_]+?)\d+$/.exec(field)?.[1] ?? ''
  return type === 'enum' || Object.hasOwn(fieldRules, type) ? (type as FieldType | 'enum') : null
}

/** Whether a field of this type may have this value. No field may be empty or have control characters. */
export function fits(type: FieldType, value: string): boolean {
  return value !== '' && isPlain(value) && fieldRules[type](value)
}
