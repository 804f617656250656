import { after, compareValues, encode, type IndexField, type Key } from './keys'
import type { Bound, Condition } from './query'
import type { Sort } from './sort'
import type { Value } from './values'

/** An index as the planner needs it. */
export interface PlannableIndex {
  fields: IndexField[]
  /** Some document has an array on an indexed field, hence several keys. */
  multikey: boolean
}

/** Keys from `low` up to, not including, `high`. */
export interface KeyRange {
  low: Key
  high: Key
}

export interface IdRange {
  low: { id: string; inclusive: boolean } | null
  high: { id: string; inclusive: boolean } | null
}

/** How to find the candidates of a query. */
export type Plan<Index> = {
  /** They come in the order asked for. */
  ordered: boolean
  /** Conditions narrow what is read; without, the whole collection may be walked. */
  bounded: boolean
} & (
  | { kind: 'ids'; ids: string[] }
  | { kind: 'id-range'; range: IdRange; reverse: boolean }
  | { kind: 'index'; index: Index; ranges: KeyRange[]; reverse: boolean }
  | { kind: 'scan' }
)

const maximumRanges = 200

/**
 * Chooses between `_id`, an index and reading everything. Every candidate is tested against the query
 * again, so a plan may give too many documents, never too few.
 */
export function choosePlan<Index extends PlannableIndex>(
  indexes: Iterable<Index>,
  conditions: Map<string, Condition>,
  sort: Sort,
): Plan<Index> {
  const id = conditions.get('_id')
  if (id?.equal !== undefined) return { kind: 'ids', ids: strings([id.equal]), ordered: true, bounded: true }
  if (id?.oneOf) {
    // As an index is walked, not as they were asked for.
    const ids = [...new Set(strings(id.oneOf))].sort(compareValues)
    return { kind: 'ids', ids, ordered: sort.length === 0, bounded: true }
  }
  const unsorted = sort.length === 0
  let best: Scored<Index> = { plan: { kind: 'scan', ordered: unsorted, bounded: false }, score: 0 }
  const candidates = [
    planIdRange<Index>(id, sort),
    ...[...indexes].map((index) => planIndex(index, conditions, sort)),
  ]
  for (const candidate of candidates) if (candidate && candidate.score > best.score) best = candidate
  return best.plan
}

interface Scored<Index> {
  plan: Plan<Index>
  score: number
}

function planIdRange<Index>(id: Condition | undefined, sort: Sort): Scored<Index> | null {
  const range = idRange(id)
  const first = sort[0]
  const sortedById = first?.[0] === '_id'
  const bounded = range.low !== null || range.high !== null
  if (!bounded && !sortedById) return null
  return {
    plan: {
      kind: 'id-range',
      range,
      reverse: sortedById && first[1] === -1,
      ordered: sort.length === 0 || sortedById,
      bounded,
    },
    score: (bounded ? 5 : 0) + (sortedById ? 6 : 0),
  }
}

function planIndex<Index extends PlannableIndex>(
  index: Index,
  conditions: Map<string, Condition>,
  sort: Sort,
): Scored<Index> | null {
  let prefixes: Key[] = [Buffer.alloc(0)]
  let ranges: KeyRange[] | null = null
  let score = 0
  let fixed = 0
  for (const { field, direction } of index.fields) {
    const condition = conditions.get(field)
    const values = condition && fixedValues(condition, prefixes.length)
    if (values) {
      prefixes = prefixes.flatMap((prefix) =>
        values.map((value) => Buffer.concat([prefix, encode(value, direction)])),
      )
      score += values.length === 1 ? 10 : 9
      fixed += 1
      continue
    }
    if (condition?.low || condition?.high) {
      ranges = prefixes.map((prefix) => boundedRange(prefix, direction, condition, index.multikey))
      score += 5
    }
    break
  }
  ranges ??= prefixes.map((prefix) => ({ low: prefix, high: after(prefix) }))

  ranges.sort((a, b) => Buffer.compare(a.low, b.low))

  const order = indexOrder(index, conditions, sort, fixed)
  const ordered = sort.length === 0 || (order !== 0 && ranges.length === 1 && !index.multikey)
  const bounded = score > 0
  if (sort.length > 0 && ordered) score += 6
  if (score === 0) return null
  return {
    plan: { kind: 'index', index, ranges, reverse: ordered && order === -1, ordered, bounded },
    score,
  }
}

function fixedValues(condition: Condition, prefixes: number): Value[] | null {
  if (condition.equal !== undefined) return [condition.equal]
  if (condition.oneOf && condition.oneOf.length * prefixes <= maximumRanges) return condition.oneOf
  return null
}

/** With several keys a document, one item may meet the lower bound and another the upper: one bound only. */
function boundedRange(prefix: Key, direction: 1 | -1, condition: Condition, multikey: boolean): KeyRange {
  const lowest = condition.low
  const highest = multikey && lowest ? undefined : condition.high
  const [from, to] = direction === 1 ? [lowest, highest] : [highest, lowest]
  const key = (bound: Bound) => Buffer.concat([prefix, encode(bound.value, direction)])
  const someBound = lowest ?? highest
  const type = someBound ? key(someBound).subarray(0, prefix.length + 1) : prefix
  return {
    low: from ? (from.inclusive ? key(from) : after(key(from))) : type,
    high: to ? (to.inclusive ? after(key(to)) : key(to)) : after(type),
  }
}

/**
 * 1 when reading the index forwards gives the order asked for, -1 backwards, 0 neither. Entries with the same key are
 * in no order to rely on: whoever pages by `_id` among them needs an index that ends with it.
 */
function indexOrder(
  index: PlannableIndex,
  conditions: Map<string, Condition>,
  sort: Sort,
  fixed: number,
): 1 | -1 | 0 {
  const fixedFields = new Set(index.fields.slice(0, fixed).map(({ field }) => field))
  const wanted = sort.filter(
    ([field]) => !(fixedFields.has(field) && conditions.get(field)?.equal !== undefined),
  )
  const available = index.fields.slice(fixed)
  let order: 1 | -1 | 0 = 1
  for (const [i, [field, direction]] of wanted.entries()) {
    const next = available[i]
    if (!next || next.field !== field) return 0
    const step = next.direction === direction ? 1 : -1
    if (i > 0 && step !== order) return 0
    order = step
  }
  return order
}

function idRange(id: Condition | undefined): IdRange {
  return { low: idBound(id?.low), high: idBound(id?.high) }
}

/** Not for what SQLite would take for a shorter id: see `documentId`. */
function idBound(bound: Bound | undefined): { id: string; inclusive: boolean } | null {
  if (typeof bound?.value !== 'string' || bound.value.includes('\0')) return null
  return { id: bound.value, inclusive: bound.inclusive }
}

function strings(values: Value[]): string[] {
  return values.filter((value) => typeof value === 'string')
}
