import { requestFailed } from '../errors'
import { sortKeys } from './keys'
import type { Document } from './values'

export type Sort = [field: string, direction: 1 | -1][]

/** Reads the `order` of a request, `{field: 1 | -1}`. */
export function parseSort(order: Document): Sort {
  return Object.entries(order).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw requestFailed(`[InvalidParameter] bad sort on ${field}`)
    return [field, direction]
  })
}

/** Sorts by MongoDB's order of values; equal ones keep their order. */
export function sorted<Row extends { document: Document }>(rows: Row[], sort: Sort): Row[] {
  const keyed = rows.map((row) => ({
    row,
    keys: sortKeys(row.document, sort),
  }))
  keyed.sort((a, b) => {
    for (const [i, [, direction]] of sort.entries()) {
      const left = a.keys[i]
      const right = b.keys[i]
      const order = left && right ? Buffer.compare(left, right) : 0
      if (order !== 0) return order * direction
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}
