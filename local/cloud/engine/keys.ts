import { unsupported } from '../errors'
import { isDocument, type Document, type Value } from './values'

/** Byte strings whose plain byte order is MongoDB's order of values, so that SQLite can keep an index. */
export type Key = Buffer

export interface IndexField {
  field: string
  direction: 1 | -1
}

/** The first byte of a value's key: MongoDB compares types before values. */
export const typeRank = {
  emptyArray: 1,
  null: 2,
  number: 3,
  string: 4,
  document: 5,
  array: 6,
  boolean: 9,
  date: 10,
}

/** Marks a field that holds an empty array: indexed apart from null, as MongoDB does. */
const emptyArray = Symbol('empty array')
type Indexed = Value | typeof emptyArray

const stringEnd = Buffer.from([0, 0])
const listEnd = Buffer.from([0])

/** The key of one value. Keys are prefix-free, so they can be chained and inverted. */
export function encode(value: Value, direction: 1 | -1 = 1): Key {
  return direction === 1 ? ascending(value) : inverted(ascending(value))
}

export function compareValues(a: Value, b: Value): number {
  return Buffer.compare(ascending(a), ascending(b))
}

/** The smallest key above every key that starts with `prefix`. */
export function after(prefix: Key): Key {
  const key = Buffer.from(prefix)
  for (let i = key.length - 1; i >= 0; i -= 1) {
    const byte = key[i] ?? 255
    if (byte < 255) {
      key[i] = byte + 1
      return key.subarray(0, i + 1)
    }
  }
  return Buffer.from([255, 255, 255])
}

/**
 * All keys of a document in an index; several when a field is an array (`multikey`). Fails by name for a
 * second array: MongoDB cannot index parallel arrays, and pairs the items of a shared one.
 */
export function indexKeys(document: Document, fields: IndexField[]): { keys: Key[]; multikey: boolean } {
  let keys: Key[] = [Buffer.alloc(0)]
  let array: string | null = null
  for (const { field, direction } of fields) {
    const found = valuesAt(document, field)
    if (found.throughArray && array !== null)
      throw unsupported(`An index of two arrays (cannot index parallel arrays [${field}] [${array}])`)
    if (found.throughArray) array = field
    const encoded = found.values.map((value) => encodeIndexed(value, direction))
    keys = keys.flatMap((key) => encoded.map((part) => Buffer.concat([key, part])))
  }
  return { keys: array === null ? keys : distinct(keys), multikey: array !== null }
}

/**
 * What a document is sorted by, a key for each field: an array counts by its least or greatest item. Fails by name
 * when two fields lead through arrays: MongoDB refuses two, and pairs the items of a shared one.
 */
export function sortKeys(document: Document, sort: [field: string, direction: 1 | -1][]): Key[] {
  const found = sort.map(([field]) => valuesAt(document, field))
  if (found.filter(({ throughArray }) => throughArray).length > 1)
    throw unsupported(`Sorting by two fields in lists (${sort.map(([field]) => field).join(', ')})`)
  return found.map(({ values }, i) => {
    const keys = values.map((value) => encodeIndexed(value, 1)).sort(Buffer.compare)
    return (sort[i]?.[1] === -1 ? keys.at(-1) : keys[0]) ?? encode(null)
  })
}

/** The values of a document that make a key of an index; null also where the index holds an empty array. */
export function valuesOfKey(document: Document, fields: IndexField[], key: Key): Value[] {
  let rest = key
  return fields.map(({ field, direction }) => {
    const value = valuesAt(document, field).values.find((one) =>
      startsWith(rest, encodeIndexed(one, direction)),
    )
    rest = rest.subarray(encodeIndexed(value ?? null, direction).length)
    return value === undefined || value === emptyArray ? null : value
  })
}

const startsWith = (key: Key, part: Key): boolean => key.subarray(0, part.length).equals(part)

/** Whether a step of a path can name an item of a list. */
export function isPosition(step: string): boolean {
  return /^(0|[1-9]\d*)$/.test(step)
}

interface Found {
  values: Indexed[]
  throughArray: boolean
}

function valuesAt(document: Document, path: string): Found {
  const found: Found = { values: [], throughArray: false }
  collect(document, path.split('.'), found)
  return found
}

function collect(value: Value | undefined, path: string[], found: Found): void {
  const [step, ...rest] = path
  if (step === undefined) {
    collectLeaf(value, found)
  } else if (Array.isArray(value)) {
    found.throughArray = true
    if (isPosition(step)) collect(value[Number(step)], rest, found)
    else if (value.length === 0) found.values.push(null)
    else for (const item of value) collect(isDocument(item) ? item[step] : undefined, rest, found)
  } else {
    collect(isDocument(value) ? value[step] : undefined, rest, found)
  }
}

function collectLeaf(value: Value | undefined, found: Found): void {
  if (!Array.isArray(value)) {
    found.values.push(value ?? null)
    return
  }
  found.throughArray = true
  if (value.length === 0) found.values.push(emptyArray)
  else found.values.push(...value)
}

function encodeIndexed(value: Indexed, direction: 1 | -1): Key {
  if (value !== emptyArray) return encode(value, direction)
  const key = Buffer.from([typeRank.emptyArray])
  return direction === 1 ? key : inverted(key)
}

function ascending(value: Value): Key {
  if (value === null) return Buffer.from([typeRank.null])
  if (typeof value === 'number') return encodeNumber(typeRank.number, value)
  if (typeof value === 'string') return Buffer.concat([Buffer.from([typeRank.string]), encodeText(value)])
  if (typeof value === 'boolean') return Buffer.from([typeRank.boolean, value ? 1 : 0])
  if (value instanceof Date) return encodeNumber(typeRank.date, value.getTime())
  if (Array.isArray(value)) {
    return Buffer.concat([Buffer.from([typeRank.array]), ...value.map(ascending), listEnd])
  }
  return Buffer.concat([Buffer.from([typeRank.document]), ...Object.entries(value).map(encodeEntry), listEnd])
}

/** MongoDB compares embedded documents field by field: type first, then name, then value. */
function encodeEntry([name, value]: [string, Value]): Buffer {
  const key = ascending(value)
  return Buffer.concat([key.subarray(0, 1), encodeText(name), key.subarray(1)])
}

function encodeNumber(rank: number, value: number): Key {
  const key = Buffer.alloc(9)
  key[0] = rank
  if (Number.isNaN(value)) return key // below every other number
  key.writeDoubleBE(value === 0 ? 0 : value, 1)
  const first = key[1] ?? 0
  if (first & 0x80) for (let i = 1; i < 9; i += 1) key[i] = ~(key[i] ?? 0) & 0xff
  else key[1] = first | 0x80
  return key
}

/** A zero byte inside the text is escaped, so that the end mark sorts below any continuation. */
function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  if (!bytes.includes(0)) return Buffer.concat([bytes, stringEnd])
  const escaped = [...bytes].flatMap((byte) => (byte === 0 ? [0, 255] : [byte]))
  return Buffer.concat([Buffer.from(escaped), stringEnd])
}

function inverted(key: Key): Key {
  const result = Buffer.allocUnsafe(key.length)
  for (let i = 0; i < key.length; i += 1) result[i] = ~(key[i] ?? 0) & 0xff
  return result
}

function distinct(keys: Key[]): Key[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()]
}
