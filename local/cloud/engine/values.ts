import { invalidParameter, requestFailed, unsupported } from '../errors'

/** What a field can hold. Numbers are JavaScript numbers, whatever width the wire gave them. */
export type Value = null | boolean | number | string | Date | Value[] | Document

export interface Document {
  [field: string]: Value
}

const refusedWrappers = new Set([
  '$oid',
  '$uuid',
  '$binary',
  '$timestamp',
  '$numberDecimal',
  '$regularExpression',
  '$minKey',
  '$maxKey',
  '$symbol',
  '$code',
  '$dbPointer',
  '$undefined',
])

export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/**
 * Reads one EJSON string of a request. `now` becomes every server date in it.
 * Fails with INVALID_PARAM when it is not a JSON object, and by name for types the local cloud lacks.
 */
export function parseWire(text: string, now: number): Document {
  const parsed = parseWireValue(text, now)
  if (!isDocument(parsed)) throw invalidParameter('A document or query must be an object')
  return parsed
}

/** The same for a text that need not hold an object: the operand of a stage. */
export function parseWireValue(text: string, now: number): Value {
  return revive(parseJson(text), now)
}

/** Reads a document as the store wrote it. */
export function parseStored(text: string): Document {
  const parsed: unknown = JSON.parse(text)
  // Most documents carry no wrapper at all, and need no second walk.
  return (text.includes('"$') ? revive(parsed, 0) : parsed) as Document
}

/** EJSON with wrappers only where JSON has no notation: what is stored, and what `list` carries. */
export function toText(document: Document): string {
  return JSON.stringify(wrap(document))
}

/** Accepts a plain JavaScript object as a document. Throws for what a document cannot hold. */
export function fromPlain(value: unknown): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number')
    return value
  if (value instanceof Date) return new Date(value.getTime())
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : fromPlain(item)))
  if (typeof value === 'object') {
    return mapFields(
      Object.entries(value).filter(([, field]) => field !== undefined),
      fromPlain,
    )
  }
  throw new TypeError(`A document cannot hold a ${typeof value}`)
}

export function copy<V extends Value>(value: V): V
export function copy(value: Value): Value {
  return fromPlain(value)
}

/** How messages call the type of a value. */
export function typeName(value: Value): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double'
  if (typeof value === 'boolean') return 'bool'
  return typeof value
}

/**
 * Throws when a field name anywhere in `value` starts with `$`, which only operators may, or has a dot, by
 * which no path could find it again.
 */
export function checkFieldNames(value: Value): void {
  if (Array.isArray(value)) {
    value.forEach(checkFieldNames)
  } else if (isDocument(value)) {
    for (const [name, field] of Object.entries(value)) {
      if (name.startsWith('$')) {
        throw requestFailed(
          `[InvalidParameter] The dollar ($) prefixed field '${name}' is not valid for storage.`,
        )
      }
      if (name.includes('.')) throw unsupported(`The field name '${name}', with a dot,`)
      checkFieldNames(field)
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidParameter('A document or query must be EJSON text')
  }
}

function revive(value: unknown, now: number): Value {
  if (Array.isArray(value)) return value.map((item) => revive(item, now))
  if (typeof value !== 'object' || value === null) return value as Value
  const entries = Object.entries(value)
  const first = entries[0]
  if (first && first[0].startsWith('$')) {
    const [name, content] = first
    if (name === '$numberInt' || name === '$numberLong' || name === '$numberDouble') return Number(content)
    if (name === '$date') return reviveDate(content)
    if (name === '$tcb_server_date') return new Date(now + serverDateOffset(content, now))
    if (refusedWrappers.has(name)) throw unsupported(`The value type ${name}`)
  }
  return mapFields(entries, (field) => revive(field, now))
}

function reviveDate(content: unknown): Date {
  if (typeof content === 'object' && content !== null && '$numberLong' in content)
    return new Date(Number(content.$numberLong))
  if (typeof content === 'string' || typeof content === 'number') return new Date(content)
  throw invalidParameter('Not a date')
}

function serverDateOffset(content: unknown, now: number): number {
  const { offset } = revive(content, now) as Document
  return typeof offset === 'number' ? offset : 0
}

function wrap(value: Value): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) }
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (Array.isArray(value)) return value.map(wrap)
  return isDocument(value) ? mapFields(Object.entries(value), wrap) : value
}

/** `fromEntries` defines fields instead of assigning them, so that a field may be called `__proto__`. */
function mapFields<From, To>(entries: [string, From][], convert: (value: From) => To): Record<string, To> {
  return Object.fromEntries(entries.map(([name, value]) => [name, convert(value)]))
}

/** How messages show a value. */
export function show(value: Value): string {
  return toText({ value }).slice('{"value":'.length, -1)
}
